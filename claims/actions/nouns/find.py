"""Find the noun that a reference means, or create it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from django.db import models

from claims.actions.change import NotAtOnceError
from claims.actions.columns import to_columns
from claims.actions.input import InputError, alone, at
from claims.actions.nouns.lookup import NAMED_BY, nouns_named, publisher_of, with_disambiguation
from claims.models.base import Versioned
from claims.models.entity import Entity
from claims.models.insert_rows import insert_if_new
from claims.models.prepared_queries import drop_prefetched
from claims.models.publisher import Publisher
from claims.models.source import Source
from claims.rules.access import Actor
from claims.rules.figures.unit import canonical_unit
from claims.rules.text import name_key
from claims.rules.url import canonical_domain, canonical_url

Noun = TypeVar("Noun", bound=Versioned)
Data = Mapping[str, Any]
# Stores a new row and returns it or the row to use instead; None if that has to be looked up.
Make = Callable[[Any], Any]

MOST_CANDIDATES = 10


class NewNouns:
    """New sources and entities, written by one statement with the rows that refer to them."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Any, ...], Versioned] = {}

    def __iter__(self) -> Iterator[Versioned]:
        return iter(self._rows.values())

    def make(self, row: Versioned) -> Versioned:
        """Register a new row, or return the one already registered under its name.

        Raises NotAtOnceError for other nouns, and for two of one name with different Wikidata ids.
        """
        kept = self._rows.setdefault(self._key(row), row)
        if isinstance(kept, Entity) and isinstance(row, Entity) and row.wikidata_id not in (None, kept.wikidata_id):
            raise NotAtOnceError
        return kept

    @staticmethod
    def _key(row: Versioned) -> tuple[Any, ...]:
        if isinstance(row, Source) and row.url:
            return Source, row.url, row.revision
        if isinstance(row, Entity):
            return Entity, name_key(row.name), name_key(row.disambiguation)
        raise NotAtOnceError


def make_now(row: Noun) -> Noun | None:
    """Store a new noun and return it, or None if another has its name."""
    drop_prefetched()
    return insert_if_new(row)


def find_or_create(model: type[Noun], reference: Any, actor: Actor, make: Make = make_now) -> Noun:
    """Return the noun that an id, a name or an object means; create it if a name or object matches none.

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
    for _ in range(2):  # another of the name, with another Wikidata id, may be made by somebody else meanwhile
        if row is None:
            new = with_disambiguation(model, completed(model, found))
            row = make(model(**new)) or _the_one(model, found, actor)
    if row is None:
        raise conflict(model)
    return row


def visible(model: type[Noun], actor: Actor) -> "models.QuerySet[Noun]":
    """Return the nouns of a kind that the actor may see."""
    rows: Any = model.objects.all()
    kept: models.QuerySet[Noun] = rows.visible(internal=actor.is_internal) if hasattr(rows, "visible") else rows
    return kept


def prepared(model: type[Versioned], data: Data, actor: Actor, *, is_new: bool = True) -> dict[str, Any]:
    """Normalise the fields of a noun and return them as columns.

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
    """Add to a new source the publisher at its URL's domain, unless it names one."""
    if model is not Source or not data.get("url") or "publisher" in data:
        return data
    publisher = publisher_of(data["url"])
    return {**data, "publisher": publisher} if publisher else data


def conflict(model: type[Versioned]) -> InputError:
    """Return the error for a noun with a unique value that another already has."""
    return InputError("conflict", f"Another {model._meta.verbose_name} has one of these values already: give its id.")


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
    rows = nouns_named(model, data)
    if not rows:
        return None
    known = sorted(_known_of(model, rows, actor), key=lambda row: row.pk)[:MOST_CANDIDATES]
    if not known:
        raise InputError("does_not_exist", f"This {model._meta.verbose_name} is not open to you.")
    if len(known) > 1:
        candidates = [{"id": row.pk, "name": str(row)} for row in known]
        raise InputError("ambiguous", "Several have this name: give the id of one.", candidates=candidates)
    return known[0]


def _known_of(model: type[Noun], rows: list[Noun], actor: Actor) -> list[Noun]:
    """Return the rows that the actor may see; users with `internal:read` see all."""
    if actor.is_internal:
        return rows
    return list(visible(model, actor).filter(pk__in=[row.pk for row in rows]))
