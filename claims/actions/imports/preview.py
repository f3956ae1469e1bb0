"""Looking at a file before it is loaded: its first rows as they stand in it, and as a mapping would read them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from claims.actions.imports.opening import opened_upload
from claims.actions.imports.requests import ImportRequest, mapping_of, refused_at, whole_upload
from claims.formats.mapping import MappingDocument, MappingError
from claims.formats.plan import Plan, RowRefusedError
from claims.formats.record import BadRecord, Record, Table, cut
from claims.formats.row import ClaimRow
from claims.rules.access import Actor, require

ROWS_SHOWN = 10
_LENGTHS = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True)
class PreviewRow:
    """One of the first rows: its cells by column, what is read from them by field, and what is wrong with it."""

    number: int
    cells: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """What a file looks like, and what the mapping makes of it; `problem` says why it makes nothing."""

    format: str
    encoding: str
    columns: list[str]
    document: dict[str, Any]
    remarks: list[str]
    problem: str
    unused: list[str]
    rows: list[PreviewRow]


def preview_import(asked: ImportRequest, *, actor: Actor) -> Preview:
    """Read the first rows of an upload by the mapping that is asked for, else by one that is proposed for it.

    Nothing is written. Raises AccessError, and InputError naming what is wrong.
    """
    require(actor, "import.run")
    upload = whole_upload(asked.upload)
    with refused_at("file", "invalid_file"), opened_upload(upload, form=asked.format, encoding=asked.encoding) as file:
        table = file.table()
        head = list(islice(table.records, ROWS_SHOWN))
        looked_at = Table(table.columns, iter(head), table.is_fixed)
        document, remarks = _mapping(asked)
        plan, problem = _plan(document, looked_at, by_name=asked.has_no_mapping)
        return Preview(
            format=file.format,
            encoding=file.source.encoding,
            columns=list(table.columns),
            document={} if asked.has_no_mapping else document.model_dump(exclude_unset=True),
            remarks=remarks,
            problem=problem,
            unused=[] if plan is None else list(plan.unused),
            rows=[_row(record, plan) for record in head],
        )


def as_yaml(document: dict[str, Any]) -> str:
    """Write a mapping document as people read and change it."""
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _mapping(asked: ImportRequest) -> tuple[MappingDocument, list[str]]:
    with refused_at("mapping", "invalid_mapping"):
        return mapping_of(asked), []


def _plan(document: MappingDocument, table: Table, *, by_name: bool) -> tuple[Plan | None, str]:
    try:
        return Plan(document, table, by_name=by_name), ""
    except MappingError as error:
        return None, str(error)


def _row(record: Record | BadRecord, plan: Plan | None) -> PreviewRow:
    if isinstance(record, BadRecord):
        return PreviewRow(record.number, {}, problems=[record.issue.message])
    cells = {str(column): cut(value) for column, value in record.values.items()}
    if plan is None:
        return PreviewRow(record.number, cells)
    try:
        return PreviewRow(record.number, cells, fields=dict(_fields(plan.row(record))))
    except RowRefusedError as error:
        return PreviewRow(record.number, cells, problems=[issue.message for issue in error.issues])


def _fields(row: ClaimRow) -> Iterator[tuple[str, str]]:
    return _leaves("", row.model_dump(mode="json", exclude_defaults=True))


def _leaves(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Give every value inside of a row by its place, as people would name it: verdicts 1 label."""
    if isinstance(value, dict) and value.keys() == {"value", "precision"}:
        yield name, value["value"][: _LENGTHS[value["precision"]]]
    elif isinstance(value, dict) and "figure" in value:
        yield name, cut(value["figure"]["surface"])
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{name} {key}".strip(), inner)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, inner in enumerate(value, start=1):
            yield from _leaves(f"{name} {number}", inner)
    elif isinstance(value, list):
        yield name, cut(", ".join(map(str, value)))
    else:
        yield name, cut(value)
