"""Compile a mapping document to the plans of a row's parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.formats.mapping.cell import getter_of, reader_of
from claims.formats.mapping.claim_row import ClaimRow
from claims.formats.mapping.document_parts import Cell, Group
from claims.formats.mapping.field_names import FIELDS, GROUPS, PARTS, WHOLE, Path, column_name, parse_column_name
from claims.formats.mapping.part_plan import Condition, Leaf, ListPlan, PartPlan
from claims.formats.mapping.record_path import Place, split_path
from claims.formats.mapping.row_shape import Field, field_at, fields_of


@dataclass
class PartSpec:
    """The specification of a part: where its fields come from, and its nested parts."""

    group: str
    number: int = 1
    cells: dict[Path, Cell] = field(default_factory=dict)
    inside: dict[str, list["PartSpec"]] = field(default_factory=dict)
    each: str | None = None
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unless: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_whole: bool = False


@dataclass(frozen=True)
class Scope:
    """The columns visible at a place of the document: those of the file, and the depth of the lists around it."""

    columns: Sequence[str]
    constants: Mapping[str, Mapping[Path, Any]]
    null_words: frozenset[str]
    depths: Mapping[str, int] = field(default_factory=dict)
    depth: int = 0

    def place(self, written: str) -> Place:
        """Find a column or path in the innermost list that contains it, else in the record."""
        for path, depth in reversed([*self.depths.items()]):
            if written == path:
                return Place(depth, ())
            if written.startswith(f"{path}."):
                return Place(depth, tuple(written[len(path) + 1 :].split(".")))
        return Place(0, split_path(written, self.columns))

    def entered(self, each: str) -> "Scope":
        """Return the scope inside the lists of a path."""
        at = self.place(each)
        depths, written = dict(self.depths), each.removesuffix(".".join(at.steps)).rstrip(".")
        for depth, step in enumerate(at.steps, start=self.depth + 1):
            written = f"{written}.{step}" if written else step
            depths[written] = depth
        return Scope(self.columns, self.constants, self.null_words, depths, self.depth + len(at.steps))


def part_specs(fields: Mapping[str, Cell], groups: Mapping[str, Sequence[Group]], whole: Sequence[str]) -> PartSpec:
    """Group the entries of a document by part: numbered fields first, then whole lists, then groups."""
    parts: dict[tuple[str, int], PartSpec] = {}
    claim = PartSpec("", inside={name: [] for name in WHOLE})
    for name, cell in fields.items():
        column = parse_column_name(name)
        if column is not None and not column.group:
            claim.cells[column.path] = cell
        elif column is not None:
            part = parts.setdefault((column.group, column.number), PartSpec(column.group, column.number))
            part.cells[column.path] = cell
    links = [parts[key] for key in sorted(parts) if key[0] == "attributions"]
    if links:
        parts.setdefault(("appearances", 1), PartSpec("appearances")).inside["attributions"] = links
    for name in WHOLE:
        claim.inside[name] += [parts[key] for key in sorted(parts) if key[0] == name]
        claim.inside[name] += [_whole(name, name)] if name in whole else []
        claim.inside[name] += [_grouped(name, group) for group in groups.get(name, ())]
    return claim


def claim_plan(
    wanted: PartSpec, columns: Sequence[str], constants: Mapping[str, Any], null_words: frozenset[str]
) -> PartPlan:
    """Return the plan of whole rows. Constants are given by the names of their columns; `null_words` are empty."""
    by_group: dict[str, dict[Path, Any]] = {}
    for name, value in constants.items():
        column = parse_column_name(name)
        if column is not None:
            by_group.setdefault(column.group, {})[column.path] = value
    for name in WHOLE:
        if by_group.get(name) and not wanted.inside[name]:
            wanted.inside[name].append(PartSpec(name))
    return _Compiler(wanted, Scope(columns, by_group, null_words)).plan(ClaimRow, ())


def keys_of(part: type[Any]) -> dict[str, Any]:
    """Return the keys that an object of a part may have, including those of nested objects."""
    return {one.name: keys_of(one.part) if one.part and not one.is_list else None for one in fields_of(part)}


def _whole(name: str, each: str) -> PartSpec:
    """Return the specification for a list of objects whose keys are the names of the fields."""
    cells = {path: Cell(column=".".join((each, *path)), optional=True) for path in GROUPS[name].values()}
    inside = {"attributions": [_whole("attributions", f"{each}.attributions")]} if name == "appearances" else {}
    return PartSpec(name, cells=cells, inside=inside, each=each, is_whole=True)


def _grouped(name: str, group: Group) -> PartSpec:
    cells = {GROUPS[name][short]: cell for short, cell in group.cells.items()}
    inside = {"attributions": [_grouped("attributions", link) for link in group.links]} if group.links else {}
    return PartSpec(name, cells=cells, inside=inside, each=group.each, when=group.when, unless=group.unless)


class _Compiler:
    """Return the plan of one part and its nested parts."""

    def __init__(self, wanted: PartSpec, scope: Scope) -> None:
        self._wanted, self._scope = wanted, scope
        self._fixed = scope.constants.get(wanted.group, {})
        self._names = {path: column_name(wanted.group, short, wanted.number) for short, path in _paths(wanted.group)}

    def plan(self, part: type[Any], above: Path) -> PartPlan:
        """Return the plan of a part whose fields are at a path."""
        fields = fields_of(part)
        number = f"_{self._wanted.number}" if self._wanted.number > 1 else ""
        name = self._name((*above, fields[0].name)) if above else self._wanted.group + number
        plan = PartPlan(part, name, self._wanted.each or "", [one.default for one in fields], [])
        for slot, one in enumerate(fields):
            path = (*above, one.name)
            plan.names.append(self._name(path))
            if one.part is None:
                self._leaf(plan, slot, one, path)
            elif one.is_list:
                several = [_list_plan(inside, self._scope) for inside in self._wanted.inside.get(one.name, [])]
                plan.lists += [(slot, several)] if several else []
            else:
                inner = self.plan(one.part, path)
                plan.parts += [(slot, inner)] if any(inner.leaves()) or inner.fills else []
        return plan

    def _leaf(self, plan: PartPlan, slot: int, one: Field, path: Path) -> None:
        cell = self._wanted.cells.get(path)
        if cell is None:
            if path in self._fixed:
                plan.fills.append((slot, self._fixed[path]))
            return
        read = reader_of(one, cell)
        if cell.constant is not None:
            plan.fills.append((slot, read(cell.constant)))
            return
        null_words = self._scope.null_words - cell.values.keys()
        places = [self._scope.place(column) for column in cell.columns]
        leaf = Leaf(
            slot, self._name(path), " + ".join(cell.columns), getter_of(cell, places, null_words), read, null_words
        )
        if cell.column is not None and places[0].depth == self._scope.depth and len(places[0].steps) == 1:
            plan.plain.append((slot, places[0].steps[0], read, leaf))
        else:
            plan.reached.append(leaf)

    def _name(self, path: Path) -> str:
        """Return the column name of a path; that of a part is the column of its most important field."""
        while path not in self._names and len(path) < 4:
            part = PARTS.get(self._wanted.group, ClaimRow)
            found = field_at(part, path)
            if found.part is None or found.is_list:
                return path[-1]
            path = (*path, fields_of(found.part)[0].name)
        return self._names.get(path, path[-1])


def _paths(group: str) -> Iterator[tuple[str, Path]]:
    if group:
        yield from GROUPS[group].items()
    else:
        yield from ((name, column.path) for name, column in FIELDS.items() if not column.group)


def _list_plan(wanted: PartSpec, scope: Scope) -> ListPlan:
    inner = scope.entered(wanted.each) if wanted.each else scope
    plan = _Compiler(wanted, inner).plan(PARTS[wanted.group], ())
    conditions = [
        Condition(inner.place(column), frozenset(values), is_wanted=is_wanted)
        for given, is_wanted in ((wanted.when, True), (wanted.unless, False))
        for column, values in given.items()
    ]
    if wanted.each is None:
        return ListPlan(plan, conditions=tuple(conditions), standing=plan.filled())
    at = scope.place(wanted.each)
    lists = tuple((step,) for step in at.steps)
    known = keys_of(PARTS[wanted.group]) if wanted.is_whole else None
    return ListPlan(plan, wanted.each, lists, at.depth, tuple(conditions), known)
