"""Compare the figures of a claim that is loaded again; they are matched by their words and their times.

A figure that is stated differently under the same words is replaced, because what was printed is never edited.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from claims.actions.imports import field_list
from claims.actions.imports.compare.three_way_merge import merge_list
from claims.actions.imports.field_list import Columns
from claims.rules.figures.given import TIMES, figure_from
from claims.rules.refusal import RefusedError

Key = tuple[Any, ...]
SnapshotFigure = str | Mapping[str, str]
"""The words of a figure, or an object with the words and the fields that its file gives beside them."""

Thing = TypeVar("Thing")

_WIDTH = len(field_list.QUANTITY.columns)


class CurrentQuantity(NamedTuple):
    """A figure that exists, with its columns. Version 1 without a measure has not been changed since its creation."""

    pk: int
    version: int
    measure_id: int | None
    columns: Columns

    @property
    def is_edited(self) -> bool:
        """Return whether a person has worked on the figure."""
        return self.version > 1 or self.measure_id is not None


class IncomingQuantity(NamedTuple):
    """A figure of a row: its entry in the snapshot, and its prepared columns."""

    entry: SnapshotFigure
    columns: Columns


@dataclass
class QuantitiesDiff:
    """The columns of figures to add, the ids of those to remove, and whether a person's edit is kept."""

    added: list[Columns] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    is_kept: bool = False


def diff_quantities(
    given: Sequence[IncomingQuantity],
    previous: Sequence[SnapshotFigure],
    current: Sequence[CurrentQuantity],
    language: str,
    *,
    is_overwriting: bool,
) -> QuantitiesDiff:
    """Compare the figures of a row, whose words are in a language, with those of its last load and the stored ones."""
    incoming = _keyed(given, lambda one: _key(one.entry))
    before = _keyed(previous, _key)
    stored = _keyed(current, lambda one: _key_of_columns(one.columns))
    merged = merge_list([*stored], [*before], [*incoming], is_overwriting=is_overwriting)
    diff = QuantitiesDiff(added=[incoming[key].columns for key in merged.added])
    for key in merged.removed:
        if stored[key].is_edited and not is_overwriting:
            diff.is_kept = True
        else:
            diff.removed.append(stored[key].pk)
    for key in incoming.keys() & stored.keys():
        _diff_same_words(diff, incoming[key], before.get(key), stored[key], language, is_overwriting=is_overwriting)
    return diff


def _diff_same_words(
    diff: QuantitiesDiff,
    given: IncomingQuantity,
    before: SnapshotFigure | None,
    current: CurrentQuantity,
    language: str,
    *,
    is_overwriting: bool,
) -> None:
    is_same = given.columns[:_WIDTH] == current.columns
    if is_same or (not is_overwriting and (before is None or before == given.entry)):
        return
    if is_overwriting or (not current.is_edited and _columns_of(before, language) == current.columns):
        diff.added.append(given.columns)
        diff.removed.append(current.pk)
    else:
        diff.is_kept = True


def _columns_of(entry: SnapshotFigure | None, language: str) -> Columns | None:
    """Return the columns that the last load wrote for an entry of its snapshot, or None if it is read no longer."""
    fields = {} if entry is None or isinstance(entry, str) else dict(entry)
    surface = fields.pop("surface", entry)
    try:
        return field_list.QUANTITY.to_columns(figure_from(str(surface), tuple(fields.items()), language))
    except RefusedError:
        return None


def _key(entry: SnapshotFigure) -> Key:
    if isinstance(entry, str):
        return (entry, *("" for _ in TIMES))
    return (entry["surface"], *(entry.get(name, "") for name in TIMES))


def _key_of_columns(columns: Columns) -> Key:
    values = field_list.QUANTITY.read_columns(columns)
    return (values["surface"], *(values[name] or "" for name in TIMES))


def _keyed(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, Thing]:
    """Index things by their key and by their number among those with the same key."""
    seen: Counter[Key] = Counter()
    found = {}
    for thing in things:
        name = key(thing)
        found[*name, seen[name]] = thing
        seen[name] += 1
    return found
