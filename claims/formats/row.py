"""A row of a load in its canonical form: a claim with everything that came with it, checked."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from claims.formats.kinds import (
    Address,
    Date,
    Day,
    Domain,
    Flag,
    Language,
    Phrase,
    ReadFigure,
    Topic,
    WikidataId,
    text_of,
    word_of,
)
from claims.models.claim import LONGEST_TEXT
from claims.rules.vocabulary import ATTRIBUTION_ROLES, CERTAINTIES, ENTITY_KINDS, SOURCE_KINDS, STANCES, VOICES

MOST_PARTS = 100
MOST_LINKS = 20

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
Role = Annotated[str, BeforeValidator(word_of(ATTRIBUTION_ROLES))]
Certainty = Annotated[str, BeforeValidator(word_of(CERTAINTIES))]
Stance = Annotated[str, BeforeValidator(word_of(STANCES))]
Cue = Annotated[str, BeforeValidator(text_of(100))]
Id = Annotated[str, BeforeValidator(text_of(500, is_number_taken=True))]
Note = Annotated[str, BeforeValidator(text_of(20_000))]


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _each_words_once(figures: tuple[ReadFigure, ...]) -> tuple[ReadFigure, ...]:
    return tuple({read.figure.surface: read for read in figures}.values())


class Row(BaseModel):
    """A part of a row: never changed once read, and without fields that are not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntityRow(Row):
    """Who made a claim or passed it on: a name, and what is said of it where it is new here."""

    name: Name
    disambiguation: Short = ""
    kind: EntityKind = "unknown"
    role: Short = ""
    wikidata_id: WikidataId | None = None


class SourceRow(Row):
    """Where a claim was made, or what bears on it: an address, and what is said of it where it is new here."""

    url: Address
    title: Long = ""
    kind: SourceKind = "article"
    publisher: Domain | None = None
    published_on: Date | None = None
    language: Language | None = None
    archived_url: Address | None = None
    external_id: Id = ""


class AttributionRow(Row):
    """A link of the chain by which a claim came into a source; without an entity somebody unnamed, who is described.

    The links stand in their order, the origin first.
    """

    role: Role = "originator"
    named_as: Short = ""
    described_as: Short = ""
    entity: EntityRow | None = None
    cue: Cue = ""
    certainty: Certainty = "explicit"

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.entity is None and not self.named_as and not self.described_as:
            raise ValueError("says nothing of who it was; give an entity, named_as or described_as")
        return self


class AnchorRow(Row):
    """A passage of a source: its words, and what stands around them."""

    quote: Quote = ""
    quote_translation: Quote = ""
    prefix: Long = ""
    suffix: Long = ""
    locator: Short = ""


class AppearanceRow(AnchorRow):
    """The claim as it was made in a source. Without attributions the claimant is its originator."""

    source: SourceRow
    voice: Voice = "attributed"
    attributions: Annotated[tuple[AttributionRow, ...], Field(max_length=MOST_LINKS)] = ()


class EvidenceRow(AnchorRow):
    """What bears on a claim: a source, or common knowledge, which a note explains."""

    source: SourceRow | None = None
    stance: Stance
    question: Long = ""
    note: Note = ""
    is_primary: Flag = False
    interest: Long = ""

    @model_validator(mode="after")
    def _has_source_or_note(self) -> Self:
        if self.source is None and not self.note:
            raise ValueError("has neither a source nor a note; give the source's url, or explain it in a note")
        return self


class VerdictRow(Row):
    """A publisher's judgement: the label as printed, and which rating of the scale it is where that is told apart.

    It is second-hand where the file repeats what another publisher judged.
    """

    publisher: Domain
    label: Name
    scale: Short = ""
    rating: Short = ""
    url: Address | None = None
    published_on: Day | None = None
    headline: Short = ""
    summary: Long = ""
    is_second_hand: Flag = False


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
    evidence: Annotated[tuple[EvidenceRow, ...], Field(max_length=MOST_PARTS)] = ()
    verdicts: Annotated[tuple[VerdictRow, ...], Field(max_length=MOST_PARTS)] = ()
