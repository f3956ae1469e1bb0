"""Verification: whether replaying the history gives the tables as they are.

Who goes past the triggers (a superuser who disables them) leaves a row that its history does not know, or a
history whose versions have a gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from claims.models.history import HistoryEvent

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
# Each event of a row follows the one before it: first an insert, then versions that rise by one at the most.
GAPS = """
    SELECT pgh_obj_id, pgh_id FROM (
        SELECT pgh_obj_id, pgh_id, pgh_label, {version} AS version,
            lag({version}) OVER chain AS before, lag(pgh_label) OVER chain AS label_before
        FROM {history} WINDOW chain AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)
    ) AS e
    WHERE (before IS NULL) <> (pgh_label = 'insert') OR label_before = 'delete'
       OR version NOT IN (before, before + 1)
    ORDER BY pgh_id
"""


@dataclass(frozen=True)
class Difference:
    """Where history and a table disagree: the noun, the row's id, and in words what is wrong."""

    noun: str
    id: int
    problem: str


def tracked_models() -> list[Any]:
    """List the history models of all nouns."""
    return [model for model in apps.get_app_config("claims").get_models() if issubclass(model, HistoryEvent)]


def verify(model: Any) -> Iterator[Difference]:
    """Compare one history with its table. Reads both whole, in the database."""
    tracked = model.pgh_tracked_model._meta
    columns = [field.column for field in model._meta.local_fields if not field.name.startswith("pgh_")]
    differs = [f't."{column}" IS DISTINCT FROM e."{column}"' for column in columns]
    cases = [f"CASE WHEN {test} THEN '{column}' END" for test, column in zip(differs, columns, strict=True)]
    names = {"table": f'"{tracked.db_table}"', "history": f'"{model._meta.db_table}"'}
    listed = f"concat_ws(', ', {', '.join(cases)})"
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES.format(**names, differing=listed, differs=" OR ".join(differs)))
        for row_id, is_gone, is_unknown, fields in cursor.fetchall():
            yield Difference(tracked.model_name, row_id, _problem(fields, is_gone=is_gone, is_unknown=is_unknown))
        version = "version" if "version" in columns else "1"
        cursor.execute(GAPS.format(**names, version=version))
        for row_id, event in cursor.fetchall():
            yield Difference(tracked.model_name, row_id, f"its history has a gap before event {event}")


def _problem(fields: str, *, is_gone: bool, is_unknown: bool) -> str:
    if is_gone:
        return "it is gone, and its history does not say so"
    if is_unknown:
        return "it is there, and its history does not know it"
    return f"it is not as its history says: {fields}"
