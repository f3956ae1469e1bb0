"""A row made ready for its tables: every column that needs no look-up, computed while another chunk is written."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from claims.actions.imports import field_list
from claims.actions.imports.compare.import_snapshot import Snapshot, snapshot_json, snapshot_of, with_fallbacks
from claims.actions.imports.compare.rating_lookup import Rated, Ratings
from claims.actions.imports.field_list import Columns
from claims.formats.files.records import Record
from claims.formats.mapping.claim_row import (
    AppearanceRow,
    AttributionRow,
    ClaimRow,
    EntityRow,
    EvidenceRow,
    VerdictRow,
)
from claims.rules.figures.interval import POLICY, Figure
from claims.rules.text import words_digest

CLAIM = (*field_list.CLAIM.columns, "words_digest")
APPEARANCE = field_list.APPEARANCE.columns
ATTRIBUTION = ("position", *field_list.ATTRIBUTION.columns)
EVIDENCE = field_list.EVIDENCE.columns
QUANTITY = (
    *field_list.QUANTITY.columns, "interval_low", "interval_high", "is_low_open", "is_high_open", "policy",
)  # fmt: skip
VERDICT = (
    *field_list.VERDICT.columns, "is_imported", "state", "external_id", "rating_id", "label", "normalized",
    "claim_reviewed", "language", "url", "published_at",
)  # fmt: skip
VERDICT_WORDS = tuple(name for name in field_list.VERDICT.names if name != "is_second_hand")
"""The fields of an imported verdict that make a new revision where only they change."""

_WORDS = [field_list.VERDICT.columns.index(name) for name in VERDICT_WORDS]


class PreparedLink(NamedTuple):
    """A link of a chain of attribution: its entity, if it has a name, and its columns."""

    entity: EntityRow | None
    columns: Columns


class PreparedAppearance(NamedTuple):
    """An appearance: its source's URL, its columns, its chain, and whether the row itself states that chain."""

    url: str
    columns: Columns
    chain: tuple[PreparedLink, ...]
    is_chain_explicit: bool


class PreparedEvidence(NamedTuple):
    """A piece of evidence: its source's URL, if it has one, and its columns."""

    url: str | None
    columns: Columns


class PreparedVerdict(NamedTuple):
    """A verdict: the values that it is compared by, and its columns."""

    row: VerdictRow
    rated: Rated
    external_id: str | None
    published_at: dt.datetime | None
    columns: Columns

    @property
    def words(self) -> Columns:
        """The values of `VERDICT_WORDS`."""
        return tuple(self.columns[at] for at in _WORDS)


class PreparedRow(NamedTuple):
    """A row that can be written. `loaded` is its snapshot, and `snapshot_json` the same as JSON, with its digest.

    A row without a claimant has the first originator of its first appearance.
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
        """The digest of the claim's words."""
        return str(self.claim[-1])

    def links(self) -> Iterator[PreparedLink]:
        """Iterate over the links of the chains that the row itself states."""
        for appearance in self.appearances:
            if appearance.is_chain_explicit:
                yield from appearance.chain


def prepare(record: Record, row: ClaimRow, digest: str, ratings: Ratings) -> PreparedRow:
    """Prepare a row for writing. Raises LabelError."""
    claimant = row.claimant or _first_originator(row)
    verdicts = [_verdict(row, verdict, ratings.find(verdict)) for verdict in row.verdicts]
    second_hand = {one.row.publisher: one.rated.label for one in verdicts if one.row.is_second_hand}
    loaded = snapshot_of(row, claimant, second_hand)
    implied = (_link(1, AttributionRow(entity=claimant)),) if claimant else ()
    return PreparedRow(
        record,
        row,
        digest,
        loaded,
        snapshot_json(loaded, digest),
        claimant,
        (*field_list.CLAIM.to_columns(row), words_digest(row.text)),
        [_appearance(appearance, implied) for appearance in row.appearances],
        [_evidence(evidence) for evidence in row.evidence],
        [_quantity(figure) for figure in row.quantities],
        verdicts,
    )


def _first_originator(row: ClaimRow) -> EntityRow | None:
    chain = row.appearances[0].attributions if row.appearances else ()
    return next((link.entity for link in chain if link.role == "originator" and link.entity), None)


def _appearance(row: AppearanceRow, implied: tuple[PreparedLink, ...]) -> PreparedAppearance:
    chain = implied
    if row.attributions:
        chain = tuple(_link(position, link) for position, link in enumerate(row.attributions, start=1))
    columns = field_list.APPEARANCE.to_columns(row)
    return PreparedAppearance(row.source.url.canonical, columns, chain, bool(row.attributions))


def _link(position: int, row: AttributionRow) -> PreparedLink:
    return PreparedLink(row.entity, (position, *field_list.ATTRIBUTION.to_columns(with_fallbacks(row))))


def _evidence(row: EvidenceRow) -> PreparedEvidence:
    url = row.source.url.canonical if row.source else None
    return PreparedEvidence(url, field_list.EVIDENCE.to_columns(row))


def _quantity(figure: Figure) -> Columns:
    interval = figure.interval
    return (
        *field_list.QUANTITY.to_columns(figure),
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
        *field_list.VERDICT.to_columns(row),
        True,
        "published",
        url,
        rated.rating_id,
        rated.label,
        rated.normalized,
        claim.text,
        claim.language,
        url or "",
        published_at,
    )
    return PreparedVerdict(row, rated, url, published_at, columns)
