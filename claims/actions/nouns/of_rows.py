"""Find or create the nouns that thousands of rows name, by a few statements. Existing ones are never changed.

Kinds are taken in one order, and each kind in the order of its names, as other writers do, so that writers queue and
do not deadlock.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from claims.actions.imports import field_list
from claims.actions.imports.bulk_sql import copy_rows, next_ids, rows_of, text_array
from claims.actions.nouns.dry_run import count_new_nouns
from claims.actions.nouns.entities_of_rows import EntityKey, entity_key, find_or_make_entities
from claims.formats.mapping.claim_row import ClaimRow, EntityRow, SourceRow
from claims.models.publisher import Publisher
from claims.rules.url import domain_of


@dataclass
class Nouns:
    """The ids of the nouns that some rows name, several for an ambiguous name, and counts of created ones by kind."""

    publishers: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    entities: dict[EntityKey, list[int]] = field(default_factory=dict)
    own: str | None = None
    made: Counter[str] = field(default_factory=Counter)

    def is_own(self, domain: str) -> bool:
        """Return whether a publisher is this newsroom itself."""
        return domain == self.own

    def entity(self, row: EntityRow | None) -> int | None:
        """Return the id of an entity that was found or created."""
        return self.entities[entity_key(row)][0] if row else None

    def entity_if_known(self, row: EntityRow) -> int | None:
        """Return the id of an entity, or None if it was not looked up."""
        return self.entities.get(entity_key(row), [None])[0]

    @cached_property
    def has_ambiguous(self) -> bool:
        """Return whether any name means several entities."""
        return any(len(ids) > 1 for ids in self.entities.values())

    def source(self, url: str | None) -> int | None:
        """Return the id of the source at a URL."""
        return self.sources[url] if url else None

    def ambiguous(self, row: EntityRow | None) -> list[int]:
        """Return the ids that an ambiguous name may mean; none if it means one."""
        found = self.entities.get(entity_key(row), []) if row else []
        return found if len(found) > 1 else []


def resolve_nouns(rows: Sequence[ClaimRow], entities: Iterable[EntityRow], *, is_made: bool = True) -> Nouns:
    """Look up entities and the sources and publishers that the rows name, and create the missing ones.

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
    nouns.entities, made = find_or_make_entities(entities, is_made=is_made)
    nouns.made += Counter(entities=made)  # which leaves out what is 0
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
# The newest revision of each; LIMIT keeps it one index lookup per row.
_FIND_SOURCES = """
    SELECT given.url, found.id FROM unnest(%s::text[]) AS given (url), LATERAL (
        SELECT id FROM claims_source WHERE url = given.url ORDER BY revision DESC LIMIT 1
    ) AS found
"""


def _sources(sources: dict[str, SourceRow], nouns: Nouns) -> dict[str, int]:
    """Find sources and create the missing ones; look again if another writer has created one meanwhile."""
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
