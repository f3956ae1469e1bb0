"""What becomes of a claim that is loaded again: the file's changes go in, a person's edits stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Values = Mapping[str, Any]
Thing = TypeVar("Thing")


@dataclass
class MergedFields:
    """The values that a row is to have, and the fields whose new value gives way to a person's edit."""

    values: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Say whether anything is to be written."""
        return bool(self.values)


def merge_fields(current: Values, was: Values, new: Values, *, is_overwriting: bool = False) -> MergedFields:
    """Decide field by field between what is there, what the last load wrote and what the file says now.

    Only what the file changed since is taken over, and only where nobody has edited it here, unless what people edited
    is to be overwritten. An empty value counts as not there: `was` needs only what was filled in.
    """
    merged = MergedFields()
    for name, value in new.items():
        there, before = current[name] or None, was.get(name) or None
        wanted = value or None
        if wanted == there or (wanted == before and not (is_overwriting and wanted)):
            continue
        if there == before or is_overwriting:
            merged.values[name] = value
        else:
            merged.kept.append(name)
    return merged


@dataclass
class MergedList(Generic[Thing]):
    """Which things of a list are to be added, and which taken away."""

    added: list[Thing] = field(default_factory=list)
    removed: list[Thing] = field(default_factory=list)


def merge_list(
    current: Sequence[Thing], was: Sequence[Thing], new: Sequence[Thing], *, is_overwriting: bool = False
) -> MergedList[Thing]:
    """Decide which things the file has added since the last load and which it no longer has.

    What a person added here stays so, and so does what one took away, unless that is to be overwritten.
    """
    return MergedList(
        added=[thing for thing in new if thing not in current and (is_overwriting or thing not in was)],
        removed=[thing for thing in was if thing not in new and thing in current],
    )
