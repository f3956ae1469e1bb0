"""A row made ready for its tables: all of their columns that need no look-up, made while another chunk is written."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from claims.actions.imports.compare.import_snapshot import Snapshot, link_words, snapshot_json, snapshot_of
from claims.actions.imports.compare.rating_lookup import Rated, Ratings
from claims.formats.files.records import Record
from claims.formats.mapping.claim_row import AnchorRow, AppearanceRow, ClaimRow, EntityRow, EvidenceRow, VerdictRow
from claims.rules.quantity import POLICY, Figure
from claims.rules.text import words_digest

Columns = tuple[Any, ...]

CLAIM = ("text", "language", "claimed_on", "claimed_on_precision", "place", "topics", "words_digest")
EXTERNAL_ID = ("external_id",)
ANCHOR = ("quote", "quote_translation", "prefix", "suffix", "locator")
APPEARANCE = ("voice", *ANCHOR)
ATTRIBUTION = ("position", "role", "named_as", "described_as", "cue", "certainty")
EVIDENCE = ("stance", "question", *ANCHOR, "note", "is_primary", "interest")
QUANTITY = (
    "surface", "value_low", "value_high", "hedge", "unit", "kind", "direction", "modality", "interval_low",
    "interval_high", "is_low_open", "is_high_open", "policy",
)  # fmt: skip
VERDICT = (
    "is_imported", "is_second_hand", "state", "external_id", "rating_id", "label", "normalized", "claim_reviewed",
    "headline", "summary",
    "language", "url", "published_at",
)  # fmt: skip


class PreparedLink(NamedTuple):
    """A link of a chain of attribution: who it was, where that has a name, and its columns."""

    entity: EntityRow | None
    columns: Columns


class PreparedAppearance(NamedTuple):
    """An appearance: its source's address, its columns, its chain, and whether the row says the chain itself."""

    url: str
    columns: Columns
    chain: tuple[PreparedLink, ...]
    is_chain_explicit: bool


class PreparedEvidence(NamedTuple):
    """A piece of evidence: its source's address, if it has one, and its columns."""

    url: str | None
    columns: Columns


class PreparedVerdict(NamedTuple):
    """A verdict: what it is compared by, and its columns."""

    row: VerdictRow
    rated: Rated
    external_id: str | None
    published_at: dt.datetime | None
    columns: Columns


class PreparedRow(NamedTuple):
    """A row that can be written; `loaded` is what is kept of it, as values and, with its digest, as JSON.

    Its claimant is, where it names none, the first originator of its first appearance.
    """

    record: Record
    row: ClaimRow
    digest: str
    loaded: Snapshot
    snapshot_json: str
    claimant: EntityRow | None
    claim: Columns
    appearances: list[PreparedAppearance]
    evidence: list[PreparedEvidence]
    quantities: list[Columns]
    verdicts: list[PreparedVerdict]

    @property
    def words_digest(self) -> str:
        """Give the digest of the claim's words."""
        return str(self.claim[-1])

    def links(self) -> Iterator[PreparedLink]:
        """Give the links of the chains that the row says itself, one after the other."""
        for appearance in self.appearances:
            if appearance.is_chain_explicit:
                yield from appearance.chain


def prepare(record: Record, row: ClaimRow, digest: str, ratings: Ratings) -> PreparedRow:
    """Make a row ready. Raises LabelError."""
    claimant = row.claimant or _first_originator(row)
    verdicts = [_verdict(row, verdict, ratings.find(verdict)) for verdict in row.verdicts]
    second_hand = {one.row.publisher: one.rated.label for one in verdicts if one.row.is_second_hand}
    loaded = snapshot_of(row, claimant, second_hand)
    implied = (PreparedLink(claimant, _implied(claimant)),) if claimant else ()
    return PreparedRow(
        record,
        row,
        digest,
        loaded,
        snapshot_json(loaded, digest),
        claimant,
        _claim(row),
        [_appearance(appearance, implied) for appearance in row.appearances],
        [_evidence(evidence) for evidence in row.evidence],
        [_quantity(figure) for figure in row.quantities],
        verdicts,
    )


def _first_originator(row: ClaimRow) -> EntityRow | None:
    chain = row.appearances[0].attributions if row.appearances else ()
    return next((link.entity for link in chain if link.role == "originator" and link.entity), None)


def _claim(row: ClaimRow) -> Columns:
    date = row.claimed_on
    # Topics are slugs: they hold neither quotes nor backslashes.
    topics = "{" + ",".join(f'"{slug}"' for slug in row.topics) + "}"
    return (
        row.text,
        row.language,
        date and date.value,
        date and date.precision,
        row.place,
        topics,
        words_digest(row.text),
    )


def _appearance(row: AppearanceRow, implied: tuple[PreparedLink, ...]) -> PreparedAppearance:
    chain = implied
    if row.attributions:
        links = enumerate(row.attributions, start=1)
        chain = tuple(PreparedLink(link.entity, (place, *link_words(link))) for place, link in links)
    return PreparedAppearance(row.source.url.canonical, (row.voice, *_anchor(row)), chain, bool(row.attributions))


def _implied(claimant: EntityRow) -> Columns:
    return 1, "originator", claimant.name, claimant.role, "", "explicit"


def _evidence(row: EvidenceRow) -> PreparedEvidence:
    url = row.source.url.canonical if row.source else None
    return PreparedEvidence(url, (row.stance, row.question, *_anchor(row), row.note, row.is_primary, row.interest))


def _anchor(row: AnchorRow) -> Columns:
    return row.quote, row.quote_translation, row.prefix, row.suffix, row.locator


def _quantity(figure: Figure) -> Columns:
    interval = figure.interval
    return (
        figure.surface,
        figure.value_low,
        figure.value_high,
        figure.hedge,
        figure.unit,
        figure.kind,
        figure.direction,
        figure.modality,
        interval.low,
        interval.high,
        interval.low_open,
        interval.high_open,
        POLICY,
    )


def _verdict(claim: ClaimRow, row: VerdictRow, rated: Rated) -> PreparedVerdict:
    url = row.url.canonical if row.url else None
    date = row.published_on
    published_at = dt.datetime.combine(date.value, dt.time(), dt.UTC) if date else None
    columns = (
        True,
        row.is_second_hand,
        "published",
        url,
        rated.rating_id,
        rated.label,
        rated.normalized,
        claim.text,
        row.headline,
        row.summary,
        claim.language,
        url or "",
        published_at,
    )
    return PreparedVerdict(row, rated, url, published_at, columns)
