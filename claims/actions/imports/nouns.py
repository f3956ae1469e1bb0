"""Shared nouns of a chunk, resolved set-wise: those that are there are used and never changed, others are made.

Kinds are taken in one order and each in the order of its names, as other writers do: so writers queue and do not
deadlock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from claims.actions.imports.staging import rows_of, stage
from claims.formats.row import ClaimRow, EntityRow, SourceRow
from claims.models.publisher import Publisher
from claims.rules.url import domain_of

EntityKey = tuple[str, str]


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
        return self.entities[row.name, row.disambiguation][0] if row else None

    def ambiguous(self, row: EntityRow | None) -> list[int]:
        """Give the ids that a name may mean where these are several."""
        found = self.entities.get((row.name, row.disambiguation), []) if row else []
        return found if len(found) > 1 else []


def resolve_nouns(rows: Sequence[ClaimRow], claimants: Iterable[EntityRow]) -> Nouns:
    """Look up the claimants, and what the rows name else, and make what is not there."""
    sources: dict[str, SourceRow] = {}
    for appearance in (appearance for row in rows for appearance in row.appearances):
        sources.setdefault(appearance.source.url.canonical, appearance.source)
    named = {verdict.publisher for row in rows for verdict in row.verdicts}
    named |= {source.publisher for source in sources.values() if source.publisher}
    nouns = Nouns(own=Publisher.objects.filter(is_own=True).values_list("domain", flat=True).first())
    nouns.publishers = _publishers(named, {_host(url) for url in sources})
    nouns.sources = _sources(sources, nouns.publishers)
    nouns.entities = _entities(claimants)
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
    INSERT INTO claims_source (url, url_as_given, title, kind, publisher_id, published_on, published_on_precision)
    SELECT url, url_as_given, title, kind, publisher_id, published_on, published_on_precision
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
    )


def _host(url: str) -> str:
    return _domain(url.split("/", 3)[2])


@lru_cache(maxsize=10_000)
def _domain(authority: str) -> str:
    return domain_of(f"https://{authority}/")


# Who is called exactly so; else, for a name alone, everybody of that name.
_FIND_ENTITIES = """
    SELECT staged.place, COALESCE(
        (SELECT ARRAY[id] FROM claims_entity WHERE lower(name) = lower(staged.name)
            AND lower(disambiguation) = lower(staged.disambiguation) LIMIT 1),
        ARRAY(SELECT id FROM claims_entity WHERE lower(name) = lower(staged.name)
            AND staged.disambiguation = '' ORDER BY id LIMIT 11)
    ) FROM import_entity AS staged WHERE staged.place = ANY(%(places)s)
"""
# One look for all names: one for each would read what the index has not sorted in yet again and again.
_FIND_ALIASES = """
    SELECT staged.place, array_agg(DISTINCT entity.id) FROM import_entity AS staged
    JOIN (SELECT id, unnest(aliases) AS alias FROM claims_entity WHERE aliases && %(names)s::varchar[]) AS entity
        ON entity.alias = staged.name
    WHERE staged.disambiguation = '' AND staged.place = ANY(%(places)s) GROUP BY staged.place
"""
_MAKE_ENTITIES = """
    INSERT INTO claims_entity (name, disambiguation, kind, role)
    SELECT DISTINCT ON (lower(name), lower(disambiguation)) name, disambiguation, kind, role
    FROM import_entity WHERE place = ANY(%(places)s)
    ORDER BY lower(name), lower(disambiguation), place ON CONFLICT DO NOTHING
"""


def _entities(rows: Iterable[EntityRow]) -> dict[EntityKey, list[int]]:
    wanted: dict[EntityKey, EntityRow] = {}
    for row in rows:
        wanted.setdefault((row.name, row.disambiguation), row)
    keys = list(wanted)
    if not keys:
        return {}
    stage("import_entity", ((place, *key, wanted[key].kind, wanted[key].role) for place, key in enumerate(keys)))
    found: dict[EntityKey, list[int]] = {}
    for sql in (_FIND_ENTITIES, _FIND_ALIASES, _MAKE_ENTITIES, _FIND_ENTITIES):
        missing = [place for place, key in enumerate(keys) if key not in found]
        if missing:
            params = {"places": missing, "names": [keys[place][0] for place in missing]}
            found |= {keys[place]: ids for place, ids in rows_of(sql, params) if ids}
    return found
