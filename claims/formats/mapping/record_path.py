"""Where in a record a value stands: a column, or a path such as reviewRating.alternateName into nested objects."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from claims.formats.mapping.value_kinds import type_name
from claims.rules.refusal import RefusedError

Steps = tuple[str, ...]


class PathError(RefusedError):
    """Refuse a value inside of which a path looks for something."""


class Place(NamedTuple):
    """A place in a record or, inside `each`, in one of its items: `depth` counts the lists entered."""

    depth: int
    steps: Steps


class Item(NamedTuple):
    """An item of lists: the record and the items around it, itself last, and which it is of each list, from 1."""

    chain: tuple[Any, ...]
    numbers: tuple[int, ...]


def split_path(path: str, columns: Sequence[str]) -> Steps:
    """Split a path at its points, unless a column has them in its own name."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        column = ".".join(parts[:length])
        if column in columns:
            return (column, *parts[length:])
    return tuple(parts)


def value_at(place: Place, chain: Sequence[Any]) -> Any:
    """Return what stands at a place; behind a list, what stands there in each of its items.

    Raises PathError where the path goes on behind something that is no object.
    """
    return _reach(chain[place.depth], place.steps)


def items_of(lists: Sequence[Steps], record: Any) -> Iterator[Item]:
    """Go through the items of a list, or of a list in the items of a list; an object stands for a list of one.

    Raises PathError where something else stands in the place of a list.
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
