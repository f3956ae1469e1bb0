"""Verify that replaying the history gives the current tables.

Who goes past the triggers (a superuser who disables them) leaves a row that its history does not know, a history
whose steps do not follow each other, or one that does not say why a claim has the version that it has. Not found is
the rewriting of an old state of a row in its history, where its version still fits: compare with a dump for that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from claims.models.history import HistoryEvent
from claims.models.tracked import APPEARANCE, CLAIM, OF_CLAIM, OF_PART, VERDICT, Tracked

# The last event of each row against the row itself.
DIFFERENCES = """
    SELECT COALESCE(t.id, e.pgh_obj_id), t.id IS NULL, e.pgh_obj_id IS NULL OR e.pgh_label = 'delete', {differing}
    FROM {table} AS t
    FULL JOIN (
        SELECT DISTINCT ON (pgh_obj_id) * FROM {history} ORDER BY pgh_obj_id, pgh_id DESC
    ) AS e ON e.pgh_obj_id = t.id
    WHERE NOT (t.id IS NULL AND e.pgh_label = 'delete') AND (
        t.id IS NULL OR e.pgh_obj_id IS NULL OR e.pgh_label = 'delete' OR {differs}
    )
    ORDER BY 1
"""
# Each event of a row follows the one before it: first an insert, then versions that rise by one with each
# transaction other than a delete, under one id that was created once.
GAPS = """
    SELECT pgh_obj_id, pgh_id FROM (
        SELECT pgh_obj_id, pgh_id, pgh_label, id, {version} AS version, {created} AS created, (pgh_xid, pgh_created_at)
            IS NOT DISTINCT FROM (lag(pgh_xid) OVER chain, lag(pgh_created_at) OVER chain) AS is_same_transaction,
            lag({version}) OVER chain AS before, lag({created}) OVER chain AS created_before,
            lag(pgh_label) OVER chain AS label_before
        FROM {history} WINDOW chain AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)
    ) AS e
    WHERE (label_before IS NULL) <> (pgh_label = 'insert') OR label_before = 'delete'
       OR pgh_label NOT IN ('insert', 'update', 'delete') OR id <> pgh_obj_id OR created <> created_before
       OR version <> before + (pgh_label = 'update' AND NOT is_same_transaction AND {is_versioned})::int
    ORDER BY pgh_id
"""
# Each event of a part is of a transaction in which its owner has an event too.
ORPHANS = """
    SELECT pgh_obj_id, pgh_id FROM {history} AS e WHERE NOT EXISTS (
        SELECT FROM {owners} AS o
        WHERE o.{id} = e.{owner} AND o.pgh_xid = e.pgh_xid AND o.pgh_created_at = e.pgh_created_at
    ) ORDER BY pgh_id
"""
# A transaction that raised an owner's version changed the owner itself, or a part that is or was its own.
UNEXPLAINED = """
    SELECT e.pgh_obj_id, e.pgh_id FROM {history} AS e CROSS JOIN LATERAL (
        SELECT * FROM {history} AS b WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id
        ORDER BY b.pgh_id DESC LIMIT 1
    ) AS b
    WHERE e.pgh_label = 'update' AND e.version > b.version AND ({content_of_e}) IS NOT DISTINCT FROM ({content_of_b})
      AND NOT EXISTS (
        SELECT FROM ({parts}) AS part
        WHERE part.owner = e.pgh_obj_id AND part.pgh_xid = e.pgh_xid AND part.pgh_created_at = e.pgh_created_at
    )
    ORDER BY e.pgh_id
"""
# A part counts for its owner and, if it moved, for its previous owner.
PARTS = """
    SELECT {owner} AS owner, pgh_xid, pgh_created_at FROM {history}
    UNION ALL
    SELECT lag({owner}) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id), pgh_xid, pgh_created_at FROM {history}
"""

STEP = "its history has a gap before event {}"
ORPHAN = "its history tells in event {} of what its {} does not know"
UNTOLD = "its version was raised in event {} and its history does not say by what"


@dataclass(frozen=True)
class Difference:
    """A difference between history and table: the noun, the row's id, and a description."""

    noun: str
    id: int
    problem: str


def tracked_models() -> list[Any]:
    """List the history models of all nouns."""
    return [model for model in apps.get_app_config("claims").get_models() if issubclass(model, HistoryEvent)]


def verify(model: Any) -> Iterator[Difference]:
    """Compare one history with its table and its parts. The whole tables are read, in the database."""
    noun = model.pgh_tracked_model._meta.model_name
    yield from _differences(model)
    for row_id, event in _rows(GAPS, **_columns(model)):
        yield Difference(noun, row_id, STEP.format(event))
    for root, parts in _families():
        if root.model is model:
            parts_of_all = " UNION ALL ".join(PARTS.format(history=one.table, owner=one.key) for one in parts)
            for row_id, event in _rows(UNEXPLAINED, parts=parts_of_all, **_columns(model)):
                yield Difference(noun, row_id, UNTOLD.format(event))
        for part in parts:
            if part.model is model:
                names = {"owners": root.table, "id": "pgh_obj_id", "owner": part.key}
                for row_id, event in _rows(ORPHANS, **_columns(model), **names):
                    yield Difference(noun, row_id, ORPHAN.format(event, root.noun))


def _families() -> Iterable[tuple[Tracked, tuple[Tracked, ...]]]:
    """Return the tables that have parts, with the histories of the parts."""
    return [(CLAIM, OF_CLAIM), *((root, OF_PART[root]) for root in (APPEARANCE, VERDICT))]


def _rows(sql: str, **names: str) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(**names))
        found: list[tuple[int, int]] = cursor.fetchall()
        return found


def _columns(model: Any) -> dict[str, str]:
    """Return a history's table and columns; a table without versions counts as version 1."""
    columns = _content(model)
    has_version = "version" in columns
    content = [column for column in columns if column not in {"id", "version", "created_at"}]
    return {
        "history": f'"{model._meta.db_table}"',
        "version": "version" if has_version else "1",
        "is_versioned": str(has_version),
        "created": "created_at" if "created_at" in columns else "NULL::timestamptz",
        **{f"content_of_{row}": ", ".join(f'{row}."{column}"' for column in content) for row in ("e", "b")},
    }


def _content(model: Any) -> list[str]:
    return [field.column for field in model._meta.local_fields if not field.name.startswith("pgh_")]


def _differences(model: Any) -> Iterator[Difference]:
    tracked = model.pgh_tracked_model._meta
    columns = _content(model)
    differs = [f't."{column}" IS DISTINCT FROM e."{column}"' for column in columns]
    cases = [f"CASE WHEN {test} THEN '{column}' END" for test, column in zip(differs, columns, strict=True)]
    names = {"table": f'"{tracked.db_table}"', "history": f'"{model._meta.db_table}"'}
    listed = f"concat_ws(', ', {', '.join(cases)})"
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES.format(**names, differing=listed, differs=" OR ".join(differs)))
        for row_id, is_gone, is_unknown, fields in cursor.fetchall():
            yield Difference(tracked.model_name, row_id, _problem(fields, is_gone=is_gone, is_unknown=is_unknown))


def _problem(fields: str, *, is_gone: bool, is_unknown: bool) -> str:
    if is_gone:
        return "it is gone, and its history does not say so"
    if is_unknown:
        return "it is there, and its history does not know it"
    return f"it is not as its history says: {fields}"
