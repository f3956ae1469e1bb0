"""Delete shared nouns that a reverted load created and that nothing refers to any more."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from claims.actions.imports.bulk_sql import rows_of
from claims.models.entity import Entity
from claims.models.history import HistoryEvent
from claims.models.publisher import Publisher
from claims.models.source import Source

# Lock first: a writer that is about to refer to one locks it too, and is visible once it has committed.
_LOCK = "SELECT id FROM {noun} WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
_DROP = """
    DELETE FROM {noun} AS noun WHERE id = ANY(%s) AND {is_unused} AND NOT EXISTS (
        SELECT FROM {noun}event AS e WHERE e.pgh_obj_id = noun.id AND NOT EXISTS (
            SELECT FROM claims_importstep AS step
            WHERE step.batch_id = %s AND step.xid = e.pgh_xid AND step.began_at = e.pgh_created_at
        )
    ) RETURNING {returned}
"""


@dataclass
class OrphanCandidates:
    """The ids of nouns that deleted rows referred to."""

    entities: set[int | None] = field(default_factory=set)
    sources: set[int | None] = field(default_factory=set)
    publishers: set[int | None] = field(default_factory=set)


def delete_orphan_nouns(batch_id: int, nouns: OrphanCandidates) -> None:
    """Delete the nouns that the load created, that nobody has changed since and that nothing refers to."""
    nouns.publishers |= _drop(Source, nouns.sources, batch_id, "publisher_id")
    _drop(Publisher, nouns.publishers, batch_id)
    _drop(Entity, nouns.entities, batch_id)


def _drop(model: Any, ids: set[int | None], batch_id: int, returned: str = "id") -> set[int | None]:
    given = sorted(found for found in ids if found is not None)
    if not given:
        return set()
    noun = model._meta.db_table
    rows_of(_LOCK.format(noun=noun), [given])
    sql = _DROP.format(noun=noun, is_unused=_is_orphan(model), returned=returned)
    return {found for (found,) in rows_of(sql, [given, batch_id])}


@cache
def _is_orphan(model: Any) -> str:
    """Return the SQL condition that no row, except in history, refers to a noun."""
    return " AND ".join(
        f"NOT EXISTS (SELECT FROM {relation.related_model._meta.db_table} AS r WHERE r.{column} = noun.id)"
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and not issubclass(relation.related_model, HistoryEvent)
        and (column := relation.field.column)
    )
