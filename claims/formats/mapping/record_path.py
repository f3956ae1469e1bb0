"""Find values in a record: by a column, or by a path such as reviewRating.alternateName into nested objects."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from claims.formats.mapping.value_kinds import type_name
from claims.rules.refusal import RefusedError

Steps = tuple[str, ...]


class PathError(RefusedError):
    """Raised for a value that a path cannot descend into."""


class Place(NamedTuple):
    """A place in a record or, inside `each`, in one of its items; `depth` counts the enclosing lists."""

    depth: int
    steps: Steps


class Item(NamedTuple):
    """An item of nested lists: the record, the enclosing items and itself, and its number in each list, from 1."""

    chain: tuple[Any, ...]
    numbers: tuple[int, ...]


def split_path(path: str, columns: Sequence[str]) -> Steps:
    """Split a path at its dots, unless they belong to a column's name."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        column = ".".join(parts[:length])
        if column in columns:
            return (column, *parts[length:])
    return tuple(parts)


def value_at(place: Place, chain: Sequence[Any]) -> Any:
    """Return the value at a place; inside a list, the values of all its items.

    Raises PathError if the path descends into something that is not an object.
    """
    return _reach(chain[place.depth], place.steps)


def items_of(lists: Sequence[Steps], record: Any) -> Iterator[Item]:
    """Yield the items of a list or of lists in a list; a single object counts as a list of one.

    Raises PathError for anything else in the place of a list.
    """
    return _items(lists, Item((record,), ()))


def _items(lists: Sequence[Steps], item: Item) -> Iterator[Item]:
    if not lists:
        yield item
        return
    found = _reach(item.chain[-1], lists[0])
    if found is None or found == "":
        return
    if not isinstance(found, list | Mapping):
        raise PathError(found, f"is {type_name(found)}, not a list", "write a list of objects")
    for number, one in enumerate(found if isinstance(found, list) else [found], start=1):
        if one is not None:
            yield from _items(lists[1:], Item((*item.chain, one), (*item.numbers, number)))


def _reach(value: Any, steps: Steps) -> Any:
    for at, step in enumerate(steps):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif value is None or value == "":
            return None
        elif not isinstance(value, list):
            raise PathError(value, f"is {type_name(value)}, and {step} is looked for inside it", "map another column")
        elif step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return _of_each(value, steps[at:])
    return value


def _of_each(values: list[Any], steps: Steps) -> Any:
    flat: list[Any] = []
    for value in values:
        found = _reach(value, steps)
        flat += found if isinstance(found, list) else [found]
    return [one for one in flat if one is not None] or None
