"""A mapping compiled for one file, which reads a record as a canonical row or reports its problems."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings

from claims.formats.files.known_documents import own_format
from claims.formats.files.records import NULL_WORDS, REMARKS, Issue, Record, Table, cut
from claims.formats.mapping.cell import reader_of, to_json
from claims.formats.mapping.claim_row import ClaimRow, EntityRow
from claims.formats.mapping.compile_plan import claim_plan, part_specs
from claims.formats.mapping.detect_language import guess_language
from claims.formats.mapping.document_parts import Cell
from claims.formats.mapping.field_names import FIELDS, PARTS, REQUIRED, WHOLE, like, parse_column_name
from claims.formats.mapping.figure_words import FigureWords
from claims.formats.mapping.mapping_document import MappingDocument, MappingError
from claims.formats.mapping.part_plan import issue_of
from claims.formats.mapping.record_path import split_path
from claims.formats.mapping.value_kinds import ValueRefusedError
from claims.rules.figures.given import TIMES, figure_from
from claims.rules.figures.interval import Figure
from claims.rules.refusal import RefusedError
from claims.rules.text import storable

READER = 5
"""Version of the conversion from record to row: raise it if the same record would give another row."""

_MOST_SHOWN = 20
_TEXT = ClaimRow._fields.index("text")
_LANGUAGE = ClaimRow._fields.index("language")
_QUANTITIES = ClaimRow._fields.index("quantities")
_BESIDE = tuple(map(ClaimRow._fields.index, ("value_low", "value_high", "hedge", "unit", *TIMES)))
_CLAIMANT = {"name": "claimant"} | {name: f"claimant_{name}" for name in EntityRow._fields[1:]}


class RowRefusedError(Exception):
    """Raised for an invalid record, with all its problems."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("; ".join(issue.message for issue in self.issues))


