"""What becomes of a claim that is loaded again: the file's changes go in, a person's edits stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass
class Merged:
    """The values that a row is to have, and the fields whose new value gives way to a person's edit."""

    values: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Say whether anything is to be written."""
        return bool(self.values)


def merge(current: Values, was: Values, new: Values) -> Merged:
    """Decide field by field between what is there, what the last load wrote and what the file says now.

    Only what the file changed since is taken over, and only where nobody has edited it here. An empty value counts as
    not there: `was` needs only what was filled in.
    """
    merged = Merged()
    for name, value in new.items():
        there, before = current[name] or None, was.get(name) or None
        wanted = value or None
        if wanted in (before, there):
            continue
        if there == before:
            merged.values[name] = value
        else:
            merged.kept.append(name)
    return merged


@dataclass
class MergedList:
    """Which things of a list are to be added, and which taken away."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def merge_list(current: Sequence[str], was: Sequence[str], new: Sequence[str]) -> MergedList:
    """Decide which things the file has added since the last load and which it no longer has.

    What a person added or took away here stays so.
    """
    return MergedList(
        added=[thing for thing in new if thing not in was and thing not in current],
        removed=[thing for thing in was if thing not in new and thing in current],
    )
