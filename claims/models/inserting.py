"""New rows, written by a statement for each table that the server plans once a connection."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models
from psycopg import sql

from claims.models.preparing import preparing_cursor

Row = TypeVar("Row", bound=models.Model)


def insert(rows: Sequence[Row]) -> list[Row]:
    """Write new rows of one table, and give them, in their order, with their ids.

    What only the database knows it fills in: it is not read back. Raises what Django raises for an INSERT.
    """
    written = _insert(rows, "")
    for row, (pk,) in zip(rows, written, strict=True):
        _note(row, pk)
    return list(rows)


def insert_unless_there(row: Row) -> Row | None:
    """Write a new row and give it with its id, or give None where a unique one is there already.

    Waits for a writer of such a row that has not ended.
    """
    for (pk,) in _insert([row], " ON CONFLICT DO NOTHING"):
        _note(row, pk)
        return row
    return None


def _insert(rows: Sequence[models.Model], more: str) -> list[tuple[int]]:
    if not rows:
        return []
    model = type(rows[0])
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in _columns(model)
    ]
    with preparing_cursor() as cursor:
        cursor.execute(_statement(model, len(rows), more), values)
        found: list[tuple[int]] = cursor.fetchall()
        return found


def _note(row: models.Model, pk: int) -> None:
    row.pk = pk
    row._state.adding = False  # noqa: SLF001
    row._state.db = connection.alias  # noqa: SLF001


@lru_cache(maxsize=64)
def _columns(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """List the columns that are not left to the database."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated and (field.has_default() or not field.has_db_default())
    ]


@lru_cache(maxsize=1024)
def _statement(model: type[models.Model], count: int, more: str) -> str:
    columns = _columns(model)
    names = sql.SQL(", ").join(sql.Identifier(field.column) for field in columns)
    row = sql.SQL("({})").format(sql.SQL(", ").join([sql.SQL("%s")] * len(columns)))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES {}{} RETURNING {}").format(
        sql.Identifier(model._meta.db_table),
        names,
        sql.SQL(", ").join([row] * count),
        sql.SQL(more),  # type: ignore[arg-type]
        sql.Identifier(model._meta.pk.column),
    )
    return statement.as_string()