class RowPlan:
    """A checked mapping for the columns of one file.

    Where it is `by_name`, columns that are called like a field are read as that field, besides what the document says:
    what it says stands above them, so that a constant leaves the column of its name unused.
    """

    def __init__(
        self, document: MappingDocument, table: Table, *, by_name: bool = False, ignored: Sequence[str] = ()
    ) -> None:
        """Compile a plan. Raises MappingError for a column that the file lacks or that is not mapped."""
        own = _own_cells(document, table) if by_name else {}
        whole = [name for name in WHOLE if by_name and not table.is_fixed]
        fields = own | document.fields
        self._is_open = by_name and not table.is_fixed
        self._constants = {name: _constant(name, value) for name, value in document.constants.items()}
        if document.second_hand:
            self._constants["verdict_is_second_hand"] = True
        null_words = frozenset[str]() if table.read_as.get("has_null_words") is False else NULL_WORDS
        specs = part_specs(fields, document.groups(), whole)
        self._part = claim_plan(specs, table.columns, self._constants, null_words)
        self._part.finish = self._finish
        self._bad_figures: list[Issue] | None = None
        self.is_language_guessed = False
        self._leaves = {leaf.name: leaf for leaf in reversed(list(self._part.leaves()))}
        self._columns = tuple(dict.fromkeys([*_roots(fields, document, table), *whole]))
        self.unused = tuple(storable(column) for column in table.columns if column not in (*self._columns, *REMARKS))
        known = [*self._columns, *document.constants, *ignored, *REMARKS, *table.without_name]
        self._known = frozenset(known) if by_name and not document.fields else None
        self._scales = _scales(fields, document)
        self._key = _fingerprint(
            fields,
            document,
            {**self._constants, "null words": bool(null_words), "languages": settings.FACTCHECK_LANGUAGES},
        )
        _check(table, fields, document, self._known)

    def scales(self) -> set[str]:
        """Return the rating scales that the mapping itself names."""
        return self._scales

    def key(self, record: Record) -> tuple[str, str] | None:
        """Return the external id of a record and a digest of all values read from it; equal digests mean equal rows.

        None where there is no such id: reading the row says why.
        """
        leaf = self._leaves["external_id"]
        try:
            given = leaf.get((record.values,))
            external_id = None if given is None or leaf.is_null(given) else leaf.read(given)
        except RefusedError:
            return None
        if external_id is None:
            return None
        values = record.values
        content = to_json([values.get(column) for column in self._columns])
        digest = hashlib.blake2b(content, digest_size=16, key=self._key)
        return external_id, digest.hexdigest()

    def row(self, record: Record, *, bad_figures: list[Issue] | None = None) -> ClaimRow:
        """Read a record as a canonical row. Raises RowRefusedError with all its problems.

        With a list of `bad_figures`, figures that cannot be read are added to it and left out of the row.
        """
        self._bad_figures = bad_figures
        values = record.values
        if self._is_open and isinstance(values.get("claimant"), Mapping):
            values = _flattened(values)
        issues: list[Issue] = []
        if self._known is not None and not values.keys() <= self._known:
            issues += self._unknown(values)
        row: ClaimRow | None = self._part.build((values,), issues)
        if row is None and not issues:
            issues += [Issue(name, "", "missing", f"{name}: is missing; fill it in.") for name in REQUIRED]
        if row is None or issues:
            raise RowRefusedError(issues)
        return row

    def issue(self, field: str, record: Record, code: str, problem: str) -> Issue:
        """Build an issue about a field, under the name of its column."""
        leaf = self._leaves.get(field)
        if leaf is None:
            return Issue(field[:200], cut(self._constants.get(field)), code, f"{field}: {problem}.")
        try:
            value = leaf.get((record.values,))
        except (RefusedError, IndexError):  # it stands in an item of a list
            value = None
        return Issue(leaf.column[:200], cut(value), code, f"{field}: {problem}.")

    def part_issue(self, group: str, number: int, field: str, record: Record, code: str, problem: str) -> Issue:
        """Build an issue about a field of one of a valid row's parts; 0 is the first of its group."""
        plans = dict(self._part.lists)[ClaimRow._fields.index(group)]
        return issue_of(plans, (record.values,), number, PARTS[group]._fields.index(field), code, problem)

    def _finish(self, values: list[Any], issues: list[Issue]) -> None:
        """Detect the language of a claim where nothing sets it, and read its figures in that language."""
        self.is_language_guessed = _language_found(values)
        _leave_out(values, issues, self._figure_issues(issues))
        words = values[_QUANTITIES]
        beside = tuple((ClaimRow._fields[slot], values[slot]) for slot in _BESIDE if isinstance(values[slot], str))
        for slot in _BESIDE:
            values[slot] = None
        if beside and (not isinstance(words, tuple) or len(words) != 1):
            problem = "gives the values of a figure, and the row has not exactly one in quantities"
            self._figure_issues(issues).append(
                Issue(beside[0][0], cut(beside[0][1]), "invalid", f"{beside[0][0]}: {problem}.")
            )
            values[_QUANTITIES] = ()
        elif isinstance(words, tuple):
            language = values[_LANGUAGE] if isinstance(values[_LANGUAGE], str) else ""
            values[_QUANTITIES] = tuple(self._figures(words, beside, language, issues))

    def _figures(
        self, words: Sequence[FigureWords], beside: tuple[tuple[str, str], ...], language: str, issues: list[Issue]
    ) -> Iterator[Figure]:
        leaf = self._leaves.get("quantities")
        column = leaf.column if leaf else "quantities"
        for one in words:
            try:
                if one.error is not None:
                    raise one.error
                figure = figure_from(one.surface, tuple({**dict(beside), **dict(one.given)}.items()), language)
                if not figure.unit:
                    raise ValueRefusedError(one.surface, "has no unit", "give the unit: person, rocket, USD, percent")
                yield figure
            except RefusedError as error:
                issue = Issue(column[:200], cut(one.surface), "invalid", f"quantities: {error}.")
                self._figure_issues(issues).append(issue)

    def _figure_issues(self, issues: list[Issue]) -> list[Issue]:
        """Return the list for issues of figures: those of the row, or those of figures that are left out."""
        return issues if self._bad_figures is None else self._bad_figures

    def _unknown(self, values: Mapping[str, Any]) -> list[Issue]:
        known = self._known or frozenset()
        unknown = [key for key in values if key not in known]
        return [
            Issue(cut(key)[:200], cut(values[key]), "unknown_field", f"{key!r} is no field" + like(key))
            for key in unknown[:_MOST_SHOWN]
        ]


def _leave_out(values: list[Any], issues: list[Issue], bad_figures: list[Issue]) -> None:
    """Leave figures out if their cells are malformed, and move the issues of these cells to `bad_figures`."""
    names = tuple(f"{ClaimRow._fields[slot]}: " for slot in (_QUANTITIES, *_BESIDE))
    found = [issue for issue in issues if issue.message.startswith(names)]
    if not found:
        return
    if bad_figures is not issues:
        issues[:] = [issue for issue in issues if issue not in found]
        bad_figures += found
    values[_QUANTITIES] = ()
    for slot in _BESIDE:
        values[slot] = None


