"""Paging by an opaque cursor over a keyset that ends in the primary key.

A cursor holds the sort and the values of the last row seen, so a page begins behind that row whatever
was inserted or changed meanwhile, also where thousands of rows share a value.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import F, QuerySet
from rest_framework.request import Request

from claims.api.errors import ParameterError
from claims.api.fields import LARGEST_ID
from claims.api.keyset import Order, Place, Sort, keyset_of
from claims.models import User
from claims.models.claim import priority_rank, sortable_claimed_on, sortable_due_at
from claims.models.verdict import sortable_published_at

MOST = 500
MOST_COUNTED = 10_000
USUAL = 50
NO_CURSOR = "This is not a cursor of this list and sort. Send `next` unchanged, or no cursor to begin."


def _datetime(text: str) -> dt.datetime:
    value = dt.datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(text)
    return value


BY_ID: Mapping[str, Sort | None] = {"id": None}
BY_TIME: Mapping[str, Sort | None] = {
    "id": None,
    "updated_at": Sort(lambda: F("updated_at"), _datetime),
    "created_at": Sort(lambda: F("created_at"), _datetime),
}
CLAIM_SORTS: Mapping[str, Sort | None] = {
    **BY_TIME,
    "claimed_on": Sort(sortable_claimed_on, dt.date.fromisoformat),
    "due_at": Sort(sortable_due_at, _datetime),
    "priority": Sort(priority_rank, int),
}
SEARCH_SORTS: Mapping[str, Sort | None] = {
    **CLAIM_SORTS,
    "relevance": Sort(lambda: F("relevance"), float, is_best_first=True),
}
VERDICT_SORTS: Mapping[str, Sort | None] = {
    **{name: BY_TIME[name] for name in ("id", "updated_at")},
    "published_at": Sort(sortable_published_at, _datetime),
    "submitted_at": Sort(lambda: F("submitted_at"), _datetime),
    "publish_at": Sort(lambda: F("publish_at"), _datetime),
    "due_at": Sort(lambda: sortable_due_at("claim__"), _datetime),
}
USER_SORTS: Mapping[str, Sort | None] = {"id": None, "name": Sort(lambda: User.named(""), str)}


@dataclass(frozen=True)
class Page:
    """The ids of a page's rows, the cursor of the next one, and the number of all where it was asked for."""

    ids: list[int]
    next: str | None
    count: "Count | None"


@dataclass(frozen=True)
class Count:
    """How many rows there are: counted up to a bound, and beyond it what the planner estimates."""

    number: int
    is_estimate: bool


class Listed(Protocol):
    """The rows of a list, and how to read their ids."""

    @property
    def rows(self) -> "QuerySet[Any]":
        """Return the rows."""

    def found(self, order: Order, place: Place | None) -> list[tuple[Any, ...]]:
        """Return the ids after a place in an order, each with its sort value."""


@dataclass(frozen=True)
class UncachedList:
    """A list whose rows depend on more than its parameters, so that its statement cannot be cached."""

    rows: "QuerySet[Any]"

    def found(self, order: Order, place: Place | None) -> list[tuple[Any, ...]]:
        """Return the ids after a place in an order."""
        return keyset_of(self.rows, order).found(place)


def paginate(listed: Listed, request: Request, sorts: Mapping[str, Sort | None], usual: str) -> Page:
    """Return the page for the parameters `limit`, `cursor`, `sort` and `count`. Raises ParameterError."""
    name, sort = _sort(request, sorts, usual)
    limit = page_limit(request)
    count = _counted(listed.rows) if switch(request, "count") else None
    cursor = request.query_params.get("cursor")
    place = None if cursor is None else _decoded(cursor, name, sort)
    found = listed.found(Order(name, sort, limit + 1, is_behind=place is not None), place)
    following = _encoded(name, *found[limit - 1]) if len(found) > limit else None
    return Page([row[0] for row in found[:limit]], following, count)


def walk(
    rows: "QuerySet[Any]", request: Request, sorts: Mapping[str, Sort | None], usual: str, size: int
) -> Iterator[list[int]]:
    """Yield the ids of all rows in the order of `sort`, `size` at a time. Raises ParameterError."""
    name, sort = _sort(request, sorts, usual)

    def pages() -> Iterator[list[int]]:
        place: Place | None = None
        first, following = (keyset_of(rows, Order(name, sort, size, is_behind=behind)) for behind in (False, True))
        while found := (following if place else first).found(place):
            yield [row[0] for row in found]
            last_id, *value = found[-1]
            place = (sort.read(value[0]) if sort else None, last_id)

    return pages()


def _sort(request: Request, sorts: Mapping[str, Sort | None], usual: str) -> tuple[str, Sort | None]:
    name = request.query_params.get("sort", usual)
    key = name.removeprefix("-")
    if key not in sorts:
        raise ParameterError(
            {"sort": [("invalid", f"Sort by one of: {', '.join(sorts)}, with - before it to reverse.")]}
        )
    sort = sorts[key]
    if sort is not None and sort.is_best_first and (name != key or "q" not in request.query_params):
        raise ParameterError({"sort": [("invalid", f"{key} sorts what q finds, best first: leave - out and send q.")]})
    return name, sort


def _counted(rows: "QuerySet[Any]") -> Count:
    """Count rows exactly up to a bound, and estimate above it."""
    number = rows.order_by()[: MOST_COUNTED + 1].count()
    if number <= MOST_COUNTED:
        return Count(number, is_estimate=False)
    (plan,) = json.loads(rows.order_by().explain(format="json"))
    return Count(max(int(plan["Plan"]["Plan Rows"]), number), is_estimate=True)


def page_limit(request: Request) -> int:
    """Return the parameter `limit`. Raises ParameterError."""
    text = request.query_params.get("limit", str(USUAL))
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST):
        raise ParameterError({"limit": [("invalid", f"limit must be a whole number from 1 to {MOST}.")]})
    return int(text)


def switch(request: Request, name: str) -> bool:
    """Return a boolean parameter, false by default. Raises ParameterError."""
    value = request.query_params.get(name, "false")
    if value not in {"true", "false"}:
        raise ParameterError({name: [("invalid", f"{name} must be true or false.")]})
    return value == "true"


def _encoded(name: str, last_id: int, value: str | None = None) -> str:
    text = json.dumps([name, value, last_id], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decoded(cursor: str, name: str, sort: Sort | None) -> Place:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        sorted_by, value, last_id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        seen = sort.read(value) if sort is not None else None
        is_whole = sorted_by == name and type(last_id) is int and 0 <= last_id <= LARGEST_ID
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ParameterError({"cursor": [("invalid_cursor", NO_CURSOR)]}) from error
    if not is_whole:
        raise ParameterError({"cursor": [("invalid_cursor", NO_CURSOR)]})
    return seen, last_id
