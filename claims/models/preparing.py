"""Statements that the server plans once a connection and not each time."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

import psycopg
from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def preparing_cursor() -> Any:
    """Open a cursor whose statements are prepared on the server once they have come a few times.

    Django's own cursors put the values into the text, so that each statement is parsed and planned anew, which
    for a short one takes longer than its execution. Errors are Django's.
    """
    connection.ensure_connection()
    if connection.queries_logged:
        return connection.cursor()  # Django's log is of statements with their values
    cursor: Any = psycopg.Cursor(connection.connection)
    return connection.make_cursor(cursor)


class PreparedRows(Generic[Row]):
    """Rows that are asked for often: a queryset that is made and compiled once, and read with other texts each time.

    It is made of as many texts as it is read with, and holds no other value.
    """

    def __init__(self, make: "Callable[..., models.QuerySet[Row]]", texts: int = 1) -> None:
        self._make, self._texts = make, texts

    def read(self, *texts: str) -> list[Row]:
        """Give the rows."""
        sql, order, model = self._compiled
        fields = model._meta.concrete_fields
        names = [field.attname for field in fields]
        with preparing_cursor() as cursor:
            cursor.execute(sql, [texts[index] for index in order])
            return [model.from_db(connection.alias, names, _read(fields, row)) for row in cursor.fetchall()]

    @cached_property
    def _compiled(self) -> tuple[str, list[int], type[Row]]:
        """Give the statement, which of the texts each of its parameters is, and the model."""
        stand_ins = [f"\0{index}" for index in range(self._texts)]
        rows = self._make(*stand_ins)
        sql, params = rows.query.sql_with_params()
        return sql, [stand_ins.index(param) for param in params], rows.model


def _read(fields: Any, row: tuple[Any, ...]) -> list[Any]:
    """Read what the driver made of a row as its fields do."""
    return [
        field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
        for field, value in zip(fields, row, strict=True)
    ]
