"""Look up the nouns that names, URLs or objects mean, by prepared statements."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from operator import attrgetter
from typing import Any, TypeVar

from claims.models.base import Versioned
from claims.models.entity import Entity
from claims.models.measure import Measure
from claims.models.prepared_queries import PreparedQuery, PreparedRead
from claims.models.publisher import Publisher
from claims.models.source import Source
from claims.rules.naming import NameReference, closest, meant, new_disambiguation
from claims.rules.text import name_key
from claims.rules.url import UrlError, canonical_domain, canonical_url, domain_of

Noun = TypeVar("Noun", bound=Versioned)
Data = Mapping[str, Any]

NAMED_BY: dict[type[Versioned], str] = {Publisher: "domain", Source: "url", Entity: "name", Measure: "name"}

# The look-ups that nearly every claim needs. A source has few revisions.
_WHO = ("id", "name", "disambiguation", "wikidata_id")
_OF_NAME_KEY = PreparedQuery(lambda key: Entity.objects.filter(name_key=key), *_WHO)
_OF_WIKIDATA_ID = PreparedQuery(lambda wikidata_id: Entity.objects.filter(wikidata_id=wikidata_id), *_WHO)
_OF_URL = PreparedQuery(lambda url: Source.objects.filter(url=url), "id", "revision", "is_confidential")
_OF_DOMAIN = PreparedQuery(lambda domain: Publisher.objects.filter(domain=domain), "id", "name")


def nouns_named(model: type[Noun], data: Data) -> list[Noun]:
    """Return the nouns that normalised data may mean."""
    rows: Any = _LOOK_UP[model](data)
    return list(rows)


def publisher_of(url: str) -> Publisher | None:
    """Return the publisher at the domain of a canonical URL."""
    found = _OF_DOMAIN.read(domain_of(url))
    return found[0] if found else None


def with_disambiguation(model: type[Versioned], data: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a new noun, with a unique disambiguation if another has its name."""
    if model is not Entity or not data.get("wikidata_id"):
        return data
    reference = _reference(data)
    known = _OF_NAME_KEY.read(name_key(reference.name))
    return {**data, "disambiguation": new_disambiguation(reference, known)}


def reads_for(model: type[Versioned], reference: Any) -> Iterator[PreparedRead]:
    """Return the look-ups that will find the noun of a reference, as far as they are known beforehand."""
    data: Any = {NAMED_BY[model]: reference} if isinstance(reference, str) else reference
    if not isinstance(data, Mapping) or data.get("id") is not None or not data.get(NAMED_BY[model]):
        return
    name = data[NAMED_BY[model]]
    if model is Entity:
        yield _OF_NAME_KEY, (name_key(name),)
        if data.get("wikidata_id"):
            yield _OF_WIKIDATA_ID, (data["wikidata_id"],)
    with suppress(UrlError):  # it is refused where it is read
        if model is Source:
            yield _OF_URL, (canonical_url(name),)
            if "publisher" not in data:
                yield _OF_DOMAIN, (domain_of(canonical_url(name)),)
        if model is Publisher:
            yield _OF_DOMAIN, (canonical_domain(name),)


def stored_key(model: type[Versioned], name: str) -> str:
    """Return the key by which a noun of this name is stored and locked."""
    try:
        if model is Source:
            return canonical_url(name)
        return canonical_domain(name) if model is Publisher else name_key(name)
    except UrlError:
        return name  # it is refused where it is read


def _reference(data: Data) -> NameReference:
    return NameReference(data.get("name", ""), data.get("disambiguation"), data.get("wikidata_id") or None)


def _entities(data: Data) -> list[Entity]:
    reference = _reference(data)
    key = name_key(reference.name)
    known = _OF_WIKIDATA_ID.read(reference.wikidata_id) if reference.wikidata_id else []
    found = meant(reference, known or _OF_NAME_KEY.read(key))
    if found or reference.disambiguation is not None or not key:
        return found
    return meant(reference, Entity.objects.filter(alias_keys__contains=[key]))


def _sources(data: Data) -> Any:
    """Return the revision that is named, or the newest."""
    if data.get("url"):
        of_url = sorted(_OF_URL.read(data["url"]), key=attrgetter("revision"), reverse=True)
        return [row for row in of_url if row.revision == data.get("revision", row.revision)][:1]
    if data.get("external_id"):
        of_wire = Source.objects.filter(external_id=data["external_id"], publisher=data.get("publisher"))
        return of_wire.order_by("-revision")[:1]
    return []


def _publishers(data: Data) -> list[Publisher]:
    return _OF_DOMAIN.read(data.get("domain", ""))


def _measures(data: Data) -> list[Measure]:
    name = data.get("name", "")
    return closest(name, list(Measure.objects.filter(name_key=name_key(name))))


_LOOK_UP: dict[type[Versioned], Callable[[Data], Any]] = {
    Entity: _entities,
    Source: _sources,
    Publisher: _publishers,
    Measure: _measures,
}
