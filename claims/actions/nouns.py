"""Shared nouns: found by what names them, made where they are not there, changed by their id only."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db import models
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from claims.actions.change import NotAtOnceError, change, record
from claims.actions.columns import assign, to_columns
from claims.actions.input import InputError, alone, at
from claims.models.base import Versioned
from claims.models.entity import Entity
from claims.models.inserting import insert_unless_there
from claims.models.looking_up import Asked, PreparedRows, forget_ahead, read_ahead
from claims.models.measure import Measure
from claims.models.publisher import Publisher
from claims.models.source import Source
from claims.rules.access import Actor
from claims.rules.unit import canonical_unit
from claims.rules.url import UrlError, canonical_domain, canonical_url, domain_of

Noun = TypeVar("Noun", bound=Versioned)
Data = Mapping[str, Any]
Make = Callable[[Any], Any]  # of a new row; it gives what is there instead, or None where that is to be looked up

# In the order in which they are looked up, each kind in the order of its names: so that two writers
# who make the same nouns queue and do not deadlock.
NOUN_OF_KEY: dict[str, type[Versioned]] = {
    "publisher": Publisher,
    "measure": Measure,
    "source": Source,
    "claimant": Entity,
    "entity": Entity,
}
NAMED_BY = {Publisher: "domain", Source: "url", Entity: "name", Measure: "name"}
MOST_CANDIDATES = 10
# What nearly every claim asks for. Revisions of a source are few.
_CALLED = PreparedRows(Entity.objects.called, "id", "name", "disambiguation")
_OF_URL = PreparedRows(lambda url: Source.objects.filter(url=url), "id", "revision", "is_confidential")
_OF_DOMAIN = PreparedRows(lambda domain: Publisher.objects.filter(domain=domain), "id", "name")


class NounExistsError(Exception):
    """Refuse to make a noun that is there already, and say which it is."""

    def __init__(self, row: Versioned) -> None:
        self.row = row
        super().__init__(f"This is {row._meta.verbose_name} {row.pk} already: use it, or change it by its id.")


class NewNouns:
    """New sources and entities, to be written by one statement with the rows that refer to them."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Any, ...], Versioned] = {}

    def __iter__(self) -> Iterator[Versioned]:
        return iter(self._rows.values())

    def make(self, row: Versioned) -> Versioned:
        """Keep a new row, and give it or the one of its name that is kept. Raises NotAtOnceError for other nouns."""
        return self._rows.setdefault(self._key(row), row)

    @staticmethod
    def _key(row: Versioned) -> tuple[Any, ...]:
        if isinstance(row, Source) and row.url:
            return Source, row.url, row.revision
        if isinstance(row, Entity):
            return Entity, row.name.lower(), row.disambiguation.lower()
        raise NotAtOnceError


def make_now(row: Noun) -> Noun | None:
    """Write a new noun and give it, or None where another has its name."""
    forget_ahead()
    return insert_unless_there(row)


def create_noun(model: type[Noun], data: Data, *, actor: Actor) -> Noun:
    """Make a shared noun. Raises InputError, and NounExistsError where one of that name is there."""
    with record(actor=actor, verb=f"{model._meta.model_name}.create"):
        found = completed(model, prepared(model, data, actor))
        if model is Source and not any(found.get(name) for name in ("url", "title", "external_id")):
            raise InputError("required", "Give a url, a title or an external_id.")
        row = make_now(model(**found))
        if row is None:
            raise _exists(model, found, actor)
        return row


def update_noun(model: type[Noun], noun_id: int, changes: Data, *, actor: Actor, if_version: int | None = None) -> Noun:
    """Change a shared noun. Raises the model's DoesNotExist, StaleVersionError, InputError."""
    rows = visible(model, actor).filter(pk=noun_id)
    with change(rows, actor=actor, verb=f"{model._meta.model_name}.update", if_version=if_version) as row:
        assign(row, prepared(model, changes, actor, is_new=False))
        return row


def resolve(data: Data, actor: Actor) -> dict[str, Any]:
    """Put the nouns themselves in the place of every reference, at any depth; make those not there yet.

    Raises InputError with the path: an unknown id, an ambiguous name with its candidates, a value refused.
    """
    with resolved(data, actor) as tree:
        return tree


