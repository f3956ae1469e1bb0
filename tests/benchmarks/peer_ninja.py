"""A list of claims by django-ninja, as it is ordinarily written."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema

from tests.benchmarks.ordinary import counts, interval, newest, partial, plain

ninja = NinjaAPI(docs_url=None, openapi_url=None)


class Named(Schema):
    """A reference."""

    id: int
    name: str


class Interval(Schema):
    """The values that a figure leaves open."""

    low: str | None
    high: str | None
    is_low_open: bool
    is_high_open: bool
    policy: str


class Figure(Schema):
    """A figure."""

    id: int
    surface: str
    value_low: str | None
    value_high: str | None
    hedge: str
    unit: str
    kind: str
    direction: str
    modality: str
    confidence: str
    rule: str
    valid_from: str | None
    valid_to: str | None
    as_of: str | None
    measure: Named | None
    interval: Interval
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime

    @staticmethod
    def resolve_value_low(row: Any) -> str | None:
        return plain(row.value_low)

    @staticmethod
    def resolve_value_high(row: Any) -> str | None:
        return plain(row.value_high)

    @staticmethod
    def resolve_valid_from(row: Any) -> str | None:
        return partial(row, "valid_from")

    @staticmethod
    def resolve_valid_to(row: Any) -> str | None:
        return partial(row, "valid_to")

    @staticmethod
    def resolve_as_of(row: Any) -> str | None:
        return partial(row, "as_of")

    @staticmethod
    def resolve_interval(row: Any) -> dict[str, Any]:
        return interval(row)


class Judged(Schema):
    """The verdict in short."""

    id: int
    publisher: Named
    label: str
    normalized: str | None
    claim_reviewed: str
    is_reworded: bool
    headline: str
    url: str
    published_at: dt.datetime | None
    is_imported: bool
    is_stale: bool

    @staticmethod
    def resolve_is_reworded(row: Any) -> bool:
        return row.claim_reviewed not in {"", row.claim.text}


class ExternalIdInside(Schema):
    """An external id."""

    id: int
    origin: str
    external_id: str


class ClaimRow(Schema):
    """A claim in a list."""

    id: int
    text: str
    title: str
    language: str
    claimant: Named | None
    claimed_on: str | None
    occurred_from: str | None
    occurred_to: str | None
    occurred_hedge: str | None
    place: str
    topics: list[str]
    part_of: int | None
    status: str
    decline_code: str | None
    status_reason: str
    merged_into: int | None
    priority: str
    assignee: Named | None
    due_at: dt.datetime | None
    current_verdict: Judged | None
    external_ids: list[ExternalIdInside]
    quantities: list[Figure]
    counts: dict[str, int]
    created_by: Named | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime

    @staticmethod
    def resolve_claimed_on(row: Any) -> str | None:
        return partial(row, "claimed_on")

    @staticmethod
    def resolve_occurred_from(row: Any) -> str | None:
        return partial(row, "occurred_from")

    @staticmethod
    def resolve_occurred_to(row: Any) -> str | None:
        return partial(row, "occurred_to")

    @staticmethod
    def resolve_part_of(row: Any) -> int | None:
        found: int | None = row.part_of_id
        return found

    @staticmethod
    def resolve_merged_into(row: Any) -> int | None:
        found: int | None = row.merged_into_id
        return found

    @staticmethod
    def resolve_counts(row: Any) -> dict[str, int]:
        return counts(row)


class Page(Schema):
    """A page of a list."""

    results: list[ClaimRow]


@ninja.get("list", response=Page)
def listed(request: HttpRequest) -> dict[str, Any]:
    """List the newest claims."""
    return {"results": list(newest()[:100])}
