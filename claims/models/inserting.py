"""New rows, written by a statement for each table that the server plans once a connection."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from psycopg import sql

from claims.models.preparing import run_prepared

Row = TypeVar("Row", bound=models.Model)
NOTHING = object()  # equals no value


def insert(rows: Sequence[Row]) -> list[Row]:
    """Write new rows of one table, and give them, in their order, with their ids.

    What only the database knows it fills in: it is not read back. Raises what Django raises for an INSERT.
    """
    for row, (pk,) in zip(rows, _insert(rows, ""), strict=True):
        row.pk = pk
    return list(rows)


def insert_unless_there(row: Row) -> Row | None:
    """Write a new row and give it with its id, or give None where a unique one is there already.

    Waits for a writer of such a row that has not ended.
    """
    for (pk,) in _insert([row], " ON CONFLICT DO NOTHING"):
        row.pk = pk
        return row
    return None


def _insert(rows: Sequence[models.Model], more: str) -> list[tuple[Any, ...]]:
    if not rows:
        return []
    model, database = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    columns = tuple(
        column for column, otherwise in _columns(model) if any(getattr(row, column) != otherwise for row in rows)
    )
    fields = _fields(model, columns)
    values = [
        field.get_db_prep_save(getattr(row, column), database)
        for row in rows
        for column, field in zip(columns, fields, strict=True)
    ]
    return run_prepared(_statement(model, columns, len(rows), more), values)


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, Any]]:
    """List the columns that may be written, each with the value that the database gives where it is left out."""
    return [
        (field.attname, field.get_default() if field.has_db_default() else None if field.null else NOTHING)
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated and (field.has_default() or not field.has_db_default())
    ]


@lru_cache(maxsize=1024)
def _fields(model: type[models.Model], columns: tuple[str, ...]) -> list["models.Field[Any, Any]"]:
    return [model._meta.get_field(column) for column in columns]


@lru_cache(maxsize=1024)
def _statement(model: type[models.Model], columns: tuple[str, ...], count: int, more: str) -> str:
    names = [sql.Identifier(str(field.column)) for field in _fields(model, columns)]
    row = sql.SQL("({})").format(sql.SQL(", ").join([sql.SQL("%s")] * len(columns)))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES {}{} RETURNING {}").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(names),
        sql.SQL(", ").join([row] * count),
        sql.SQL(more),
        sql.Identifier(str(model._meta.pk.column)),
    )
    return statement.as_string()
