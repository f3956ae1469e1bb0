"""Plans for reading the parts of a row: which field comes from which column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

from claims.formats.files.records import NULL_WORDS, Issue, cut, quoted
from claims.formats.mapping.cell import Chain, Get, as_text
from claims.formats.mapping.field_names import like
from claims.formats.mapping.record_path import Item, PathError, Place, Steps, items_of, value_at
from claims.formats.mapping.row_shape import REQUIRED
from claims.formats.mapping.value_kinds import Reader, type_name
from claims.rules.refusal import RefusedError

MOST_PARTS = 100
SHORT = {"source": "url", "entity": "name"}
_LONGEST_NULL: Final = 1 + max(map(len, NULL_WORDS))
_BAD: Final = object()
"""Placeholder for a value that was refused."""


class Leaf(NamedTuple):
    """A field that is read from a cell: its canonical name, its column and its reader."""

    slot: int
    name: str
    column: str
    get: Get
    read: Reader
    null_words: frozenset[str] = frozenset()

    def is_null(self, given: Any) -> bool:
        """Return whether a value is a word that stands for nothing."""
        return type(given) is str and given.strip() in self.null_words


class Condition(NamedTuple):
    """Match if the column is (or, if not `is_wanted`, is not) in `values`."""

    place: Place
    values: frozenset[str]
    is_wanted: bool

    def holds(self, chain: Chain) -> bool:
        """Return whether a record, or an item of it, matches."""
        found = as_text(value_at(self.place, chain))
        return ((found.strip() if isinstance(found, str) else "") in self.values) is self.is_wanted


@dataclass
class PartPlan:
    """The plan for reading a part.

    `plain` are the fields that stand in a column of the record or item itself, `reached` all others; `fills` are
    constants, which fill in where the part is there. Problems of the part as a whole are reported at `column`.
    """

    part: type[Any]
    name: str
    column: str
    defaults: list[Any]
    names: list[str]
    plain: list[tuple[int, str, Reader, Leaf]] = field(default_factory=list)
    reached: list[Leaf] = field(default_factory=list)
    parts: list[tuple[int, "PartPlan"]] = field(default_factory=list)
    lists: list[tuple[int, list["ListPlan"]]] = field(default_factory=list)
    fills: list[tuple[int, Any]] = field(default_factory=list)
    finish: Callable[[list[Any], list[Issue]], None] | None = None

    def __post_init__(self) -> None:
        self.needed = [slot for slot, default in enumerate(self.defaults) if default is REQUIRED]
        self.has_problems = hasattr(self.part, "problem")

    @cached_property
    def all_columns(self) -> frozenset[str] | None:
        """Return the columns of the record or item that the part is read from, if it is read from nothing else."""
        inside = [part.all_columns for _, part in self.parts]
        if self.reached or self.lists or None in inside:
            return None
        return frozenset(column for _, column, *_ in self.plain).union(*filter(None, inside))

    def leaves(self) -> Iterator[Leaf]:
        """Iterate over all fields that are read from a cell."""
        yield from (leaf for *_, leaf in self.plain)
        yield from self.reached
        for _, part in self.parts:
            yield from part.leaves()
        for _, several in self.lists:
            for one in several:
                yield from one.plan.leaves()

    def filled(self) -> Any:
        """Return the part if the constants define all of it, else None."""
        values = self.defaults.copy()
        for slot, value in self.fills:
            values[slot] = value
        for slot, part in self.parts:
            values[slot] = part.filled() if part.fills else values[slot]
        is_whole = any(value is not default for value, default in zip(values, self.defaults, strict=True))
        if not is_whole or any(values[slot] is REQUIRED for slot in self.needed):
            return None
        made = self.part(*values)
        return None if self.has_problems and made.problem() else made

    def build(self, chain: Chain, issues: list[Issue]) -> Any:
        """Return the part of a record or item, or None if it is empty; add its problems to `issues`."""
        if self.all_columns is not None and self.all_columns.isdisjoint(chain[-1]):
            return None
        values = self.defaults.copy()
        start_at = len(issues)
        is_there = self._read(values, chain, issues)
        for slot, part in self.parts:
            made = part.build(chain, issues)
            if made is not None:
                values[slot] = made
                is_there = True
        for slot, several in self.lists:
            found = _listed(several, chain, issues)
            if found:
                values[slot] = found
                is_there = True
        return self._made(values, issues, start_at) if is_there else None

    def _made(self, values: list[Any], issues: list[Issue], start_at: int) -> Any:
        if self.fills or self.parts:
            self._fill(values)
        missing = [self._missing(self.names[slot]) for slot in self.needed if values[slot] is REQUIRED]
        if missing:
            issues[start_at:start_at] = missing
        if self.finish is not None:
            self.finish(values, issues)
        made = tuple.__new__(self.part, values)
        if self.has_problems and len(issues) == start_at:
            problem = made.problem()
            if problem:
                issues.append(Issue(self.column or self.name, "", "invalid", f"{self.name}: {problem}."))
        return made

    def _read(self, values: list[Any], chain: Chain, issues: list[Issue]) -> bool:
        is_there = False
        record = chain[-1]
        for slot, column, read, leaf in self.plain:
            given = record.get(column)
            if (
                given is None
                or given == ""
                or (type(given) is str and len(given) < _LONGEST_NULL and given.strip() in leaf.null_words)
            ):
                continue
            try:
                value = read(given)
            except RefusedError as error:
                value = _BAD
                issues.append(_invalid(leaf, given, error))
            if value is not None:
                values[slot] = value
                is_there = True
        for leaf in self.reached:
            given = None
            try:
                given = leaf.get(chain)
                value = None if given is None or leaf.is_null(given) else leaf.read(given)
            except RefusedError as error:
                value = _BAD
                issues.append(_invalid(leaf, error.value if given is None else given, error))
            if value is not None:
                values[leaf.slot] = value
                is_there = True
        return is_there

    def _fill(self, values: list[Any]) -> None:
        for slot, value in self.fills:
            if values[slot] is self.defaults[slot]:
                values[slot] = value
        for slot, part in self.parts:
            if values[slot] is self.defaults[slot] and part.fills:
                made = part.filled()
                values[slot] = values[slot] if made is None else made

    def _missing(self, name: str) -> Issue:
        column = next((leaf.column for leaf in self.leaves() if leaf.name == name), self.column or name)
        return Issue(column[:200], "", "missing", f"{name}: is missing; fill it in.")


@dataclass
class ListPlan:
    """The plan for reading a list of parts: one from the record's columns, or one for each item of a list in it.

    If `known` is given, keys of an item that are not in it are reported. `standing` is the part that constants make
    where a record says nothing.
    """

    plan: PartPlan
    column: str = ""
    lists: tuple[Steps, ...] = ()
    depth: int = 0
    conditions: tuple[Condition, ...] = ()
    known: Mapping[str, Any] | None = None
    standing: Any = None

    def __post_init__(self) -> None:
        self.is_plain = not self.lists and not self.conditions and self.standing is None

    def build(self, chain: Chain, issues: list[Issue]) -> Iterator[Any]:
        """Return the parts; add their problems to `issues`."""
        if not self.lists:
            if not self.conditions or self._is_meant(chain):
                made = self.plan.build(chain, issues)
                yield self.standing if made is None else made
            return
        try:
            items = list(items_of(self.lists, chain[self.depth]))
        except PathError as error:
            issues.append(Issue(self.column[:200], cut(error.value), "invalid", f"{self.plan.name}: {error}."))
            return
        for item in items:
            yield from self._item(Item((*chain, *item.chain[1:]), item.numbers), issues)

    def _item(self, item: Item, issues: list[Issue]) -> Iterator[Any]:
        start_at = len(issues)
        *around, one = item.chain
        if self._is_object(one, issues):
            inside = (*around, one if self.known is None else expanded(one))
            if self._is_meant(inside):
                yield self.plan.build(inside, issues)
        if len(issues) > start_at:
            issues[start_at:] = [_numbered(issue, self.column, self.lists, item.numbers) for issue in issues[start_at:]]

    def _is_meant(self, chain: Chain) -> bool:
        return all(condition.holds(chain) for condition in self.conditions)

    def _is_object(self, one: Any, issues: list[Issue]) -> bool:
        if self.known is not None:
            start_at = len(issues)
            issues += unknown_keys(one, self.known, self.column)
            return len(issues) == start_at
        if self.plan.plain and not isinstance(one, Mapping):
            problem = f"{quoted(one)} is {type_name(one)}, not an object; write an object"
            issues.append(Issue(self.column[:200], cut(one), "invalid", f"{self.column}: {problem}."))
            return False
        return True


def _listed(several: Sequence[ListPlan], chain: Chain, issues: list[Issue]) -> tuple[Any, ...]:
    if len(several) == 1 and several[0].is_plain:  # as most are
        made = several[0].plan.build(chain, issues)
        return () if made is None else (made,)
    found = [part for one in several for part in one.build(chain, issues) if part is not None]
    if len(found) > MOST_PARTS:
        name = several[-1].column or several[-1].plan.name
        problem = f"holds {len(found)} things; the most are {MOST_PARTS}"
        issues.append(Issue(name[:200], "", "too_long", f"{name}: {problem}."))
    return tuple(found)


def issue_of(several: Sequence[ListPlan], chain: Chain, number: int, slot: int, code: str, problem: str) -> Issue:
    """Return an issue about a field of one valid part of a list; 0 is the first part."""
    issues: list[Issue] = []
    parts = ((one, part) for one in several for part in one.build(chain, issues) if part is not None)
    for at, (one, part) in enumerate(parts):
        if at == number:
            name = one.plan.names[slot]
            leaf = next((leaf for leaf in one.plan.leaves() if leaf.name == name), None)
            given = leaf.get(chain) if leaf and not one.lists else part[slot]
            # The list's plan adds the number of the item to it.
            issues.append(Issue((leaf.column if leaf else name)[:200], cut(given), code, f"{name}: {problem}."))
    return issues[0]


def _invalid(leaf: Leaf, given: Any, error: RefusedError) -> Issue:
    return Issue(leaf.column[:200], cut(given), "invalid", f"{leaf.name}: {error}.")


def _numbered(issue: Issue, column: str, lists: Sequence[Steps], numbers: Sequence[int]) -> Issue:
    """Add the number of the item in each list to an issue's column: evidences.3.label."""
    if issue.field != column and not issue.field.startswith(f"{column}."):
        return issue
    start = column.removesuffix(".".join(".".join(steps) for steps in lists))
    numbered = ".".join(".".join((*steps, str(number))) for steps, number in zip(lists, numbers, strict=True))
    return issue._replace(field=(start + numbered + issue.field[len(column) :])[:200])


def expanded(one: Any) -> Any:
    """Replace a source or entity in an object that is given only by its URL or name by an object."""
    short = {key: {inside: one[key]} for key, inside in SHORT.items() if isinstance(one.get(key), str)}
    return {**one, **short} if short else one


def unknown_keys(given: Any, known: Mapping[str, Any], at: str) -> Iterator[Issue]:
    """Return the keys of an object and its nested objects that are not fields."""
    if not isinstance(given, Mapping):
        message = f"{at}: {quoted(given)} is {type_name(given)}, not an object; write an object."
        yield Issue(at[:200], cut(given), "invalid", message)
        return
    for key, value in given.items():
        where = f"{at}.{key}"
        if key not in known:
            yield Issue(
                where[:200], cut(value), "unknown_field", f"{where!r} is no field" + like(str(key), tuple(known))
            )
        elif isinstance(known[key], Mapping) and isinstance(value, Mapping):
            yield from unknown_keys(value, known[key], where)
