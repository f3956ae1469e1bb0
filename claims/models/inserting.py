"""New rows with their ids, of as many tables as there are by one statement that the server plans once a connection."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from psycopg import sql

from claims.models.preparing import run_prepared

Row = TypeVar("Row", bound=models.Model)
Columns = tuple[str, ...]
NOTHING = object()  # equals no value
DRAW = """
    SELECT nextval(pg_get_serial_sequence(told.name, 'id'))
    FROM unnest(%s::text[]) WITH ORDINALITY AS told (name, place) ORDER BY told.place
"""


def insert(rows: Sequence[models.Model], *, unless_there: type[Row] | None = None) -> list[Row]:
    """Write new rows of any tables, with ids that are drawn before, so that they may refer to each other.

    All are written by one statement: a trigger that runs before a row sees none of the others. What only the database
    knows is not read back. Rows of the table `unless_there` whose unique values another row has are left out and
    given; a writer of such a row that has not ended is waited for. Raises what Django raises for an INSERT.
    """
    new = [row for row in rows if row.pk is None]
    for row, pk in zip(new, draw_ids([type(row) for row in new]), strict=True):
        row.pk = pk
    tables: dict[type[models.Model], list[Any]] = {}
    for row in rows:
        tables.setdefault(type(row), []).append(_referring(row))
    contested = tables.pop(unless_there, []) if unless_there else []
    written = _insert([*tables.values(), *filter(None, [contested])], is_lenient=bool(contested))
    return [row for row in contested if row.pk not in written]


def insert_unless_there(row: Row) -> Row | None:
    """Write a new row and give it with its id, or give None where a unique one is there already.

    Waits for a writer of such a row that has not ended.
    """
    for pk in _insert([[row]], is_lenient=True):
        row.pk = pk
        return row
    return None


def draw_ids(tables: Sequence[type[models.Model]]) -> list[int]:
    """Draw an id for a new row of each table."""
    return [pk for (pk,) in run_prepared(DRAW, [[table._meta.db_table for table in tables]])] if tables else []


def _referring(row: Row) -> Row:
    """Have a row refer to those that had no id yet when it was made."""
    for field in _references(type(row)):
        if getattr(row, field.attname) is None and field.is_cached(row):
            setattr(row, field.name, field.get_cached_value(row))
    return row


def _insert(tables: Sequence[Sequence[models.Model]], *, is_lenient: bool) -> set[int]:
    """Write the rows of some tables, and give the ids of the last table's."""
    if not tables:
        return set()
    database = connections[DEFAULT_DB_ALIAS]
    shapes = tuple((type(rows[0]), _written(rows), len(rows)) for rows in tables)
    values = [
        field.get_db_prep_save(getattr(row, field.attname), database)
        for rows, (model, columns, _) in zip(tables, shapes, strict=True)
        for row in rows
        for field in _fields(model, columns)
    ]
    return {pk for (pk,) in run_prepared(_statement(shapes, is_lenient=is_lenient), values)}


def _written(rows: Sequence[models.Model]) -> Columns:
    """Name the columns of a table to which any of its rows gives another value than the database would."""
    return tuple(
        column
        for column, otherwise in _columns(type(rows[0]))
        if any(getattr(row, column) != otherwise for row in rows)
    )


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, Any]]:
    """List the columns that may be written, each with the value that the database gives where it is left out."""
    return [
        (field.attname, _otherwise(field))
        for field in model._meta.concrete_fields
        if not field.generated and (field.has_default() or not field.has_db_default())
    ]


def _otherwise(field: Any) -> Any:
    if field.has_db_default():
        return field.get_default()
    return None if field.null or field.primary_key else NOTHING


@cache
def _references(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


@lru_cache(maxsize=1024)
def _fields(model: type[models.Model], columns: Columns) -> list["models.Field[Any, Any]"]:
    return [model._meta.get_field(column) for column in columns]


@lru_cache(maxsize=1024)
def _statement(shapes: tuple[tuple[type[models.Model], Columns, int], ...], *, is_lenient: bool) -> str:
    """Make the statement that writes so many rows of each table, with values for some of its columns."""
    *others, last = [_insertion(*shape) for shape in shapes]
    more = " ON CONFLICT DO NOTHING" if is_lenient else ""
    named = [sql.SQL("{} AS ({})").format(sql.Identifier(f"t{at}"), one) for at, one in enumerate(others)]
    before = sql.SQL("WITH {} ").format(sql.SQL(", ").join(named)) if named else sql.SQL("")
    pk = sql.Identifier(str(shapes[-1][0]._meta.pk.column))
    return sql.SQL("{}{}{} RETURNING {}").format(before, last, sql.SQL(more), pk).as_string()


def _insertion(model: type[models.Model], columns: Columns, count: int) -> sql.Composed:
    row = sql.SQL("({})").format(sql.SQL(", ").join([sql.SQL("%s")] * len(columns)))
    return sql.SQL("INSERT INTO {} ({}) VALUES {}").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in _fields(model, columns)),
        sql.SQL(", ").join([row] * count),
    )
