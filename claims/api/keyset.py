"""Statements that read the ids of a list in order, from its beginning or after a place (keyset paging)."""

from collections.abc import Callable, Sequence
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
    """How a list is read: by what, with - before it where it falls; how many rows; and whether behind a place."""

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
    """A statement that gives ids, and as text what they are sorted by besides; empty where there can be none."""

    sql: str
    params: tuple[Any, ...]

    def found(self, place: Place | None) -> list[tuple[Any, ...]]:
        """Read the rows behind a place. The server plans with the values, which decide what is the quickest way."""
        if not self.sql:
            return []
        given = dict(zip(Given, place or (None, None), strict=True))
        values = [given[one] if isinstance(one, Given) else one for one in self.params]
        return run_planned(self.sql, values)


def keyset_of(rows: "QuerySet[Any]", order: Order, *more: Expression | F) -> Keyset:
    """Make the statement that reads some rows in an order, and more columns behind."""
    if order.sort is not None:
        sorted_by = order.sort.expression()
        rows = rows.annotate(sorted_by=sorted_by, told=Func(sorted_by, template=AS_TEXT, output_field=TextField()))
    if order.is_behind:
        rows = rows.filter(_behind(order))
    names = ["pk"] if order.sort is None else ["sorted_by", "pk"]
    ordered = rows.order_by(*(f"-{name}" if order.is_falling else name for name in names))
    columns = ["pk"] if order.sort is None else ["pk", "told"]
    try:
        sql, params = ordered.values_list(*columns, *more)[: order.most].query.sql_with_params()
    except EmptyResultSet:
        return Keyset("", ())
    return Keyset(sql, tuple(params))


def keyset_of_any(ways: "Sequence[QuerySet[Any]]", order: Order, *more: Expression) -> Keyset:
    """Return the statement that reads rows which are in one of several sets, each by the index that fits it."""
    if len(ways) == 1:
        return keyset_of(ways[0], order, *more)
    statements = []
    for rows in ways:
        sorted_by = F("pk") if order.sort is None else order.sort.expression()
        one = keyset_of(rows, order, *more, sorted_by)
        statements += [one] if one.sql else []
    columns = len(more) + (1 if order.sort is None else 2)
    return _outermost(
        [one.sql for one in statements], [value for one in statements for value in one.params], order, columns
    )


def keyset_by_relevance(
    ways: "Sequence[QuerySet[Any]]", relevance: Expression, order: Order, *more: Expression
) -> Keyset:
    """Return the statement that reads the 1,000 most relevant rows of those which are in one of several sets.

    Of each set the newest are compared.
    """
    first, *others = (rows.order_by("-pk").values("pk")[:MOST_RANKED] for rows in ways)
    found = first.union(*others) if others else first
    ranked = ways[0].model.objects.filter(pk__in=found).annotate(relevance=relevance)
    told = Func(F("relevance"), template=AS_TEXT, output_field=TextField())
    rows = ranked.order_by("-relevance", "-pk").values_list("pk", told, *more, "relevance")[:MOST_RELEVANT]
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return Keyset("", ())
    return _outermost([sql], list(params), order, len(more) + 2, is_behind=order.is_behind)


def _outermost(
    statements: Sequence[str], params: Sequence[Any], order: Order, columns: int, *, is_behind: bool = False
) -> Keyset:
    """Sort what several statements read, each with what it is sorted by in its last column."""
    if not statements:
        return Keyset("", ())
    names = [f"column{number}" for number in range(columns + 1)]
    falling = " DESC" if order.is_falling else ""
    united = " UNION ".join(f"({statement})" for statement in statements)
    sql = f"SELECT {', '.join(names[:-1])} FROM ({united}) AS found ({', '.join(names)})"  # noqa: S608
    if is_behind:
        sql += f" WHERE ({names[-1]}, {names[0]}) < (%s, %s)"
        params = [*params, Given.VALUE, Given.LAST_ID]
    sql += f" ORDER BY {names[-1]}{falling}, {names[0]}{falling} LIMIT {order.most}"
    return Keyset(sql, tuple(params))


def _behind(order: Order) -> GreaterThan | LessThan:
    """Compare whole rows, which an index supports: (value, id) < (last value, last id)."""
    compare = LessThan if order.is_falling else GreaterThan
    last_id = _Given(Given.LAST_ID)
    if order.sort is None:
        return compare(F("pk"), last_id)
    here = Func(order.sort.expression(), F("pk"), function="ROW", output_field=BooleanField())
    there = Func(_Given(Given.VALUE), last_id, function="ROW", output_field=BooleanField())
    return compare(here, there)
