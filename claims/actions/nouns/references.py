"""Replace every reference to a noun in a body, at any depth, by the noun itself."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import Any, NamedTuple

from claims.actions.input import at
from claims.actions.nouns.find import Make, find_or_create, make_now
from claims.actions.nouns.lookup import NAMED_BY, reads_for, stored_key
from claims.models.base import Versioned
from claims.models.entity import Entity
from claims.models.measure import Measure
from claims.models.prepared_queries import PreparedRead, read_ahead
from claims.models.publisher import Publisher
from claims.models.source import Source
from claims.rules.access import Actor

Data = Mapping[str, Any]

# In the order in which they are looked up, each kind in the order of its names: so that two writers
# who create the same nouns queue and do not deadlock.
NOUN_OF_KEY: dict[str, type[Versioned]] = {
    "publisher": Publisher,
    "measure": Measure,
    "source": Source,
    "claimant": Entity,
    "entity": Entity,
}


def resolve(data: Data, actor: Actor) -> dict[str, Any]:
    """Replace every reference, at any depth, by the noun itself; create missing nouns.

    Raises InputError with the path for an unknown id, an ambiguous name (with its candidates) or an invalid value.
    """
    with resolved(data, actor) as tree:
        return tree


@contextmanager
def resolved(
    data: Data, actor: Actor, make: Make = make_now, more: Iterable[PreparedRead] = ()
) -> Iterator[dict[str, Any]]:
    """Context manager like `resolve`, which also prefetches other look-ups in the same query."""
    tree: dict[str, Any] = _copied(data)
    slots = list(_slots(tree))
    with read_ahead(chain(*(reads_for(slot.model, slot.holder[slot.key]) for slot in slots), more)):
        for model in dict.fromkeys(NOUN_OF_KEY.values()):
            of_model = [(slot.holder[slot.key], slot) for slot in slots if slot.model is model]
            before, row = None, None
            for reference, slot in sorted(of_model, key=lambda one: _order(model, one[0])):
                if reference != before:
                    with at(*slot.path):
                        before, row = reference, find_or_create(model, reference, actor, make)
                slot.holder[slot.key] = row
        yield tree


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(item) for item in value]
    return value


class _Slot(NamedTuple):
    """The place of a reference to a noun: its kind, the object that contains it, its key and its path."""

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
    """Return the key that sorts references: rows and ids by id, the others by their stored name."""
    data: Any = {NAMED_BY[model]: reference} if isinstance(reference, str) else reference
    noun_id: Any = data.get("id") if isinstance(data, Mapping) else data
    if noun_id is not None:
        return 0, int(getattr(noun_id, "pk", noun_id)), ()
    name = str(data.get(NAMED_BY[model]) or "")
    return 1, 0, (stored_key(model, name), *(str(data.get(key, "")) for key in ("disambiguation", "revision")))