def _language_found(values: list[Any]) -> bool:
    """Detect the language of a claim if the row does not state it; return whether it is a guess."""
    if values[_LANGUAGE] or not isinstance(values[_TEXT], str):
        return False
    values[_LANGUAGE], is_guessed = guess_language(values[_TEXT])
    return is_guessed


def _flattened(values: Mapping[str, Any]) -> dict[str, Any]:
    """Replace a claimant that is an object by the equivalent columns."""
    claimant = values["claimant"]
    flat = {_CLAIMANT.get(key, f"claimant.{key}"): value for key, value in claimant.items()}
    return {**values, "claimant": None, **flat}


def _own_cells(document: MappingDocument, table: Table) -> dict[str, Cell]:
    """Return the plan that reads every field from the column of the same name."""
    found = {name: name for name in FIELDS} if not table.is_fixed else {}
    found |= {column: column for column in table.columns if parse_column_name(column) is not None}
    for column in table.columns:
        name = re.sub(r"[\s-]+", "_", column).lower()
        if parse_column_name(name) is not None and name not in table.columns:
            found[name] = column
    return {
        name: Cell(column=column, optional=True) for name, column in found.items() if name not in document.constants
    }


def _constant(name: str, value: Any) -> Any:
    found = parse_column_name(name)
    return None if found is None else reader_of(found.field, Cell(column=name))(value)


def _roots(fields: Mapping[str, Cell], document: MappingDocument, table: Table) -> Iterator[str]:
    """Return the columns that are read; of a path, its first step."""
    for cell in [*fields.values(), *(cell for *_, cell in document.all_cells().values())]:
        for column in cell.columns:
            yield split_path(column, table.columns)[0]
    for group in document.every_group():
        for column in [*([group.each] if group.each else []), *group.when, *group.unless]:
            yield split_path(column, table.columns)[0]


def _scales(fields: Mapping[str, Cell], document: MappingDocument) -> set[str]:
    named: set[Any] = {document.constants.get("verdict_scale")}
    cells = [("verdicts", "scale", cell) for name, cell in fields.items() if name.endswith("_scale")]
    for group, short, cell in [*cells, *document.all_cells().values()]:
        if (group, short) == ("verdicts", "scale"):
            named |= {*cell.values.values(), cell.otherwise, cell.constant}
    return {scale for scale in named if scale}


def _check(table: Table, fields: Mapping[str, Cell], document: MappingDocument, known: frozenset[str] | None) -> None:
    shown = ", ".join(table.columns[:_MOST_SHOWN])
    cells = [*fields.values(), *(cell for *_, cell in document.all_cells().values())]
    wanted = [column for cell in cells if not cell.optional for column in cell.columns]
    for group in document.every_group():
        wanted += [*([group.each] if group.each else []), *group.when, *group.unless]
    missing = [column for column in dict.fromkeys(wanted) if split_path(column, table.columns)[0] not in table.columns]
    problems = [f"There is no column {column!r}. The file has: {shown}." for column in missing]
    for name in REQUIRED:
        there = fields.get(name)
        if there is None or not any(split_path(column, table.columns)[0] in table.columns for column in there.columns):
            problems.append(
                f"No column is the {name}: name it in a mapping or by --map {name}=COLUMN. The file has: {shown}."
                f"{_of_another_row(table)}"
            )
    for column in table.columns:
        if known is not None and column not in known:
            remedy = f"map it, in a mapping or by --map FIELD={column}, or leave it out by --ignore {column}"
            problems.append(f"The column {column!r} is no field: {remedy}{like(column)}")
    message = own_format(table.columns, is_fixed=table.is_fixed) if problems else None
    if message is not None:
        raise MappingError(message)
    if problems:
        raise MappingError(*problems)


def _of_another_row(table: Table) -> str:
    """Return what to do if the columns are none, as the end of a message."""
    if "has_header" not in table.read_as:
        return ""
    delimiter = " If cells are parted by another character, use --delimiter." if len(table.columns) == 1 else ""
    return f" If another row names the columns, use --header-row.{delimiter}"


def _fingerprint(fields: Mapping[str, Cell], document: MappingDocument, constants: Mapping[str, Any]) -> bytes:
    cells = {name: cell.model_dump(exclude_unset=True, exclude={"optional"}) for name, cell in fields.items()}
    rest = document.model_dump(exclude_unset=True, include={"appearances", "evidence", "verdicts"})
    given = {name: str(value) for name, value in sorted(constants.items())}
    made = to_json([READER, sorted(cells.items()), sorted(rest.items()), sorted(given.items())])
    return hashlib.blake2b(made, digest_size=32).digest()
