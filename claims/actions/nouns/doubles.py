"""List nouns that seem to be the same, which no rule can refuse."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any, NamedTuple

from claims.formats.mapping.value_kinds import stored_url
from claims.models.base import Versioned
from claims.models.entity import Entity
from claims.models.measure import Measure
from claims.models.publisher import Publisher
from claims.models.source import Source
from claims.rules.text import name_key


class Doubles(NamedTuple):
    """Nouns of one kind that seem to be the same, in the order of their ids."""

    kind: str
    reason: str
    rows: list[Versioned]


def find_doubles() -> Iterator[Doubles]:
    """Return entities, publishers, sources and measures that seem to be the same. Nothing is changed."""
    entities = Entity.objects.only("name", "disambiguation", "wikidata_id", "name_key")
    publishers = Publisher.objects.only("name", "domain")
    sources = Source.objects.only("url", "revision", "title", "external_id", "publisher_id")
    for group in _groups("entity", "same name", entities, lambda row: (row.name_key, name_key(row.disambiguation))):
        if len({row.wikidata_id for row in group.rows if row.wikidata_id}) < len(group.rows):  # type: ignore[attr-defined]
            yield group
    yield from _groups("publisher", "same name", publishers, lambda row: name_key(row.name))
    addressed = sources.exclude(url=None)
    yield from _groups("source", "same address", addressed, lambda row: (stored_url(row.url), row.revision))
    wire = sources.filter(url=None).exclude(external_id="")
    yield from _groups(
        "source", "same external id", wire, lambda row: (row.external_id, row.publisher_id, row.revision)
    )
    yield from _groups("measure", "same name", Measure.objects.only("name", "name_key"), lambda row: row.name_key)


def _groups(kind: str, reason: str, rows: Any, key: Callable[[Any], Hashable]) -> Iterator[Doubles]:
    of_key: dict[Hashable, list[Versioned]] = {}
    for row in rows.order_by("pk").iterator(chunk_size=5_000):
        of_key.setdefault(key(row), []).append(row)
    return (Doubles(kind, reason, group) for group in of_key.values() if len(group) > 1)
