"""A mapping made ready for one file: from a record to a canonical row, or to what is wrong with it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from pydantic import ValidationError

from claims.formats.cell import Read, reader_of
from claims.formats.fields import FIELDS, REQUIRED, field_at, like, tree_of
from claims.formats.mapping import Cell, MappingDocument, MappingError
from claims.formats.record import Issue, Record, Table, cut
from claims.formats.row import MOST_PARTS, ClaimRow, read_external_id
from claims.rules.refusal import RefusedError

READER = 1
"""Version of how a record becomes a row: raise it where an equal record would be read otherwise than before."""

_MESSAGES = {
    "missing": "is missing; fill it in",
    "tuple_type": "is not a list; write it as one",
    "too_long": f"holds too many things; the most are {MOST_PARTS}",
}
_MOST_SHOWN = 20


class RowRefusedError(Exception):
    """Refuse a record, with all that is wrong with it."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("; ".join(issue.message for issue in self.issues))


class Plan:
    """A checked mapping for the columns of one file.

    Where it is `by_name`, columns that are called like a field are read as that field, besides what the document says.
    """

    def __init__(
        self, document: MappingDocument, table: Table, *, by_name: bool = False, ignored: Sequence[str] = ()
    ) -> None:
        """Make a plan. Raises MappingError for a column that the file has not, or that nothing says what to do with."""
        cells = dict(document.fields) if not by_name else _own_cells(document, table) | document.fields
        self._readers: list[tuple[str, str, Read]] = [
            (name, cell.column, reader_of(name, cell)) for name, cell in cells.items()
        ]
        self._constants = {name: _constant(name, value) for name, value in document.constants.items()}
        self._columns = tuple(dict.fromkeys(cell.column for cell in cells.values()))
        self.unused = tuple(column for column in table.columns if column not in self._columns)
        self._known = frozenset([*self._columns, *ignored]) if by_name and not document.fields else None
        _check(table, cells, self._known)
        scale = cells.get("verdict_scale")
        self._named_scales = {*scale.values.values(), scale.otherwise} if scale else set()
        self._key = _fingerprint(cells, self._constants)

    def scales(self) -> set[str]:
        """Give the rating scales that the mapping itself names."""
        named = {self._constants.get("verdict_scale"), *self._named_scales}
        return {scale for scale in named if scale}

    def key(self, record: Record) -> tuple[str, str] | None:
        """Give the external id of a record and a digest of all that is read from it: equal ones mean equal rows.

        None where there is no such id or the record is no text: reading the row says why.
        """
        values = record.values
        try:
            read, column = next((read, column) for name, column, read in self._readers if name == "external_id")
            external_id = read_external_id(read(values.get(column)))
            told = orjson.dumps([values.get(column) for column in self._columns])
        except (RefusedError, orjson.JSONEncodeError):
            return None
        return external_id, hashlib.blake2b(told, digest_size=16, key=self._key).hexdigest()

    def row(self, record: Record) -> ClaimRow:
        """Read a record as a canonical row. Raises RowRefusedError with everything that is wrong with it."""
        issues = self._unknown(record)
        values: dict[str, Any] = {}
        for name, column, read in self._readers:
            given = record.values.get(column)
            if given is None:
                continue
            try:
                value = read(given)
            except RefusedError as error:
                issues.append(self.issue(name, record, "invalid", str(error)))
                continue
            if value is not None:
                values[name] = value
        try:
            row = ClaimRow.model_validate(tree_of(values, self._constants))
        except ValidationError as error:
            raise RowRefusedError([*issues, *self._invalid(error, record, issues)]) from error
        if issues:
            raise RowRefusedError(issues)
        return row

    def issue(self, field: str, record: Record, code: str, problem: str) -> Issue:
        """Make an issue about a field, told by the name of the column that it came from."""
        column = next((column for name, column, _ in self._readers if name == field), None)
        value = record.values.get(column) if column is not None else self._constants.get(field)
        return Issue((column or field)[:200], cut(value), code, f"{field}: {problem}.")

    def _unknown(self, record: Record) -> list[Issue]:
        if self._known is None or record.values.keys() <= self._known:
            return []
        unknown = [key for key in record.values if key not in self._known]
        return [
            Issue(cut(key)[:200], cut(record.values[key]), "unknown_field", f"{key!r} is no field" + _like(key))
            for key in unknown[:_MOST_SHOWN]
        ]

    def _invalid(self, error: ValidationError, record: Record, told: list[Issue]) -> Iterator[Issue]:
        fields = {issue.message.partition(":")[0] for issue in told}
        for found in error.errors(include_url=False, include_input=False):
            field = field_at(found["loc"])
            if field in fields:
                continue
            code = "invalid" if found["type"] == "value_error" else found["type"]
            refused = found.get("ctx", {}).get("error")
            problem = str(refused) if refused else _MESSAGES.get(found["type"], found["msg"])
            yield self.issue(field, record, code, problem)


def _own_cells(document: MappingDocument, table: Table) -> dict[str, Cell]:
    """Read every field from the column of its own name."""
    names = [name for name in FIELDS if name in table.columns or not table.is_fixed]
    return {name: Cell(column=name, optional=True) for name in names if name not in document.constants}


def _constant(field: str, value: Any) -> Any:
    return reader_of(field, Cell(column=field))(value)


def _check(table: Table, cells: dict[str, Cell], known: frozenset[str] | None) -> None:
    shown = ", ".join(table.columns[:_MOST_SHOWN])
    for cell in cells.values():
        if cell.column not in table.columns and not cell.optional:
            raise MappingError(f"There is no column {cell.column!r}. The file has: {shown}.")
    for field in REQUIRED:
        if field not in cells or cells[field].column not in table.columns:
            raise MappingError(f"No column is the {field}: tell which, --map {field}=COLUMN. The file has: {shown}.")
    for column in table.columns:
        if known is not None and column not in known:
            remedy = f"map it, --map FIELD={column}, or leave it out, --ignore {column}"
            raise MappingError(f"The column {column!r} is no field: {remedy}{_like(column)}")


def _like(column: str) -> str:
    return like(column, tuple(FIELDS))


def _fingerprint(cells: dict[str, Cell], constants: dict[str, Any]) -> bytes:
    fields = {name: cell.model_dump(exclude_unset=True, exclude={"optional"}) for name, cell in cells.items()}
    told = orjson.dumps({"reader": READER, "fields": fields, "constants": constants}, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(told, digest_size=32).digest()
