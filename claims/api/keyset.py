"""Statements that read the ids of a list in its order, from its beginning or behind a place."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Expression, F, Func, QuerySet, TextField
from django.db.models.lookups import GreaterThan, LessThan

from claims.models.preparing import run_planned

Place = tuple[Any, int]  # what the last row seen is sorted by, and its id
AS_TEXT = "to_json(%(expressions)s) #>> '{}'"  # ISO 8601 whatever the session's own style


class Given(Enum):
    """What stands in a statement where the place goes."""

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


@dataclass(frozen=True)
class Order:
    """How a list is read: by what, with - before it where it falls; how many rows; and whether behind a place."""

    name: str
    sort: Sort | None
    most: int
    is_behind: bool

    @property
    def is_falling(self) -> bool:
        """Tell whether the greatest come first."""
        return self.name.startswith("-")


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


def keyset_of(rows: "QuerySet[Any]", order: Order, *more: Expression) -> Keyset:
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


def _behind(order: Order) -> GreaterThan | LessThan:
    """Compare rows whole, which one index serves: (value, id) < (last value, last id)."""
    compare = LessThan if order.is_falling else GreaterThan
    last_id = _Given(Given.LAST_ID)
    if order.sort is None:
        return compare(F("pk"), last_id)
    here = Func(order.sort.expression(), F("pk"), function="ROW", output_field=BooleanField())
    there = Func(_Given(Given.VALUE), last_id, function="ROW", output_field=BooleanField())
    return compare(here, there)
