"""New rows, of as many tables as there are, by one statement that the server plans once a connection."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from psycopg import sql

from claims.models.preparing import run_prepared

Row = TypeVar("Row", bound=models.Model)
NOTHING = object()  # equals no value
MOST_REFERRED = 200  # rows whose ids the statement looks up itself, which takes longer the more there are
DRAW = """
    SELECT nextval(pg_get_serial_sequence(told.name, 'id'))
    FROM unnest(%s::text[]) WITH ORDINALITY AS told (name, place) ORDER BY told.place
"""


class _Column(NamedTuple):
    """A column that may be written, with the value that the database gives where it is left out."""

    field: Any
    attname: str
    otherwise: Any


class _Id(NamedTuple):
    """The id that a row is given by the statement: the place of its table, and its own in that."""

    table: int
    row: int


class _Table(NamedTuple):
    """What a statement writes of a table: the columns, by their places, and of each row where it refers to others."""

    model: type[models.Model]
    columns: tuple[int, ...]
    rows: tuple[tuple[_Id | None, ...], ...]
    is_lenient: bool


def insert(
    rows: Sequence[models.Model], *, unless_there: type[Row] | None = None, setting: tuple[str, str] | None = None
) -> list[Row]:
    """Write new rows of any tables, and give them their ids; a row may refer to others of a table named before its own.

    All are written by one statement: a trigger that runs before a row sees none of the others. What else the database
    gives them is not read back. A `setting`, its name and value, is made for the transaction before any trigger runs
    behind a row. Of the table `unless_there` rows whose unique values another row has are left out; a writer of such a
    row that has not ended is waited for. If any was left out, all of that table are given back, whose ids are not
    known. Raises what Django raises for an INSERT.
    """
    if not rows:
        return []
    are_many = len(rows) > MOST_REFERRED
    if are_many:
        _number(rows, draw_ids([type(row) for row in rows]))
    of_tables = _by_table(rows)
    ids = {
        id(row): _Id(table, place)
        for table, of_table in enumerate(of_tables.values())
        for place, row in enumerate(of_table)
        if row.pk is None
    }
    tables: list[_Table] = []
    values: list[Any] = [*setting] if setting else []
    for model, of_table in of_tables.items():
        table, written = _table(model, of_table, ids, is_lenient=model is unless_there)
        tables.append(table)
        values += written
    statement = _statement.__wrapped__ if are_many else _statement  # a long one hardly comes again
    [(_, *found_of)] = run_prepared(statement(tuple(tables), is_set=bool(setting)), values)
    left: list[Row] = []
    for found, of_table in zip(found_of, of_tables.values(), strict=True):
        if len(found) < len(of_table):
            left += of_table
        else:
            _number(of_table, found)
    _refer(rows)
    return left


def insert_unless_there(row: Row) -> Row | None:
    """Write a new row and give it with its id, or give None where a unique one is there already.

    Waits for a writer of such a row that has not ended.
    """
    return None if insert([row], unless_there=type(row)) else row


def draw_ids(tables: Sequence[type[models.Model]]) -> list[int]:
    """Draw an id for a new row of each table."""
    return [pk for (pk,) in run_prepared(DRAW, [[table._meta.db_table for table in tables]])] if tables else []


def _by_table(rows: Sequence[models.Model]) -> dict[type[models.Model], list[Any]]:
    of_tables: dict[type[models.Model], list[Any]] = {}
    for row in rows:
        of_tables.setdefault(type(row), []).append(row)
    return of_tables


def _number(rows: Sequence[models.Model], ids: Sequence[int]) -> None:
    for row, pk in zip(rows, ids, strict=True):
        row.pk = pk


def _table(
    model: type[models.Model], rows: Sequence[models.Model], ids: Mapping[int, _Id], *, is_lenient: bool
) -> tuple[_Table, list[Any]]:
    """Tell what is written of a table, and give the values; columns that the database would fill alike are left out."""
    columns = _columns(model)
    cells = [[_cell(row, column, ids) for column in columns] for row in rows]
    of_columns = zip(columns, zip(*cells, strict=True), strict=True)
    kept = tuple(at for at, (column, found) in enumerate(of_columns) if found.count(column.otherwise) < len(rows))
    places = tuple(tuple(row[at] if isinstance(row[at], _Id) else None for at in kept) for row in cells)
    database = connections[DEFAULT_DB_ALIAS]
    values = [
        columns[at].field.get_db_prep_save(row[at], database)
        for row in cells
        for at in kept
        if not isinstance(row[at], _Id)
    ]
    return _Table(model, kept, places, is_lenient), values


def _cell(row: models.Model, column: _Column, ids: Mapping[int, _Id]) -> Any:
    """Give the value of a column, or the id to come of the row that it refers to."""
    value = vars(row)[column.attname]
    if value is None and column.field.is_relation:
        other = column.field.get_cached_value(row, default=None)
        return ids.get(id(other)) or getattr(other, "pk", None)
    return value


def _refer(rows: Sequence[models.Model]) -> None:
    """Have rows refer to those that had no id yet when they were made."""
    for row in rows:
        for field in _references(type(row)):
            if vars(row)[field.attname] is None and field.is_cached(row):
                setattr(row, field.name, field.get_cached_value(row))


@cache
def _columns(model: type[models.Model]) -> list[_Column]:
    return [
        _Column(field, field.attname, _otherwise(field))
        for field in model._meta.concrete_fields
        if not field.generated and (field.has_default() or not field.has_db_default())
    ]


@cache
def _references(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def _otherwise(field: Any) -> Any:
    if field.has_db_default():
        return field.get_default()
    return None if field.null or field.primary_key else NOTHING


@lru_cache(maxsize=1024)
def _statement(tables: tuple[_Table, ...], *, is_set: bool) -> str:
    """Make the statement that writes such rows, and gives the ids of each table's in their order."""
    setting = "set_config(%s, %s, true)" if is_set else "NULL"
    inserts = [sql.SQL("made AS (SELECT {})").format(sql.SQL(setting))]
    inserts += [
        sql.SQL("{} AS ({})").format(sql.Identifier(f"t{at}"), _insertion(table)) for at, table in enumerate(tables)
    ]
    ids = [sql.SQL("ARRAY(SELECT pk FROM {})").format(sql.Identifier(f"t{at}")) for at in range(len(tables))]
    return (
        sql.SQL("WITH {} SELECT made.*, {} FROM made")
        .format(sql.SQL(", ").join(inserts), sql.SQL(", ").join(ids))
        .as_string()
    )


def _insertion(table: _Table) -> sql.Composed:
    meta = table.model._meta
    columns = [sql.Identifier(str(_columns(table.model)[at].field.column)) for at in table.columns]
    rows = [sql.SQL("({})").format(sql.SQL(", ").join(map(_place, row))) for row in table.rows]
    return sql.SQL("INSERT INTO {} ({}) VALUES {}{} RETURNING {} AS pk").format(
        sql.Identifier(meta.db_table),
        sql.SQL(", ").join(columns),
        sql.SQL(", ").join(rows),
        sql.SQL(" ON CONFLICT DO NOTHING" if table.is_lenient else ""),
        sql.Identifier(str(meta.pk.column)),
    )


def _place(reference: _Id | None) -> sql.Composable:
    if reference is None:
        return sql.SQL("%s")
    one = sql.SQL("(SELECT pk FROM {} OFFSET {} LIMIT 1)")
    return one.format(sql.Identifier(f"t{reference.table}"), reference.row)
