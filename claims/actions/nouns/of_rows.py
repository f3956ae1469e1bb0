"""Shared nouns of a chunk, resolved set-wise: those that are there are used and never changed, others are made.

Kinds are taken in one order and each in the order of its names, as other writers do: so writers queue and do not
deadlock.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from claims.actions.imports import field_list
from claims.actions.imports.bulk_sql import copy_rows, next_ids, rows_of, text_array
from claims.actions.nouns.dry_run import count_new_nouns
from claims.formats.mapping.claim_row import ClaimRow, EntityRow, SourceRow
from claims.models.publisher import Publisher
from claims.rules.naming import NameReference, meant, new_disambiguation
from claims.rules.text import name_key
from claims.rules.url import domain_of

EntityKey = tuple[str, str, str | None]


@dataclass
class Nouns:
    """The ids of the nouns that some rows name; an entity's name may mean several. How many were made, by kind."""

    publishers: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    entities: dict[EntityKey, list[int]] = field(default_factory=dict)
    own: str | None = None
    made: Counter[str] = field(default_factory=Counter)

    def is_own(self, domain: str) -> bool:
        """Say whether a publisher is this newsroom itself."""
        return domain == self.own

    def entity(self, row: EntityRow | None) -> int | None:
        """Give the id of an entity that has one."""
        return self.entities[_key(row)][0] if row else None

    def entity_if_known(self, row: EntityRow) -> int | None:
        """Give the id of an entity where it was looked up."""
        return self.entities.get(_key(row), [None])[0]

    @cached_property
    def has_ambiguous(self) -> bool:
        """Say whether any name means several."""
        return any(len(ids) > 1 for ids in self.entities.values())

    def source(self, url: str | None) -> int | None:
        """Give the id of the source at an address, where there is one."""
        return self.sources[url] if url else None

    def ambiguous(self, row: EntityRow | None) -> list[int]:
        """Give the ids that a name may mean where these are several."""
        found = self.entities.get(_key(row), []) if row else []
        return found if len(found) > 1 else []


def resolve_nouns(rows: Sequence[ClaimRow], entities: Iterable[EntityRow], *, is_made: bool = True) -> Nouns:
    """Look up some entities, and the sources and publishers that the rows name, and make what is not there.

    Where nothing is to be made, what would be is remembered; such entities have ids below zero, so that rows can be
    compared by them.
    """
    sources: dict[str, SourceRow] = {}
    for row in rows:
        for source in (*(one.source for one in row.appearances), *(one.source for one in row.evidence)):
            if source is not None:
                sources.setdefault(source.url.canonical, source)
    named = {verdict.publisher for row in rows for verdict in row.verdicts}
    named |= {source.publisher for source in sources.values() if source.publisher}
    nouns = Nouns(own=Publisher.objects.filter(is_own=True).values_list("domain", flat=True).first())
    if is_made:
        _make_publishers(named, nouns)
        nouns.publishers = _publishers(named | {_host(url) for url in sources})
        nouns.sources = _sources(sources, nouns)
    else:
        nouns.made = Counter(
            publishers=count_new_nouns("publishers", named), sources=count_new_nouns("sources", sources)
        )
    nouns.entities = _entities(entities, nouns, _REAL if is_made else _DRY_RUN)
    return nouns


def _make_publishers(named: set[str], nouns: Nouns) -> None:
    if named:
        made = rows_of(
            "INSERT INTO claims_publisher (name, domain) SELECT domain, domain FROM unnest(%s::text[]) AS domain"
            " WHERE NOT EXISTS (SELECT FROM claims_publisher AS there WHERE there.domain = domain.domain)"
            " ON CONFLICT DO NOTHING RETURNING id",
            [sorted(named)],
        )
        nouns.made["publishers"] += len(made)


def _publishers(domains: set[str]) -> dict[str, int]:
    if not domains:
        return {}
    return dict(rows_of("SELECT domain, id FROM claims_publisher WHERE domain = ANY(%s)", [text_array(domains)]))


_SOURCE = ("id", "url", "url_as_given", "publisher_id", "archived_url", *field_list.SOURCE.columns)
# The newest revision of each; LIMIT keeps it one look into the index per row, however large the table is.
_FIND_SOURCES = """
    SELECT given.url, found.id FROM unnest(%s::text[]) AS given (url), LATERAL (
        SELECT id FROM claims_source WHERE url = given.url ORDER BY revision DESC LIMIT 1
    ) AS found
"""


