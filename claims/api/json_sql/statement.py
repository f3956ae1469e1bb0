"""Statements that return rows as JSON by id: built once, planned once per connection, run often."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func, QuerySet
from psycopg.sql import Literal

from claims.api.etags import digest_of
from claims.api.fields import LARGEST_ID
from claims.api.json_sql.rules import Place, parts_of
from claims.api.json_sql.text import concat
from claims.models.prepared_statements import run_prepared

IDS = "\0"  # placeholder for the ids: a character that no statement contains


class _Wanted(Func):
    """Filter rows by an array of ids, so that the statement is the same for any number of them.

    The array is read by a subquery, so that the planner estimates the same for every array. Otherwise it would find a
    custom plan for few ids cheaper than the generic one, and plan again at each call.
    """

    output_field = BooleanField()
    ids = "ANY(ARRAY(SELECT unnest(%s::bigint[])))"

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # noqa: ARG002
        """Write the comparison."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"{sql} = {self.ids}", [*params, IDS]


class _WantedAlone(_Wanted):
    """Filter by an array of one id, so that the planner expects one row."""

    ids = "(%s::bigint[])[1]"


@dataclass(frozen=True)
class Statement:
    """A statement that returns the id and some columns of rows by id. Its SQL is empty if no row can match."""

    sql: str

    @cached_property
    def digest(self) -> str:
        """Hash of the SQL; changes when the output format does."""
        return digest_of(self.sql)

    def rows(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the rows that exist and are visible, in any order, each with its id first."""
        wanted = [one for one in ids if one <= LARGEST_ID]  # a path may hold any number
        if not wanted or not self.sql:
            return []
        array = f"{{{','.join(map(str, wanted))}}}"  # the driver takes longer to write one
        return run_prepared(self.sql, [array])

    def text(self, pk: int) -> str:
        """Return the JSON of one row that exists and is visible."""
        [(_, text, *_more)] = self.rows([pk])
        found: str = text
        return found

    def texts(self, ids: Sequence[int]) -> list[str]:
        """Return the column of each row that exists and is visible, in the order of the ids."""
        found = dict(self.rows(ids))
        return [found[one] for one in ids if one in found]


def statement_of(rows: "QuerySet[Any]", *columns: Any, is_of_one: bool = False) -> Statement:
    """Build the statement that reads columns of a queryset by id; `is_of_one` if for one row at a time."""
    wanted = rows.order_by().filter((_WantedAlone if is_of_one else _Wanted)(F("pk")))
    try:
        sql, params = wanted.values_list("pk", *columns).query.sql_with_params()
    except EmptyResultSet:
        return Statement("")
    # Constants are inlined, so that the planner sees them.
    constant = sql % tuple(IDS if one is IDS else Literal(one).as_string() for one in params)
    return Statement(constant.replace("%", "%%").replace(IDS, "%s"))


def json_of(rows: "QuerySet[Any]", shape: Any, *more: Any, is_of_one: bool = False) -> Statement:
    """Build the statement that returns rows as JSON of a serializer, and more columns. Raises NoRuleError."""
    return statement_of(rows, concat(parts_of(shape, Place(rows.model))), *more, is_of_one=is_of_one)
