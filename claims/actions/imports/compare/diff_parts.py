"""Appearances and evidence of a claim that is loaded again: told apart by the address of their source.

Several of one source are told apart by their order, pieces of evidence by their question before that, and common
knowledge by its words.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from claims.actions.imports.compare import prepared_row
from claims.actions.imports.compare.current_claims import CurrentPart
from claims.actions.imports.compare.prepared_row import PreparedAppearance, PreparedEvidence
from claims.actions.imports.compare.three_way_merge import merge_fields, merge_list

Given = TypeVar("Given", PreparedAppearance, PreparedEvidence)
Key = tuple[str, str, int]
SnapshotPart = Mapping[str, Any]


@dataclass
class PartsDiff(Generic[Given]):
    """What came of comparing: new parts, values that others are to have, those to be taken away, and what is kept.

    `matched` are parts that stay, each with what the file says of it and what it said before.
    """

    added: list[Given] = field(default_factory=list)
    changed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    matched: list[tuple[CurrentPart, Given, SnapshotPart | None]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Say whether anything is to be written."""
        return bool(self.added or self.changed or self.removed)


def diff_appearances(
    given: Sequence[PreparedAppearance],
    was: Sequence[SnapshotPart],
    there: Sequence[CurrentPart],
    *,
    is_overwriting: bool,
) -> PartsDiff[PreparedAppearance]:
    """Compare what a row says of appearances, what its last load said and what is there."""
    return _compare(
        _keyed(given, lambda one: (one.url, "")),
        _keyed(was, lambda one: (one["url"], "")),
        _keyed((one for one in there if one.url), lambda one: (one.url or "", "")),
        prepared_row.APPEARANCE,
        "source_url",
        is_overwriting=is_overwriting,
    )


def diff_evidence(
    given: Sequence[PreparedEvidence],
    was: Sequence[SnapshotPart],
    there: Sequence[CurrentPart],
    *,
    is_overwriting: bool,
) -> PartsDiff[PreparedEvidence]:
    """Compare what a row says of evidence, what its last load said and what is there."""
    question, note = prepared_row.EVIDENCE.index("question"), prepared_row.EVIDENCE.index("note")
    return _compare(
        _keyed(given, lambda one: (one.url or one.columns[note], one.columns[question])),
        _keyed(was, lambda one: (one.get("url") or one.get("note", ""), one.get("question", ""))),
        _keyed(there, lambda one: (one.url or one.values["note"], one.values["question"])),
        prepared_row.EVIDENCE,
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
    was: dict[Key, SnapshotPart],
    there: dict[Key, CurrentPart],
    names: Sequence[str],
    noun: str,
    *,
    is_overwriting: bool,
) -> PartsDiff[Given]:
    compared: PartsDiff[Given] = PartsDiff()
    for key, part in given.items():
        current = there.get(key)
        if current is None:
            if key not in was or is_overwriting:
                compared.added.append(part)
            continue
        compared.matched.append((current, part, was.get(key)))
        merged = merge_fields(
            current.values, was.get(key, {}), dict(zip(names, part.columns, strict=True)), is_overwriting=is_overwriting
        )
        compared.kept += merged.kept
        if merged.values and current.is_fixed:
            compared.kept.append(noun)
        elif merged.values:
            compared.changed.append((current.pk, {**current.values, **merged.values}))
    for key in merge_list(list(there), list(was), list(given)).removed:
        if _is_untouched(there[key], was[key]) or (is_overwriting and not there[key].is_fixed):
            compared.removed.append(there[key].pk)
        else:
            compared.kept.append(noun)
    return compared


def _is_untouched(current: CurrentPart, was: SnapshotPart) -> bool:
    """Say whether a part is still as a load wrote it."""
    if current.is_fixed:
        return False
    is_same = all((value or None) == (was.get(name) or None) for name, value in current.values.items())
    return current.version == 1 or (is_same and not current.is_ours)
