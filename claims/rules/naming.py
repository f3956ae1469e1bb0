"""Resolve a name to existing people and organisations."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol, TypeVar

from claims.rules.text import name_key


class HasName(Protocol):
    """Something that has a name."""

    @property
    def name(self) -> str: ...  # noqa: D102


class Named(HasName, Protocol):
    """An existing entity."""

    @property
    def disambiguation(self) -> str: ...  # noqa: D102

    @property
    def wikidata_id(self) -> str | None: ...  # noqa: D102


AnyNamed = TypeVar("AnyNamed", bound=HasName)
Known = TypeVar("Known", bound=Named)


class NameReference(NamedTuple):
    """A reference by name. Without a disambiguation (None) it matches every entity of the name."""

    name: str
    disambiguation: str | None = None
    wikidata_id: str | None = None


def meant(reference: NameReference, known: Iterable[Known]) -> list[Known]:
    """Return the entities that a reference means: none, one, or several if it is ambiguous.

    `known` are all who have its Wikidata id, its name or its alias, by their keys. The Wikidata id decides; two of
    different Wikidata ids are never the same. A name alone means who has it without a disambiguation; if nobody does,
    all who have it; if nobody does, all who have it as an alias.
    """
    rows = list(known)
    if reference.wikidata_id:
        of_id = [row for row in rows if row.wikidata_id == reference.wikidata_id]
        if of_id:
            return of_id
        rows = [row for row in rows if not row.wikidata_id]
    key = name_key(reference.name)
    named = [row for row in rows if name_key(row.name) == key]
    if reference.disambiguation is not None:
        return closest(reference.name, [row for row in named if _is_told_apart_by(row, reference.disambiguation)])
    plain = [row for row in named if not row.disambiguation]
    if plain or not named:
        return closest(reference.name, plain) or rows
    named.sort(key=_disambiguation)
    return [row for _, group in groupby(named, _disambiguation) for row in closest(reference.name, list(group))]


def new_disambiguation(reference: NameReference, known: Iterable[Named]) -> str:
    """Return the disambiguation of a new entity: the Wikidata id, if another entity has the name."""
    given = reference.disambiguation or ""
    key = name_key(reference.name)
    is_taken = any(name_key(row.name) == key and _is_told_apart_by(row, given) for row in known)
    return reference.wikidata_id if reference.wikidata_id and is_taken else given


def closest(name: str, rows: Sequence[AnyNamed]) -> list[AnyNamed]:
    """Return the entities of one key whose name is spelled exactly as given or, if there are none, ignoring case."""
    exact = [row for row in rows if row.name == name]
    return exact or [row for row in rows if row.name.lower() == name.lower()] or list(rows)


def _is_told_apart_by(row: Named, disambiguation: str) -> bool:
    return name_key(row.disambiguation) == name_key(disambiguation)


def _disambiguation(row: Named) -> str:
    return name_key(row.disambiguation)
