"""The canonical form of an imported row: a checked claim with all its parts.

Each field stands with its type and its reader; a field without a default must be filled where its part is there.
`claims.formats.mapping.row_shape` reads this declaration, and nothing else says what a row can hold.
"""

from typing import Annotated, NamedTuple

from claims.formats.mapping.figure_words import (
    FigureAsOf,
    FigureFrom,
    FigureHedge,
    FigureHigh,
    FigureLow,
    FigureTo,
    FigureUnit,
    Phrase,
)
from claims.formats.mapping.value_kinds import (
    Address,
    Date,
    Day,
    Domain,
    Flag,
    Language,
    Topic,
    WikidataId,
    text_reader,
    word_reader,
)
from claims.models.claim import LONGEST_TEXT
from claims.rules.occurrence import occurrence_problem
from claims.rules.vocabulary import (
    ATTRIBUTION_ROLES,
    CERTAINTIES,
    ENTITY_KINDS,
    OCCURRED_HEDGES,
    SOURCE_KINDS,
    STANCES,
    VOICES,
)

MOST_PARTS = 100

read_external_id = text_reader(500, is_number_taken=True)

ExternalId = Annotated[str, read_external_id]
ClaimText = Annotated[str, text_reader(LONGEST_TEXT)]
Cue = Annotated[str, text_reader(100)]
Short = Annotated[str, text_reader(300)]
Long = Annotated[str, text_reader(1_000)]
Passage = Annotated[str, text_reader(20_000)]


class EntityRow(NamedTuple):
    """The person or organisation that made or relayed a claim: a name, and details used if it is new."""

    name: Short
    disambiguation: Short = ""
    kind: Annotated[str, word_reader(ENTITY_KINDS)] = "unknown"
    role: Short = ""
    wikidata_id: WikidataId | None = None


class SourceRow(NamedTuple):
    """The source of an appearance or of evidence: a URL, and details used if it is new."""

    url: Address
    title: Long = ""
    kind: Annotated[str, word_reader(SOURCE_KINDS)] = "article"
    publisher: Domain | None = None
    published_on: Date | None = None
    language: Language | None = None
    archived_url: Address | None = None
    external_id: ExternalId = ""


class AttributionRow(NamedTuple):
    """A link of the chain by which a claim reached a source; without an entity, a described but unnamed person.

    The links stand in their order, the origin first.
    """

    role: Annotated[str, word_reader(ATTRIBUTION_ROLES)] = "originator"
    named_as: Short = ""
    described_as: Short = ""
    entity: EntityRow | None = None
    cue: Cue = ""
    certainty: Annotated[str, word_reader(CERTAINTIES)] = "explicit"
    is_anonymous: Flag = False

    def problem(self) -> str:
        """Describe the problem of the part as a whole; empty if there is none."""
        if self.entity is None and not self.named_as and not self.described_as:
            return "says nothing of who it was; give a name, named_as or described_as"
        if self.is_anonymous and self.entity is not None:
            return "is anonymous and has an entity; leave one of them out"
        return ""


class AppearanceRow(NamedTuple):
    """An appearance of the claim in a source. Without attributions the claimant is its originator."""

    source: SourceRow
    voice: Annotated[str, word_reader(VOICES)] = "attributed"
    quote: Passage = ""
    quote_translation: Passage = ""
    prefix: Long = ""
    suffix: Long = ""
    locator: Short = ""
    attributions: tuple[AttributionRow, ...] = ()


class EvidenceRow(NamedTuple):
    """A piece of evidence: a source, or common knowledge, which a note explains."""

    stance: Annotated[str, word_reader(STANCES)]
    source: SourceRow | None = None
    question: Long = ""
    quote: Passage = ""
    quote_translation: Passage = ""
    prefix: Long = ""
    suffix: Long = ""
    locator: Short = ""
    note: Passage = ""
    is_primary: Flag = False
    interest: Long = ""

    def problem(self) -> str:
        """Describe the problem of the part as a whole; empty if there is none."""
        if self.source is None and not self.note:
            return "has neither a source nor a note; give the source's url, or explain it in a note"
        return ""


AnchorRow = AppearanceRow | EvidenceRow
"""The parts that have an anchor in a source."""


class VerdictRow(NamedTuple):
    """A publisher's judgement: the label as printed and, if the file names it separately, the rating of the scale.

    It is second-hand if the file repeats another publisher's judgement.
    """

    publisher: Domain
    label: Short
    scale: Short = ""
    rating: Short = ""
    url: Address | None = None
    published_on: Day | None = None
    headline: Short = ""
    summary: Long = ""
    is_second_hand: Flag = False


class ClaimRow(NamedTuple):
    """A claim with its external id and all its parts. The lists contain up to a hundred of each.

    The last seven fields are values of the row's only figure that its words do not state, or that cannot be read.
    """

    external_id: ExternalId
    text: ClaimText
    title: Short = ""
    language: Language = ""
    claimant: EntityRow | None = None
    claimed_on: Date | None = None
    occurred_from: Date | None = None
    occurred_to: Date | None = None
    occurred_hedge: Annotated[str, word_reader(OCCURRED_HEDGES)] | None = None
    place: Short = ""
    topics: tuple[Topic, ...] = ()
    quantities: tuple[Phrase, ...] = ()
    appearances: tuple[AppearanceRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    verdicts: tuple[VerdictRow, ...] = ()
    value_low: FigureLow | None = None
    value_high: FigureHigh | None = None
    hedge: FigureHedge | None = None
    unit: FigureUnit | None = None
    as_of: FigureAsOf | None = None
    valid_from: FigureFrom | None = None
    valid_to: FigureTo | None = None

    def problem(self) -> str:
        """Describe the problem of the row as a whole; empty if there is none."""
        if self.occurred_hedge is None and self.occurred_to is None:
            return ""
        found = occurrence_problem(self.occurred_from, self.occurred_to, self.occurred_hedge)
        return f"{found.field} {found.problem}; {found.remedy}" if found else ""
