"""Statements that read the ids of a list in order, from its beginning or after a place (keyset paging)."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Expression, F, Func, QuerySet, TextField
from django.db.models.lookups import GreaterThan, LessThan

from claims.models.prepared_statements import run_planned
from claims.models.search import MOST_RANKED

MOST_RELEVANT = 1_000  # of a list that is sorted by relevance

Place = tuple[Any, int]  # what the last row seen is sorted by, and its id
AS_TEXT = "to_json(%(expressions)s) #>> '{}'"  # ISO 8601 whatever the session's own style


class Given(Enum):
    """Placeholders in a statement for the place after which to read."""

    VALUE, LAST_ID = range(2)


class _Given(Expression):
    def __init__(self, part: Given) -> None:
        self.part = part
        super().__init__()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # noqa: ARG002
        return "%s", [self.part]


@dataclass(frozen=True)
class Sort:
    """What a list can be sorted by besides the id: an expression, and how its values are read from text."""

    expression: Callable[[], Expression | F]
    read: Callable[[str], Any]
    is_best_first: bool = False  # whether it can be sorted by in one direction only


@dataclass(frozen=True)
class Order:
    """The order of a list: its sort key (with - if descending), the number of rows, and whether it follows a place."""

    name: str
    sort: Sort | None
    most: int
    is_behind: bool

    @property
    def is_falling(self) -> bool:
        """Return whether the order is descending."""
        return self.name.startswith("-") or (self.sort is not None and self.sort.is_best_first)


@dataclass(frozen=True)
class Keyset:
    """A statement that returns ids, and their sort values as text; empty if no row can match."""

    sql: str
    params: tuple[Any, ...]

    def found(self, place: Place | None) -> list[tuple[Any, ...]]:
        """Read the rows after a place. The statement is planned with its values, which decide the best plan."""
        if not self.sql:
            return []
        given = dict(zip(Given, place or (None, None), strict=True))
        values = [given[one] if isinstance(one, Given) else one for one in self.params]
        return run_planned(self.sql, values)


def keyset_of(rows: "QuerySet[Any]", order: Order, *more: Expression | F) -> Keyset:
    """Make the statement that reads some rows in an order, and more columns behind."""
    if order.sort is not None:
        sorted_by = order.sort.expression()
        sort_value = Func(sorted_by, template=AS_TEXT, output_field=TextField())
        rows = rows.annotate(sorted_by=sorted_by, sort_value=sort_value)
    if order.is_behind:
        rows = rows.filter(_behind(order))
    names = ["pk"] if order.sort is None else ["sorted_by", "pk"]
    ordered = rows.order_by(*(f"-{name}" if order.is_falling else name for name in names))
    columns = ["pk"] if order.sort is None else ["pk", "sort_value"]
    try:
        sql, params = ordered.values_list(*columns, *more)[: order.most].query.sql_with_params()
    except EmptyResultSet:
        return Keyset("", ())
    return Keyset(sql, tuple(params))


def keyset_of_any(ways: "Sequence[QuerySet[Any]]", order: Order, *more: Expression) -> Keyset:
    """Return the statement that reads rows which are in one of several sets, each by the index that fits it."""
    if len(ways) == 1:
        return keyset_of(ways[0], order, *more)
    sorted_by = F("pk") if order.sort is None else order.sort.expression()
    found = [keyset_of(rows, order, *more, sorted_by) for rows in ways]
    columns = len(more) + (2 if order.sort is None else 3)
    return _sorted(_united(found), columns, order, order.most)


def keyset_by_relevance(
    ways: "Sequence[QuerySet[Any]]", relevance: Expression, order: Order, *more: Expression
) -> Keyset:
    """Return the statement that reads the 1,000 most relevant rows of those which are in one of several sets.

    Of each set the newest are compared.
    """
    sort_value = Func(F("relevance"), template=AS_TEXT, output_field=TextField())
    found = []
    for rows in ways:
        newest = rows.annotate(relevance=relevance).order_by("-pk").values_list("pk", sort_value, *more, "relevance")
        with suppress(EmptyResultSet):
            sql, params = newest[:MOST_RANKED].query.sql_with_params()
            found.append(Keyset(sql, tuple(params)))
    columns = len(more) + 3
    best = _sorted(_united(found), columns, order, MOST_RELEVANT, is_whole=True)
    return _sorted(best, columns, order, order.most, is_behind=order.is_behind)


def _united(statements: Sequence[Keyset]) -> Keyset:
    """Return the statement that reads what any of several statements reads, each row once."""
    found = [one for one in statements if one.sql]
    return Keyset(
        " UNION ".join(f"({one.sql})" for one in found), tuple(value for one in found for value in one.params)
    )


def _sorted(
    rows: Keyset, columns: int, order: Order, most: int, *, is_behind: bool = False, is_whole: bool = False
) -> Keyset:
    """Return the statement that sorts what another reads by its last column, which is left out unless is_whole."""
    if not rows.sql:
        return rows
    names = [f"column{number}" for number in range(columns)]
    falling = " DESC" if order.is_falling else ""
    shown = ", ".join(names if is_whole else names[:-1])
    behind = f" WHERE ({names[-1]}, {names[0]}) < (%s, %s)" if is_behind else ""
    text = (
        f"SELECT {shown} FROM ({rows.sql}) AS found ({', '.join(names)}){behind}"  # noqa: S608
        f" ORDER BY {names[-1]}{falling}, {names[0]}{falling} LIMIT {most}"
    )
    return Keyset(text, (*rows.params, *(Given if is_behind else ())))


def _behind(order: Order) -> GreaterThan | LessThan:
    """Compare whole rows, which an index supports: (value, id) < (last value, last id)."""
    compare = LessThan if order.is_falling else GreaterThan
    last_id = _Given(Given.LAST_ID)
    if order.sort is None:
        return compare(F("pk"), last_id)
    here = Func(order.sort.expression(), F("pk"), function="ROW", output_field=BooleanField())
    there = Func(_Given(Given.VALUE), last_id, function="ROW", output_field=BooleanField())
    return compare(here, there)
