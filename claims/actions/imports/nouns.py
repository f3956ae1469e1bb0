"""Shared nouns of a chunk, resolved set-wise: those that are there are used and never changed, others are made.

Kinds are taken in one order and each in the order of its names, as other writers do: so writers queue and do not
deadlock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from claims.actions.imports.staging import rows_of, stage
from claims.formats.row import ClaimRow, EntityRow, SourceRow
from claims.models.publisher import Publisher
from claims.rules.url import domain_of

EntityKey = tuple[str, str, str | None]


@dataclass
class Nouns:
    """The ids of the nouns that some rows name; an entity's name may mean several."""

    publishers: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    entities: dict[EntityKey, list[int]] = field(default_factory=dict)
    own: str | None = None

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

    Where nothing is to be made, entities that are not there have negative ids, so that rows can be compared by them.
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
        nouns.publishers = _publishers(named, {_host(url) for url in sources})
        nouns.sources = _sources(sources, nouns.publishers)
    nouns.entities = _entities(entities, is_made=is_made)
    return nouns


def _publishers(named: set[str], looked_up: set[str]) -> dict[str, int]:
    if not named and not looked_up:
        return {}
    if named:
        rows_of(
            "INSERT INTO claims_publisher (name, domain) SELECT domain, domain FROM unnest(%s::text[]) AS domain"
            " WHERE NOT EXISTS (SELECT FROM claims_publisher AS there WHERE there.domain = domain.domain)"
            " ON CONFLICT DO NOTHING",
            [sorted(named)],
        )
    return dict(rows_of("SELECT domain, id FROM claims_publisher WHERE domain = ANY(%s)", [sorted(named | looked_up)]))


_MAKE_SOURCES = """
    INSERT INTO claims_source (
        url, url_as_given, title, kind, publisher_id, published_on, published_on_precision, language, archived_url,
        external_id
    )
    SELECT url, url_as_given, title, kind, publisher_id, published_on, published_on_precision, language, archived_url,
        external_id
    FROM import_source AS staged WHERE NOT EXISTS (SELECT FROM claims_source WHERE url = staged.url)
    ORDER BY url ON CONFLICT DO NOTHING RETURNING url, id
"""
# The newest revision of each; LIMIT keeps it one look into the index per row, however large the table is.
_FIND_SOURCES = """
    SELECT staged.url, found.id FROM import_source AS staged, LATERAL (
        SELECT id FROM claims_source WHERE url = staged.url ORDER BY revision DESC LIMIT 1
    ) AS found
"""


def _sources(sources: dict[str, SourceRow], publishers: dict[str, int]) -> dict[str, int]:
    if not sources:
        return {}
    stage("import_source", (_source(sources[url], publishers) for url in sorted(sources)))
    found = dict(rows_of(_MAKE_SOURCES))
    return found if len(found) == len(sources) else dict(rows_of(_FIND_SOURCES))


def _source(source: SourceRow, publishers: dict[str, int]) -> tuple[Any, ...]:
    publisher_id = publishers.get(source.publisher or _host(source.url.canonical))
    date = source.published_on
    return (
        source.url.canonical,
        source.url.given,
        source.title,
        source.kind,
        publisher_id,
        date and date.value,
        date and date.precision,
        source.language or "",
        source.archived_url.canonical if source.archived_url else "",
        source.external_id,
    )


def _host(url: str) -> str:
    return _domain(url.split("/", 3)[2])


@lru_cache(maxsize=10_000)
def _domain(authority: str) -> str:
    return domain_of(f"https://{authority}/")


# Who has the Wikidata id; else who is called exactly so; else, for a name alone, everybody of that name. Two of
# different Wikidata ids are never the same.
_FIND_ENTITIES = """
    SELECT staged.place, COALESCE(
        (SELECT ARRAY[id] FROM claims_entity WHERE wikidata_id = staged.wikidata_id),
        (SELECT ARRAY[id] FROM claims_entity WHERE lower(name) = lower(staged.name)
            AND lower(disambiguation) = lower(staged.disambiguation)
            AND (wikidata_id IS NULL OR staged.wikidata_id IS NULL) LIMIT 1),
        ARRAY(SELECT id FROM claims_entity WHERE lower(name) = lower(staged.name) AND staged.disambiguation = ''
            AND (wikidata_id IS NULL OR staged.wikidata_id IS NULL) ORDER BY id LIMIT 11)
    ) FROM import_entity AS staged WHERE staged.place = ANY(%(places)s)
"""
# One look for all names: one for each would read what the index has not sorted in yet again and again.
_FIND_ALIASES = """
    SELECT staged.place, array_agg(DISTINCT entity.id) FROM import_entity AS staged
    JOIN (
        SELECT id, wikidata_id, unnest(aliases) AS alias FROM claims_entity WHERE aliases && %(names)s::varchar[]
    ) AS entity ON entity.alias = staged.name AND (entity.wikidata_id IS NULL OR staged.wikidata_id IS NULL)
    WHERE staged.disambiguation = '' AND staged.place = ANY(%(places)s) GROUP BY staged.place
"""
# Where the name is that of another one with a Wikidata id of its own, the new one is told apart by its own.
_MAKE_ENTITIES = """
    INSERT INTO claims_entity (name, disambiguation, kind, role, wikidata_id)
    SELECT DISTINCT ON (lower(name), lower(told_apart)) name, told_apart, kind, role, wikidata_id
    FROM (
        SELECT *, CASE WHEN wikidata_id IS NOT NULL AND EXISTS (
            SELECT FROM claims_entity AS there WHERE lower(there.name) = lower(staged.name)
                AND lower(there.disambiguation) = lower(staged.disambiguation)
        ) THEN wikidata_id ELSE disambiguation END AS told_apart
        FROM import_entity AS staged WHERE place = ANY(%(places)s)
    ) AS missing
    ORDER BY lower(name), lower(told_apart), place ON CONFLICT DO NOTHING
"""
_FIND_OR_MAKE = (_FIND_ENTITIES, _FIND_ALIASES, *(_MAKE_ENTITIES, _FIND_ENTITIES) * 2)


def _entities(rows: Iterable[EntityRow], *, is_made: bool) -> dict[EntityKey, list[int]]:
    """Find entities and make those that are not there; a second time, since two of one name may both be new."""
    wanted: dict[EntityKey, EntityRow] = {}
    for row in rows:
        wanted.setdefault(_key(row), row)
    keys = list(wanted)
    if not keys:
        return {}
    stage("import_entity", ((place, *key, wanted[key].kind, wanted[key].role) for place, key in enumerate(keys)))
    found: dict[EntityKey, list[int]] = {}
    for sql in _FIND_OR_MAKE if is_made else _FIND_OR_MAKE[:2]:
        missing = [place for place, key in enumerate(keys) if key not in found]
        if missing:
            params = {"places": missing, "names": [keys[place][0] for place in missing]}
            found |= {keys[place]: ids for place, ids in rows_of(sql, params) if ids}
    missing_keys = [key for key in keys if key not in found]
    places = {folded: -place for place, folded in enumerate(dict.fromkeys(map(_folded, missing_keys)), start=1)}
    return found | {key: [places[_folded(key)]] for key in missing_keys}


def _key(row: EntityRow) -> EntityKey:
    return row.name, row.disambiguation, row.wikidata_id


def _folded(key: EntityKey) -> tuple[str, ...]:
    """Give what tells two new entities apart, as the database does."""
    return (key[2],) if key[2] else (key[0].lower(), key[1].lower())
