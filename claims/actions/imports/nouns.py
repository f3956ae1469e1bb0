"""Shared nouns of a chunk, resolved set-wise: those that are there are used and never changed, others are made.

Kinds are taken in one order and each in the order of its names, as other writers do: so writers queue and do not
deadlock.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from claims.actions.imports import field_list
from claims.actions.imports.bulk_sql import copy_rows, next_ids, rows_of, text_array
from claims.actions.imports.dry_run_nouns import count_new_nouns
from claims.formats.mapping.claim_row import ClaimRow, EntityRow, SourceRow
from claims.models.publisher import Publisher
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


_GIVEN_ENTITIES = """(
    SELECT name, disambiguation, NULLIF(wikidata_id, '') AS wikidata_id, kind, role, place
    FROM unnest(
        %(name)s::text[], %(disambiguation)s::text[], %(wikidata_id)s::text[], %(kind)s::text[], %(role)s::text[]
    ) WITH ORDINALITY AS given (name, disambiguation, wikidata_id, kind, role, place)
) AS given"""
# Who has the Wikidata id; else who is called exactly so; else, for a name alone, everybody of that name. Two of
# different Wikidata ids are never the same.
_FIND_ENTITIES = """
    SELECT given.place, COALESCE(
        (SELECT ARRAY[id] FROM {every} WHERE wikidata_id = given.wikidata_id),
        (SELECT ARRAY[id] FROM {every} WHERE lower(name) = lower(given.name)
            AND lower(disambiguation) = lower(given.disambiguation)
            AND (wikidata_id IS NULL OR given.wikidata_id IS NULL) LIMIT 1),
        ARRAY(SELECT id FROM {every} WHERE lower(name) = lower(given.name) AND given.disambiguation = ''
            AND (wikidata_id IS NULL OR given.wikidata_id IS NULL) ORDER BY id LIMIT 11)
    ) FROM {given}
"""
# One look for all names: one for each would read what the index has not sorted in yet again and again. For many names
# Postgres reads the whole table; most rows have no aliases, and are not held against all of the names.
_FIND_ALIASES = """
    SELECT given.place, array_agg(DISTINCT entity.id) FROM {given}
    JOIN (
        SELECT id, wikidata_id, unnest(aliases) AS alias FROM claims_entity
        WHERE aliases <> '{{}}' AND aliases && %(name)s::varchar[]
    ) AS entity ON entity.alias = given.name AND (entity.wikidata_id IS NULL OR given.wikidata_id IS NULL)
    WHERE given.disambiguation = '' GROUP BY given.place
"""
# Where the name is that of another one with a Wikidata id of its own, the new one is told apart by its own.
_MAKE_ENTITIES = """
    INSERT INTO {made} (name, disambiguation, kind, role, wikidata_id)
    SELECT DISTINCT ON (lower(name), lower(told_apart)) name, told_apart, kind, role, wikidata_id
    FROM (
        SELECT *, CASE WHEN wikidata_id IS NOT NULL AND EXISTS (
            SELECT FROM {every} AS there WHERE lower(there.name) = lower(given.name)
                AND lower(there.disambiguation) = lower(given.disambiguation)
        ) THEN wikidata_id ELSE disambiguation END AS told_apart
        FROM {given}
    ) AS missing
    ORDER BY lower(name), lower(told_apart), place ON CONFLICT DO NOTHING RETURNING id
"""


class _Entities(NamedTuple):
    """How entities are found, and how those that are not there are made."""

    find: str
    find_aliases: str
    make: str

    @classmethod
    def kept_in(cls, made: str, every: str) -> "_Entities":
        """Find them in one table, and make them in another, or the same."""
        names = {"given": _GIVEN_ENTITIES, "made": made, "every": every}
        return cls(*(sql.format(**names) for sql in (_FIND_ENTITIES, _FIND_ALIASES, _MAKE_ENTITIES)))


_REAL = _Entities.kept_in("claims_entity", "claims_entity")
_DRY_RUN = _Entities.kept_in("pg_temp.import_new_entity", "pg_temp.import_every_entity")


def _entities(rows: Iterable[EntityRow], nouns: Nouns, kept: _Entities) -> dict[EntityKey, list[int]]:
    """Find entities and make those that are not there; a second time, since two of one name may both be new."""
    wanted: dict[EntityKey, EntityRow] = {}
    for row in rows:
        wanted.setdefault(_key(row), row)
    found: dict[EntityKey, list[int]] = {}
    for sql in (kept.find, kept.find_aliases, *(kept.make, kept.find) * 2):
        missing = [key for key in wanted if key not in found]
        if not missing:
            break
        done = rows_of(sql, _given(wanted[key] for key in missing))
        if sql is kept.make:
            nouns.made["entities"] += len(done)
        else:
            found |= {missing[place - 1]: ids for place, ids in done if ids}
    return found


def _given(entities: Iterable[EntityRow]) -> dict[str, str]:
    """Give each field of some entities as an array of Postgres."""
    columns = zip(*entities, strict=True)
    return {
        field: text_array([value or "" for value in values])
        for field, values in zip(EntityRow._fields, columns, strict=True)
    }


def _key(row: EntityRow) -> EntityKey:
    return row.name, row.disambiguation, row.wikidata_id
