"""What is written with a claim: external ids, appearances with their originator, figures, verdicts; all by COPY."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson

from claims.actions.imports.nouns import Nouns
from claims.actions.imports.ratings import Rated
from claims.actions.imports.staging import copy_rows, next_ids
from claims.formats.row import AppearanceRow, ClaimRow, VerdictRow
from claims.rules.quantity import POLICY, Figure, Interval


@dataclass(frozen=True, slots=True)
class NewAppearance:
    """An appearance to be written; its originator is the claimant, named as the file names it."""

    claim_id: int
    claim: ClaimRow
    claimant_id: int | None
    row: AppearanceRow
    is_first: bool


@dataclass(frozen=True, slots=True)
class NewVerdict:
    """A revision of a publisher's verdict to be written."""

    verdict_id: int
    claim_id: int
    claim: ClaimRow
    row: VerdictRow
    rated: Rated
    revision: int = 1
    kind: str = "original"


@dataclass(frozen=True, slots=True)
class NewExternalId:
    """An external id to be written, with what this load says of its claim."""

    claim_id: int
    external_id: str
    loaded: dict[str, Any]


@dataclass
class Parts:
    """The parts of a chunk, to be written table by table."""

    external_ids: list[NewExternalId] = field(default_factory=list)
    appearances: list[NewAppearance] = field(default_factory=list)
    quantities: list[tuple[int, Figure]] = field(default_factory=list)
    verdicts: list[NewVerdict] = field(default_factory=list)


EXTERNAL_ID = ("claim_id", "origin", "external_id", "batch_id", "loaded")
APPEARANCE = ("id", "claim_id", "source_id", "voice", "quote", "is_first")
ATTRIBUTION = ("appearance_id", "position", "role", "named_as", "described_as", "entity_id")
QUANTITY = (
    "claim_id", "surface", "value_low", "value_high", "hedge", "unit", "kind", "direction", "modality",
    "interval_low", "interval_high", "is_low_open", "is_high_open", "policy",
)  # fmt: skip
VERDICT = (
    "id", "claim_id", "publisher_id", "is_imported", "external_id", "revision", "kind", "state", "rating_id", "label",
    "normalized", "claim_reviewed", "headline", "summary", "language", "url", "published_at",
)  # fmt: skip


def write_parts(parts: Parts, nouns: Nouns, *, origin: str, batch_id: int) -> None:
    """Write the parts of a chunk. Their claims are there already."""
    if parts.external_ids:
        copy_rows(
            "claims_externalid",
            EXTERNAL_ID,
            (
                (new.claim_id, origin, new.external_id, batch_id, orjson.dumps(new.loaded).decode())
                for new in parts.external_ids
            ),
        )
    if parts.appearances:
        _write_appearances(parts.appearances, nouns)
    if parts.quantities:
        copy_rows("claims_quantity", QUANTITY, (_quantity(claim_id, figure) for claim_id, figure in parts.quantities))
    if parts.verdicts:
        copy_rows("claims_verdict", VERDICT, (_verdict(new, nouns) for new in parts.verdicts))


def published_at(verdict: VerdictRow) -> dt.datetime | None:
    """Give the moment that a verdict's date stands for: its first, in UTC."""
    date = verdict.published_on
    return dt.datetime.combine(date.value, dt.time(), dt.UTC) if date else None


def _write_appearances(appearances: list[NewAppearance], nouns: Nouns) -> None:
    ids = next_ids("claims_appearance", len(appearances))
    copy_rows(
        "claims_appearance",
        APPEARANCE,
        (
            (
                appearance_id,
                new.claim_id,
                nouns.sources[new.row.source.url.canonical],
                new.row.voice,
                new.row.quote,
                new.is_first,
            )
            for appearance_id, new in zip(ids, appearances, strict=True)
        ),
    )
    chains = list(_originators(zip(ids, appearances, strict=True)))
    if chains:
        copy_rows("claims_attribution", ATTRIBUTION, chains)


def _originators(appearances: Iterable[tuple[int, NewAppearance]]) -> Iterator[tuple[Any, ...]]:
    for appearance_id, new in appearances:
        claimant = new.claim.claimant
        if claimant is not None:
            yield appearance_id, 1, "originator", claimant.name, claimant.role, new.claimant_id


def _quantity(claim_id: int, figure: Figure) -> tuple[Any, ...]:
    interval = _interval(figure)
    return (
        claim_id,
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


@lru_cache(maxsize=20_000)
def _interval(figure: Figure) -> Interval:
    return figure.interval


def _verdict(new: NewVerdict, nouns: Nouns) -> tuple[Any, ...]:
    row, rated = new.row, new.rated
    url = row.url
    return (
        new.verdict_id,
        new.claim_id,
        nouns.publishers[row.publisher],
        True,
        url and url.canonical,
        new.revision,
        new.kind,
        "published",
        rated.rating_id,
        rated.label,
        rated.normalized,
        new.claim.text,
        row.headline,
        row.summary,
        new.claim.language,
        url.canonical if url else "",
        published_at(row),
    )
