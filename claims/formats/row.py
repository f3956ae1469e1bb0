"""A row of a load in its canonical form: a claim with everything that came with it, checked."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from claims.formats.kinds import Address, Date, Day, Domain, Language, Phrase, ReadFigure, Topic, text_of, word_of
from claims.models.claim import LONGEST_TEXT
from claims.rules.vocabulary import ENTITY_KINDS, SOURCE_KINDS, VOICES

MOST_PARTS = 100

read_external_id = text_of(500, is_filled=True, is_number_taken=True)

ExternalId = Annotated[str, BeforeValidator(read_external_id)]
ClaimText = Annotated[str, BeforeValidator(text_of(LONGEST_TEXT, is_filled=True))]
Name = Annotated[str, BeforeValidator(text_of(300, is_filled=True))]
Short = Annotated[str, BeforeValidator(text_of(300))]
Long = Annotated[str, BeforeValidator(text_of(1_000))]
Quote = Annotated[str, BeforeValidator(text_of(20_000))]
EntityKind = Annotated[str, BeforeValidator(word_of(ENTITY_KINDS))]
SourceKind = Annotated[str, BeforeValidator(word_of(SOURCE_KINDS))]
Voice = Annotated[str, BeforeValidator(word_of(VOICES))]


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _each_words_once(figures: tuple[ReadFigure, ...]) -> tuple[ReadFigure, ...]:
    return tuple({read.figure.surface: read for read in figures}.values())


class Row(BaseModel):
    """A part of a row: never changed once read, and without fields that are not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntityRow(Row):
    """Who made the claim: a name, and what is said of it where it is new here."""

    name: Name
    disambiguation: Short = ""
    kind: EntityKind = "unknown"
    role: Short = ""


class SourceRow(Row):
    """Where a claim was made: an address, and what is said of it where it is new here."""

    url: Address
    title: Long = ""
    kind: SourceKind = "article"
    publisher: Domain | None = None
    published_on: Date | None = None


class AppearanceRow(Row):
    """The claim as it was made in a source."""

    source: SourceRow
    quote: Quote = ""
    voice: Voice = "attributed"


class VerdictRow(Row):
    """A publisher's judgement: the label as printed, and which rating of the scale it is where that is told apart."""

    publisher: Domain
    label: Name
    scale: Short = ""
    rating: Short = ""
    url: Address | None = None
    published_on: Day | None = None
    headline: Short = ""
    summary: Long = ""


class ClaimRow(Row):
    """A claim with its external id and all that a row says of it. The lists may hold several of each."""

    external_id: ExternalId
    text: ClaimText
    language: Language = "en"
    claimant: EntityRow | None = None
    claimed_on: Date | None = None
    place: Short = ""
    topics: Annotated[tuple[Topic, ...], Field(max_length=MOST_PARTS), AfterValidator(_each_once)] = ()
    quantities: Annotated[tuple[Phrase, ...], Field(max_length=MOST_PARTS), AfterValidator(_each_words_once)] = ()
    appearances: Annotated[tuple[AppearanceRow, ...], Field(max_length=MOST_PARTS)] = ()
    verdicts: Annotated[tuple[VerdictRow, ...], Field(max_length=MOST_PARTS)] = ()
