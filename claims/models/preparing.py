"""Statements that the server plans once a connection and not each time."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import count
from typing import Any, Generic, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Row = TypeVar("Row", bound=models.Model)

_PLACE = re.compile("%[s%]")
_STAND_IN = "\0"  # what no text is


def run_prepared(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement that answers with rows, and give them; it is prepared on the server once it has come a few times.

    Django's own cursors put the values into the text, so that each statement is parsed and planned anew, which
    for a short one takes longer than its execution. Errors are Django's.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.queries_logged or database.execute_wrappers:  # who looks on is shown statements with their values
        with database.cursor() as shown:
            shown.execute(sql, params)
            rows: list[tuple[Any, ...]] = shown.fetchall()
            return rows
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        return psycopg.RawCursor(database.connection).execute(_numbered(sql), params).fetchall()


@lru_cache(maxsize=4096)
def _numbered(sql: str) -> bytes:
    """Write the places of values as the server counts them, so that the driver need not look for them at each run."""
    numbers = count(1)
    return _PLACE.sub(lambda match: "%" if match[0] == "%%" else f"${next(numbers)}", sql).encode()


class PreparedRows(Generic[Row]):
    """Rows that are asked for often by a text: a queryset that is made and compiled once, and read with any other."""

    def __init__(self, make: "Callable[[str], models.QuerySet[Row]]") -> None:
        self._make = make

    def read(self, text: str) -> list[Row]:
        """Give the rows."""
        sql, places, model = self._compiled
        fields = model._meta.concrete_fields
        names = [field.attname for field in fields]
        rows = run_prepared(sql, [text] * places)
        return [model.from_db(DEFAULT_DB_ALIAS, names, _read(fields, row)) for row in rows]

    @cached_property
    def _compiled(self) -> tuple[str, int, type[Row]]:
        """Give the statement, in how many places it holds the text, and the model."""
        rows = self._make(_STAND_IN)
        sql, params = rows.query.sql_with_params()
        if set(params) != {_STAND_IN}:
            raise ValueError(f"{sql} holds another value than the text")
        return sql, len(params), rows.model


def _read(fields: Any, row: tuple[Any, ...]) -> list[Any]:
    """Read what the driver made of a row as its fields do."""
    return [
        field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
        for field, value in zip(fields, row, strict=True)
    ]
