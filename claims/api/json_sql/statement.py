"""Statements that write rows as JSON by their ids: made once, planned once a connection, run often."""

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

IDS = "\0"  # stands where the ids go: a character that no statement holds


class _Wanted(Func):
    """Keep the rows whose ids are handed over, as one array: the statement is the same for any number.

    The array is read by a subquery, so that the planner guesses the same of every array: were it shown this one, it
    would find that a plan for so few ids is cheaper than the plan for any, and plan anew at each call.
    """

    output_field = BooleanField()
    ids = "ANY(ARRAY(SELECT unnest(%s::bigint[])))"

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # noqa: ARG002
        """Write the comparison."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"{sql} = {self.ids}", [*params, IDS]


class _WantedAlone(_Wanted):
    """Keep the row whose id is handed over, in an array of one: the planner counts with no more than one row."""

    ids = "(%s::bigint[])[1]"


@dataclass(frozen=True)
class Statement:
    """A statement that takes ids, and gives of each row the id and some columns; empty where nobody sees any."""

    sql: str

    @cached_property
    def digest(self) -> str:
        """Tell it from every other, also of another release: what it writes of the same rows hangs on nothing else."""
        return digest_of(self.sql)

    def rows(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """Give the rows that are there and seen, each with its id first, in any order."""
        wanted = [one for one in ids if one <= LARGEST_ID]  # a path may hold any number
        if not wanted or not self.sql:
            return []
        array = f"{{{','.join(map(str, wanted))}}}"  # the driver takes longer to write one
        return run_prepared(self.sql, [array])

    def text(self, pk: int) -> str:
        """Return the JSON of one row that exists and is seen."""
        [(_, text, *_more)] = self.rows([pk])
        found: str = text
        return found

    def texts(self, ids: Sequence[int]) -> list[str]:
        """Give the one column of each row that is still there and still seen, in the order of the ids."""
        found = dict(self.rows(ids))
        return [found[one] for one in ids if one in found]


def statement_of(rows: "QuerySet[Any]", *columns: Any, is_of_one: bool = False) -> Statement:
    """Make the statement that reads columns of some of the rows of a queryset, or of one at a time."""
    wanted = rows.order_by().filter((_WantedAlone if is_of_one else _Wanted)(F("pk")))
    try:
        sql, params = wanted.values_list("pk", *columns).query.sql_with_params()
    except EmptyResultSet:
        return Statement("")
    # What is constant is planned with.
    constant = sql % tuple(IDS if one is IDS else Literal(one).as_string() for one in params)
    return Statement(constant.replace("%", "%%").replace(IDS, "%s"))


def json_of(rows: "QuerySet[Any]", shape: Any, *more: Any, is_of_one: bool = False) -> Statement:
    """Make the statement that writes rows of a queryset in a shape, and reads more columns. Raises NoRuleError."""
    return statement_of(rows, concat(parts_of(shape, Place(rows.model))), *more, is_of_one=is_of_one)