def _sources(sources: dict[str, SourceRow], nouns: Nouns) -> dict[str, int]:
    """Find sources and make those that are not there; look again where another writer has made one meanwhile."""
    while True:
        found = dict(rows_of(_FIND_SOURCES, [text_array(sources)])) if sources else {}
        missing = sorted(sources.keys() - found.keys())
        if not missing:
            return found
        made = dict(zip(missing, next_ids("claims_source", len(missing)), strict=True))
        try:
            with transaction.atomic():
                copy_rows("claims_source", _SOURCE, (_source(made[url], sources[url], nouns) for url in missing))
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation):
                raise
        else:
            nouns.made["sources"] += len(made)
            return found | made


def _source(source_id: int, source: SourceRow, nouns: Nouns) -> tuple[Any, ...]:
    publisher_id = nouns.publishers.get(source.publisher or _host(source.url.canonical))
    return (
        source_id,
        source.url.canonical,
        source.url.given,
        publisher_id,
        source.archived_url.canonical if source.archived_url else "",
        *field_list.SOURCE.to_columns(source),
    )


def _host(url: str) -> str:
    return _domain(url.split("/", 3)[2])


@lru_cache(maxsize=10_000)
def _domain(authority: str) -> str:
    return domain_of(f"https://{authority}/")


# One look into the index for each name: LIMIT keeps Postgres from reading the whole table, however large it is.
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
    """Where entities are found, and where those that are new are made: in the same table, unless it is a dry run."""

    every: str
    made: str


class _KnownEntity(NamedTuple):
    """An entity that is known."""

    id: int
    name: str
    disambiguation: str
    wikidata_id: str | None


_REAL = _Tables(every="claims_entity", made="claims_entity")
_DRY_RUN = _Tables(every="pg_temp.import_every_entity", made="pg_temp.import_new_entity")


def _entities(rows: Iterable[EntityRow], nouns: Nouns, tables: _Tables) -> dict[EntityKey, list[int]]:
    """Find entities and make those that are new; a second time, since two of one name may both be new."""
    wanted: dict[EntityKey, EntityRow] = {}
    for row in rows:
        wanted.setdefault(_key(row), row)
    found: dict[EntityKey, list[int]] = {}
    known = _known(wanted.values(), tables)
    found |= _meant(wanted, known)
    found |= _meant(_without(wanted, found), _known_by_alias(_without(wanted, found).values()))
    for _ in range(2):
        missing = _without(wanted, found)
        if not missing:
            break
        nouns.made["entities"] += _make(missing.values(), known, tables)
        known = _known(missing.values(), tables)
        found |= _meant(missing, known)
    return found


def _without(wanted: Mapping[EntityKey, EntityRow], found: Container[EntityKey]) -> dict[EntityKey, EntityRow]:
    return {key: row for key, row in wanted.items() if key not in found}


def _reference(row: EntityRow) -> NameReference:
    return NameReference(row.name, row.disambiguation or None, row.wikidata_id)


class _KnownEntities:
    """Entities that are known, by what they may be named by."""

    def __init__(self) -> None:
        self._of: dict[str, dict[int, _KnownEntity]] = {}

    def add(self, entity: _KnownEntity, names: Iterable[str]) -> None:
        """Have an entity found by some keys of names, and by its Wikidata id."""
        for name in filter(None, (*names, entity.wikidata_id and f"={entity.wikidata_id}")):
            self._of.setdefault(name, {})[entity.id] = entity

    def of(self, reference: NameReference) -> Iterable[_KnownEntity]:
        """Return those who have the name or the Wikidata id of a reference."""
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
    """Make entities that are new, one of each name, in the order of their names; return how many were made."""
    new: dict[tuple[str, str], EntityRow] = {}
    for row in rows:
        reference = _reference(row)
        disambiguation = new_disambiguation(reference, known.of(reference))
        new.setdefault((name_key(row.name), name_key(disambiguation)), row._replace(disambiguation=disambiguation))
    return len(rows_of(_MAKE_ENTITIES.format(made=tables.made), _given(new[key] for key in sorted(new))))


def _given(entities: Iterable[EntityRow]) -> dict[str, str]:
    """Return each field of some entities as an array of Postgres."""
    columns = zip(*entities, strict=True)
    return {
        field: text_array([value or "" for value in values])
        for field, values in zip(EntityRow._fields, columns, strict=True)
    }


def _key(row: EntityRow) -> EntityKey:
    return row.name, row.disambiguation, row.wikidata_id
