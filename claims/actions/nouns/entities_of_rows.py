"""Find or create the people and organisations that thousands of rows name, by a few statements.

Who is meant by a name is decided by `claims.rules.naming`, as for one reference.
"""

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from claims.actions.imports.bulk_sql import rows_of, text_array
from claims.formats.mapping.claim_row import EntityRow
from claims.rules.naming import NameReference, meant, new_disambiguation
from claims.rules.text import name_key

EntityKey = tuple[str, str, str | None]

# One index lookup for each name: LIMIT keeps Postgres from reading the whole table.
_FIND_ENTITIES = """
    SELECT found.* FROM unnest(%(keys)s::text[]) AS given (key), LATERAL (
        SELECT id, name, disambiguation, wikidata_id FROM {every} WHERE name_key = given.key LIMIT 1000
    ) AS found
    UNION
    SELECT found.* FROM unnest(%(wikidata_ids)s::text[]) AS given (wikidata_id), LATERAL (
        SELECT id, name, disambiguation, wikidata_id FROM {every} WHERE wikidata_id = given.wikidata_id LIMIT 1
    ) AS found
"""
# One look for all names: one for each would read what the index has not sorted in yet again and again. For many names
# Postgres reads the whole table; most rows have no aliases, and are not compared with all of the names.
_FIND_ALIASES = """
    SELECT id, name, disambiguation, wikidata_id, alias_keys FROM claims_entity
    WHERE alias_keys <> '{}' AND alias_keys && %s::text[]
"""
_MAKE_ENTITIES = """
    INSERT INTO {made} (name, disambiguation, kind, role, wikidata_id)
    SELECT name, disambiguation, kind, role, NULLIF(wikidata_id, '') FROM unnest(
        %(name)s::text[], %(disambiguation)s::text[], %(kind)s::text[], %(role)s::text[], %(wikidata_id)s::text[]
    ) AS given (name, disambiguation, kind, role, wikidata_id)
    ON CONFLICT DO NOTHING RETURNING id
"""


class _Tables(NamedTuple):
    """The table in which entities are found, and the one for new ones, which differs in a dry run."""

    every: str
    made: str


class _KnownEntity(NamedTuple):
    """An existing entity."""

    id: int
    name: str
    disambiguation: str
    wikidata_id: str | None


_REAL = _Tables(every="claims_entity", made="claims_entity")
_DRY_RUN = _Tables(every="pg_temp.import_every_entity", made="pg_temp.import_new_entity")


def find_or_make_entities(rows: Iterable[EntityRow], *, is_made: bool) -> tuple[dict[EntityKey, list[int]], int]:
    """Return the ids of the entities that each row may mean, and how many entities were created.

    In a dry run (not `is_made`) new entities are kept in a temporary table and have ids below zero.
    """
    tables, made = _REAL if is_made else _DRY_RUN, 0
    wanted: dict[EntityKey, EntityRow] = {}
    for row in rows:
        wanted.setdefault(entity_key(row), row)
    found: dict[EntityKey, list[int]] = {}
    known = _known(wanted.values(), tables)
    found |= _meant(wanted, known)
    found |= _meant(_without(wanted, found), _known_by_alias(_without(wanted, found).values()))
    for _ in range(2):  # two of one name may both be new
        missing = _without(wanted, found)
        if not missing:
            break
        made += _make(missing.values(), known, tables)
        known = _known(missing.values(), tables)
        found |= _meant(missing, known)
    return found, made


def _without(wanted: Mapping[EntityKey, EntityRow], found: Container[EntityKey]) -> dict[EntityKey, EntityRow]:
    return {key: row for key, row in wanted.items() if key not in found}


def _reference(row: EntityRow) -> NameReference:
    return NameReference(row.name, row.disambiguation or None, row.wikidata_id)


class _KnownEntities:
    """Existing entities, by their names and Wikidata ids."""

    def __init__(self) -> None:
        self._of: dict[str, dict[int, _KnownEntity]] = {}

    def add(self, entity: _KnownEntity, names: Iterable[str]) -> None:
        """Add an entity under some keys of names and its Wikidata id."""
        for name in filter(None, (*names, entity.wikidata_id and f"={entity.wikidata_id}")):
            self._of.setdefault(name, {})[entity.id] = entity

    def of(self, reference: NameReference) -> Iterable[_KnownEntity]:
        """Return the entities with the name or the Wikidata id of a reference."""
        named = self._of.get(name_key(reference.name), {})
        return (named | self._of.get(f"={reference.wikidata_id}", {})).values()


def _known(rows: Iterable[EntityRow], tables: _Tables) -> _KnownEntities:
    references = [_reference(row) for row in rows]
    known = _KnownEntities()
    if references:
        keys = text_array(sorted({name_key(one.name) for one in references}))
        ids = text_array(sorted({one.wikidata_id for one in references if one.wikidata_id}))
        for entity in rows_of(_FIND_ENTITIES.format(every=tables.every), {"keys": keys, "wikidata_ids": ids}):
            known.add(_KnownEntity(*entity), [name_key(entity[1])])
    return known


def _known_by_alias(rows: Iterable[EntityRow]) -> _KnownEntities:
    keys = sorted({name_key(row.name) for row in rows if not row.disambiguation})
    known = _KnownEntities()
    if keys:
        for *entity, aliases in rows_of(_FIND_ALIASES, [text_array(keys)]):
            known.add(_KnownEntity(*entity), aliases)
    return known


def _meant(wanted: Mapping[EntityKey, EntityRow], known: _KnownEntities) -> dict[EntityKey, list[int]]:
    found = {}
    for key, row in wanted.items():
        reference = _reference(row)
        if ids := [entity.id for entity in meant(reference, known.of(reference))]:
            found[key] = sorted(ids)
    return found


def _make(rows: Iterable[EntityRow], known: _KnownEntities, tables: _Tables) -> int:
    """Create new entities, one for each name, in the order of their names; return how many were created."""
    new: dict[tuple[str, str], EntityRow] = {}
    for row in rows:
        reference = _reference(row)
        disambiguation = new_disambiguation(reference, known.of(reference))
        new.setdefault((name_key(row.name), name_key(disambiguation)), row._replace(disambiguation=disambiguation))
    return len(rows_of(_MAKE_ENTITIES.format(made=tables.made), _given(new[key] for key in sorted(new))))


def _given(entities: Iterable[EntityRow]) -> dict[str, str]:
    """Return each field of some entities as a Postgres array."""
    columns = zip(*entities, strict=True)
    return {
        field: text_array([value or "" for value in values])
        for field, values in zip(EntityRow._fields, columns, strict=True)
    }


def entity_key(row: EntityRow) -> EntityKey:
    """Return the key under which a row's reference to an entity is looked up."""
    return row.name, row.disambiguation, row.wikidata_id
