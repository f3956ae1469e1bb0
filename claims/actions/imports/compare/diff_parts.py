"""Compare the appearances and evidence of a claim that is loaded again; they are matched by the URL of their source.

Several parts with one source are matched in order, evidence by question first, and common knowledge by its note.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from claims.actions.imports import field_list
from claims.actions.imports.compare.current_claims import CurrentPart
from claims.actions.imports.compare.prepared_row import PreparedAppearance, PreparedEvidence
from claims.actions.imports.compare.three_way_merge import merge_fields, merge_list
from claims.actions.imports.field_list import FieldList

Given = TypeVar("Given", PreparedAppearance, PreparedEvidence)
Key = tuple[str, str, int]
SnapshotPart = Mapping[str, Any]


@dataclass
class PartsDiff(Generic[Given]):
    """Parts to add, to change (with all values that they then have) and to remove, and the fields whose edits are kept.

    `matched` are parts that stay, each with what the file says of it now and what it said before.
    """

    added: list[Given] = field(default_factory=list)
    changed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    matched: list[tuple[CurrentPart, Given, SnapshotPart | None]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Return whether there is anything to write."""
        return bool(self.added or self.changed or self.removed)


def diff_appearances(
    given: Sequence[PreparedAppearance],
    previous: Sequence[SnapshotPart],
    current: Sequence[CurrentPart],
    *,
    is_overwriting: bool,
) -> PartsDiff[PreparedAppearance]:
    """Compare the appearances of a row with those of its last load and the stored ones."""
    return _compare(
        _keyed(given, lambda one: (one.url, "")),
        _keyed(previous, lambda one: (one["url"], "")),
        _keyed((one for one in current if one.url), lambda one: (one.url or "", "")),
        field_list.APPEARANCE,
        "source_url",
        is_overwriting=is_overwriting,
    )


def diff_evidence(
    given: Sequence[PreparedEvidence],
    previous: Sequence[SnapshotPart],
    current: Sequence[CurrentPart],
    *,
    is_overwriting: bool,
) -> PartsDiff[PreparedEvidence]:
    """Compare the evidence of a row with that of its last load and the stored evidence."""
    question, note = (field_list.EVIDENCE.columns.index(name) for name in ("question", "note"))
    return _compare(
        _keyed(given, lambda one: (one.url or one.columns[note], one.columns[question])),
        _keyed(previous, lambda one: (one.get("url") or one.get("note", ""), one.get("question", ""))),
        _keyed(current, lambda one: (one.url or one.values["note"], one.values["question"])),
        field_list.EVIDENCE,
        "evidence",
        is_overwriting=is_overwriting,
    )


Thing = TypeVar("Thing")


def _keyed(things: Iterable[Thing], key: Callable[[Thing], tuple[str, str]]) -> dict[Key, Thing]:
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for thing in things:
        name = key(thing)
        found[*name, seen[name]] = thing
        seen[name] += 1
    return found


def _compare(
    given: dict[Key, Given],
    previous: dict[Key, SnapshotPart],
    existing: dict[Key, CurrentPart],
    fields: FieldList,
    noun: str,
    *,
    is_overwriting: bool,
) -> PartsDiff[Given]:
    compared: PartsDiff[Given] = PartsDiff()
    for key, part in given.items():
        current = existing.get(key)
        if current is None:
            if key not in previous or is_overwriting:
                compared.added.append(part)
            continue
        compared.matched.append((current, part, previous.get(key)))
        merged = merge_fields(
            current.values,
            previous.get(key, {}),
            fields.read_columns(part.columns),
            units=fields.units,
            is_overwriting=is_overwriting,
        )
        compared.kept += merged.kept
        if merged.values and current.is_fixed:
            compared.kept.append(noun)
        elif merged.values:
            compared.changed.append((current.pk, {**current.values, **merged.values}))
    for key in merge_list(list(existing), list(previous), list(given)).removed:
        if _is_untouched(existing[key], previous[key]) or (is_overwriting and not existing[key].is_fixed):
            compared.removed.append(existing[key].pk)
        else:
            compared.kept.append(noun)
    return compared


def _is_untouched(current: CurrentPart, previous: SnapshotPart) -> bool:
    """Return whether a part is still as a load wrote it."""
    if current.is_fixed:
        return False
    is_same = all((value or None) == (previous.get(name) or None) for name, value in current.values.items())
    return current.version == 1 or (is_same and not current.is_ours)
