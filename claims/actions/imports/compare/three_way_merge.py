"""Three-way merge of the stored values, those that the last load wrote and those of the file.

Changes of the file are taken over; edits by people are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Values = Mapping[str, Any]
Thing = TypeVar("Thing")


@dataclass
class MergedFields:
    """The values to write, and the fields whose new value was rejected because a person edited them."""

    values: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)


def merge_fields(
    current: Values,
    previous: Values,
    incoming: Values,
    *,
    units: Iterable[Sequence[str]] = (),
    is_overwriting: bool = False,
) -> MergedFields:
    """Merge field by field.

    A field is written only if the file changed it since the last load, and only if nobody has edited it here, unless
    edits are to be overwritten. An empty value counts as missing, so `previous` needs only filled fields. The fields
    of a unit are written together or not at all.
    """
    merged = MergedFields()
    for name, value in incoming.items():
        stored, before = current[name] or None, previous.get(name) or None
        wanted = value or None
        if wanted == stored or (wanted == before and not (is_overwriting and wanted)):
            continue
        if stored == before or is_overwriting:
            merged.values[name] = value
        else:
            merged.kept.append(name)
    for unit in units:
        _merge_unit(merged, current, previous, incoming, unit, is_overwriting=is_overwriting)
    return merged


def _merge_unit(
    merged: MergedFields,
    current: Values,
    previous: Values,
    incoming: Values,
    unit: Sequence[str],
    *,
    is_overwriting: bool,
) -> None:
    """Take all fields of a unit from the file, or none of them if a person edited one."""
    changed = [name for name in unit if name in merged.values or name in merged.kept]
    if not changed:
        return
    is_edited = any((current[name] or None) != (previous.get(name) or None) for name in unit)
    if is_edited and not is_overwriting:
        merged.kept = list(dict.fromkeys([*merged.kept, *changed]))
        for name in unit:
            merged.values.pop(name, None)
    else:
        merged.values |= {name: incoming[name] for name in unit if (incoming[name] or None) != (current[name] or None)}


@dataclass
class MergedList(Generic[Thing]):
    """The items of a list to add and to remove."""

    added: list[Thing] = field(default_factory=list)
    removed: list[Thing] = field(default_factory=list)


def merge_list(
    current: Sequence[Thing], previous: Sequence[Thing], incoming: Sequence[Thing], *, is_overwriting: bool = False
) -> MergedList[Thing]:
    """Find the items that the file added or removed since the last load.

    Items that a person added stay, and items that a person removed stay removed, unless edits are to be overwritten.
    """
    return MergedList(
        added=[one for one in incoming if one not in current and (is_overwriting or one not in previous)],
        removed=[one for one in previous if one not in incoming and one in current],
    )