@contextmanager
def resolved(data: Data, actor: Actor, make: Make = make_now, more: Iterable[Asked] = ()) -> Iterator[dict[str, Any]]:
    """Resolve references as `resolve` does, and read more with what is read for it, for those who ask inside."""
    tree: dict[str, Any] = _copied(data)
    slots = list(_slots(tree))
    with read_ahead(chain(*(_asked(slot.model, slot.holder[slot.key]) for slot in slots), more)):
        for model in dict.fromkeys(NOUN_OF_KEY.values()):
            of_model = [(slot.holder[slot.key], slot) for slot in slots if slot.model is model]
            before, row = None, None
            for reference, slot in sorted(of_model, key=lambda one: _order(model, one[0])):
                if reference != before:
                    with at(*slot.path):
                        before, row = reference, find_or_create(model, reference, actor, make)
                slot.holder[slot.key] = row
        yield tree


def find_or_create(model: type[Noun], reference: Any, actor: Actor, make: Make = make_now) -> Noun:
    """Give the noun that an id, a name or an object means; make it where an object or name is not there.

    Raises InputError: `does_not_exist`, `ambiguous` with candidates, or what refuses a value.
    """
    if isinstance(reference, model):
        return reference
    if isinstance(reference, str):
        with alone():  # the name is the reference itself
            return find_or_create(model, {NAMED_BY[model]: reference}, actor, make)
    noun_id = reference.get("id") if isinstance(reference, Mapping) else reference
    if noun_id is not None:
        return _by_id(model, noun_id, actor)
    found = prepared(model, reference, actor)
    row = _the_one(model, found, actor)
    if row is None:
        found = completed(model, found)
        row = make(model(**found)) or _the_one(model, found, actor)
    if row is None:
        raise _conflict(model)
    return row


def visible(model: type[Noun], actor: Actor) -> "models.QuerySet[Noun]":
    """Give the nouns of a kind that the actor may know of."""
    rows: Any = model.objects.all()
    kept: models.QuerySet[Noun] = rows.visible(internal=actor.is_internal) if hasattr(rows, "visible") else rows
    return kept


def prepared(model: type[Versioned], data: Data, actor: Actor, *, is_new: bool = True) -> dict[str, Any]:
    """Bring the fields of a noun into the form in which they are stored, as columns.

    A new publisher is called by its domain unless it is named.
    """
    found = dict(data)
    if found.get("publisher") is not None:
        with at("publisher"):
            found["publisher"] = find_or_create(Publisher, found["publisher"], actor)
    if "domain" in found:
        with at("domain"):
            found["domain"] = canonical_domain(found["domain"])
        if is_new:
            found.setdefault("name", found["domain"])
    if found.get("unit"):
        found["unit"] = canonical_unit(found["unit"])
    if model is Source:
        found |= _prepared_source(found)
    return to_columns(model, found)


def completed(model: type[Versioned], data: dict[str, Any]) -> dict[str, Any]:
    """Give a source that is to be made the publisher of its URL's domain, unless it names one."""
    if model is not Source or not data.get("url") or "publisher" in data:
        return data
    of_domain = _OF_DOMAIN.read(domain_of(data["url"]))
    return {**data, "publisher": of_domain[0]} if of_domain else data


def _prepared_source(data: Data) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "url" in data:
        with at("url"):
            url = data["url"]
            found = {"url": canonical_url(url) if url else None, "url_as_given": url or ""}
    if data.get("text"):
        found["text_sha256"] = hashlib.sha256(data["text"].encode()).hexdigest()
    return found


def _by_id(model: type[Noun], noun_id: int, actor: Actor) -> Noun:
    row = visible(model, actor).filter(pk=noun_id).first()
    if row is None:
        raise InputError("does_not_exist", f"There is no {model._meta.verbose_name} {noun_id}.")
    return row


def _the_one(model: type[Noun], data: Data, actor: Actor) -> Noun | None:
    rows = _named(model, data)
    if not rows:
        return None
    known = sorted(_known_of(model, rows, actor), key=lambda row: row.pk)[:MOST_CANDIDATES]
    if not known:
        raise InputError("does_not_exist", f"This {model._meta.verbose_name} is not open to you.")
    if len(known) > 1:
        candidates = [{"id": row.pk, "name": str(row)} for row in known]
        raise InputError("ambiguous", "Several are called so: give the id of one.", candidates=candidates)
    return known[0]


def _known_of(model: type[Noun], rows: list[Noun], actor: Actor) -> list[Noun]:
    """Keep the rows that the actor may know of; those inside know of all."""
    if actor.is_internal:
        return rows
    return list(visible(model, actor).filter(pk__in=[row.pk for row in rows]))


