"""Insert new rows of several tables by one prepared statement."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from psycopg import sql

from claims.models.prepared_statements import run_prepared

Row = TypeVar("Row", bound=models.Model)
NOTHING = object()  # equals no value
MOST_REFERRED = 200  # rows whose ids the statement looks up itself, which takes longer the more there are
DRAW = """
    SELECT nextval(pg_get_serial_sequence(wanted.name, 'id'))
    FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (name, place) ORDER BY wanted.place
"""


class _Column(NamedTuple):
    """A writable column, and the value that the database uses if it is omitted."""

    field: Any
    attname: str
    otherwise: Any


class _Id(NamedTuple):
    """A reference to a row that the statement inserts: the index of its table, and of the row in it."""

    table: int
    row: int


class _Table(NamedTuple):
    """The shape of an insert into a table: the indexes of its columns, and each row's references to new rows."""

    model: type[models.Model]
    columns: tuple[int, ...]
    rows: tuple[tuple[_Id | None, ...], ...]
    on_conflict_do_nothing: bool


def insert(
    rows: Sequence[models.Model],
    *,
    on_conflict_do_nothing: type[Row] | None = None,
    setting: tuple[str, str] | None = None,
) -> list[Row]:
    """Insert new rows of any tables and set their ids; a row may refer to rows of earlier tables.

    All are inserted by one statement: BEFORE triggers cannot see its other rows. Other values that the database fills
    in are not read back. `setting`, a name and a value, is set for the transaction before any AFTER trigger runs.

    Rows of the model `on_conflict_do_nothing` are skipped if another row has one of their unique values; an uncommitted
    one is waited for. If any was skipped, all rows of that model are returned, and their ids are not set. Raises what
    Django raises for an INSERT.
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
        table, written = _table(model, of_table, ids, on_conflict_do_nothing=model is on_conflict_do_nothing)
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


def insert_if_new(row: Row) -> Row | None:
    """Insert a row and return it with its id, or return None if another row has one of its unique values.

    Waits for an uncommitted one.
    """
    return None if insert([row], on_conflict_do_nothing=type(row)) else row


def draw_ids(tables: Sequence[type[models.Model]]) -> list[int]:
    """Return a new id for each of the tables."""
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
    model: type[models.Model], rows: Sequence[models.Model], ids: Mapping[int, _Id], *, on_conflict_do_nothing: bool
) -> tuple[_Table, list[Any]]:
    """Return the shape of an insert and its values, without columns that have their default in every row."""
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
    return _Table(model, kept, places, on_conflict_do_nothing), values


def _cell(row: models.Model, column: _Column, ids: Mapping[int, _Id]) -> Any:
    """Return the value of a column, or a reference to the new row that it refers to."""
    value = vars(row)[column.attname]
    if value is None and column.field.is_relation:
        other = column.field.get_cached_value(row, default=None)
        return ids.get(id(other)) or getattr(other, "pk", None)
    return value


def _refer(rows: Sequence[models.Model]) -> None:
    """Set the foreign keys to rows that had no id before."""
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
    """Return the statement that inserts such rows and returns the ids, an array for each table."""
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
        sql.SQL(" ON CONFLICT DO NOTHING" if table.on_conflict_do_nothing else ""),
        sql.Identifier(str(meta.pk.column)),
    )


def _place(reference: _Id | None) -> sql.Composable:
    if reference is None:
        return sql.SQL("%s")
    one = sql.SQL("(SELECT pk FROM {} OFFSET {} LIMIT 1)")
    return one.format(sql.Identifier(f"t{reference.table}"), reference.row)
