"""A row made ready for its tables: all of their columns that need no look-up, made while another chunk is written."""

import datetime as dt
from typing import Any, NamedTuple

from claims.actions.imports.loaded import Loaded, loaded_of, rendered
from claims.actions.imports.ratings import Rated, Ratings
from claims.formats.kinds import ReadFigure
from claims.formats.record import Record
from claims.formats.row import AppearanceRow, ClaimRow, EntityRow, VerdictRow
from claims.rules.quantity import POLICY

Columns = tuple[Any, ...]

CLAIM = ("text", "language", "claimed_on", "claimed_on_precision", "place", "topics")
EXTERNAL_ID = ("external_id",)
APPEARANCE = ("voice", "quote")
ATTRIBUTION = ("position", "role", "named_as", "described_as")
QUANTITY = (
    "surface", "value_low", "value_high", "hedge", "unit", "kind", "direction", "modality", "interval_low",
    "interval_high", "is_low_open", "is_high_open", "policy",
)  # fmt: skip
VERDICT = (
    "is_imported", "state", "external_id", "rating_id", "label", "normalized", "claim_reviewed", "headline", "summary",
    "language", "url", "published_at",
)  # fmt: skip


class PreparedAppearance(NamedTuple):
    """An appearance: its source's address and its columns."""

    url: str
    columns: Columns


class PreparedVerdict(NamedTuple):
    """A verdict: what it is compared by, and its columns."""

    row: VerdictRow
    rated: Rated
    external_id: str | None
    published_at: dt.datetime | None
    columns: Columns


class Ready(NamedTuple):
    """A row that can be written; `loaded` is what is kept of it, as values and, with its digest, as JSON."""

    record: Record
    row: ClaimRow
    digest: str
    loaded: Loaded
    rendered: str
    claim: Columns
    appearances: list[PreparedAppearance]
    attribution: Columns | None
    quantities: list[Columns]
    verdicts: list[PreparedVerdict]


def prepare(record: Record, row: ClaimRow, digest: str, ratings: Ratings) -> Ready:
    """Make a row ready. Raises LabelError."""
    loaded = loaded_of(row)
    return Ready(
        record,
        row,
        digest,
        loaded,
        rendered(loaded, digest),
        _claim(row),
        [_appearance(appearance) for appearance in row.appearances],
        _attribution(row.claimant) if row.claimant else None,
        [_quantity(read) for read in row.quantities],
        [_verdict(row, verdict, ratings.find(verdict)) for verdict in row.verdicts],
    )


def _claim(row: ClaimRow) -> Columns:
    date = row.claimed_on
    # Topics are slugs: they hold neither quotes nor backslashes.
    topics = "{" + ",".join(f'"{slug}"' for slug in row.topics) + "}"
    return row.text, row.language, date and date.value, date and date.precision, row.place, topics


def _appearance(row: AppearanceRow) -> PreparedAppearance:
    return PreparedAppearance(row.source.url.canonical, (row.voice, row.quote))


def _attribution(claimant: EntityRow) -> Columns:
    return 1, "originator", claimant.name, claimant.role


def _quantity(read: ReadFigure) -> Columns:
    figure, interval = read.figure, read.interval
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