def _exists(model: type[Noun], data: Data, actor: Actor) -> Exception:
    """Give the refusal to make a noun again: with its twin, where the actor may know of that."""
    rows = _named(model, {"disambiguation": "", "revision": 1, **data})
    twin = visible(model, actor).filter(pk__in=[row.pk for row in rows]).first()
    return NounExistsError(twin) if twin is not None else _conflict(model)


def _conflict(model: type[Versioned]) -> InputError:
    return InputError("conflict", f"Another {model._meta.verbose_name} has one of these values already: give its id.")


def _named(model: type[Noun], data: Data) -> list[Noun]:
    """List the nouns that the data names."""
    rows: Any = _NAMED[model](data)
    return list(rows)


def _entities(data: Data) -> Any:
    rows = Entity.objects.all()
    if data.get("wikidata_id"):
        rows_of_id = rows.filter(wikidata_id=data["wikidata_id"])
        if rows_of_id.exists():
            return rows_of_id
    name = data.get("name", "")
    if "disambiguation" in data:
        return rows.called(name).filter(disambiguation__iexact=data["disambiguation"])
    return _CALLED.read(name) or rows.filter(aliases__contains=[name])


def _sources(data: Data) -> Any:
    """Give the revision that is meant, or the newest."""
    if data.get("url"):
        of_url = sorted(_OF_URL.read(data["url"]), key=attrgetter("revision"), reverse=True)
        return [row for row in of_url if row.revision == data.get("revision", row.revision)][:1]
    if data.get("external_id"):
        of_wire = Source.objects.filter(external_id=data["external_id"], publisher=data.get("publisher"))
        return of_wire.order_by("-revision")[:1]
    return []


def _publishers(data: Data) -> Any:
    return _OF_DOMAIN.read(data.get("domain", ""))


def _measures(data: Data) -> Any:
    return Measure.objects.filter(Exact(Lower("name"), Lower(models.Value(data.get("name", "")))))


_NAMED: dict[type[Versioned], Callable[[Data], Any]] = {
    Entity: _entities,
    Source: _sources,
    Publisher: _publishers,
    Measure: _measures,
}


def _asked(model: type[Versioned], reference: Any) -> Iterator[Asked]:
    """List what is read to find the noun that a reference means, as far as it can be told before."""
    data: Any = {NAMED_BY[model]: reference} if isinstance(reference, str) else reference
    if not isinstance(data, Mapping) or data.get("id") is not None or not data.get(NAMED_BY[model]):
        return
    name = data[NAMED_BY[model]]
    if model is Entity and not data.keys() & {"wikidata_id", "disambiguation"}:
        yield _CALLED, (name,)
    with suppress(UrlError):  # it is refused where it is read
        if model is Source:
            yield _OF_URL, (canonical_url(name),)
            if "publisher" not in data:
                yield _OF_DOMAIN, (domain_of(canonical_url(name)),)
        if model is Publisher:
            yield _OF_DOMAIN, (canonical_domain(name),)


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(item) for item in value]
    return value


class _Slot(NamedTuple):
    """Where a reference to a noun stands: the kind, the object that holds it, its key, its path."""

    model: type[Versioned]
    holder: dict[str, Any]
    key: str
    path: tuple[str | int, ...]


def _slots(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[_Slot]:
    """Find every reference to a noun."""
    items: Any = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in items:
        if value is not None and key in NOUN_OF_KEY:
            yield _Slot(NOUN_OF_KEY[key], tree, key, (*path, key))
        if isinstance(value, dict | list):
            yield from _slots(value, (*path, key))


def _order(model: type[Versioned], reference: Any) -> tuple[int, int, tuple[str, ...]]:
    """Sort references: rows and ids by id, then what names the others, as it is stored."""
    data: Any = {NAMED_BY[model]: reference} if isinstance(reference, str) else reference
    noun_id: Any = data.get("id") if isinstance(data, Mapping) else data
    if noun_id is not None:
        return 0, int(getattr(noun_id, "pk", noun_id)), ()
    name = str(data.get(NAMED_BY[model]) or "")
    return 1, 0, (_as_stored(model, name), *(str(data.get(key, "")) for key in ("disambiguation", "revision")))


def _as_stored(model: type[Versioned], name: str) -> str:
    try:
        if model is Source:
            return canonical_url(name)
        return canonical_domain(name) if model is Publisher else name.lower()
    except UrlError:
        return name  # refused where it is read
