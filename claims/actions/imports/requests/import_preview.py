"""Preview a file: its first rows, unchanged and as a mapping reads them."""

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml

from claims.actions.imports.requests.import_request import (
    ImportRequest,
    complete_upload,
    input_errors_at,
    mapping_of,
    reading_of,
)
from claims.actions.imports.uploads.open_upload import open_upload
from claims.formats.files.read_as import ReadAs
from claims.formats.files.records import BadRecord, Record, Table, cut
from claims.formats.mapping.mapping_document import MappingDocument, MappingError
from claims.formats.mapping.proposal import ROWS_LOOKED_AT, Proposal, propose
from claims.formats.mapping.row_plan import RowPlan, RowRefusedError
from claims.formats.mapping.row_to_text import row_to_text
from claims.rules.access import Actor, require
from claims.rules.text import storable

ROWS_SHOWN = 10


@dataclass(frozen=True)
class PreviewRow:
    """One of the first rows: its cells by column, the values read from them by field, and its problems."""

    number: int
    cells: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """The columns and rows of a file, as a mapping reads them; `problem` says why it cannot."""

    format: str
    read_as: ReadAs
    columns: list[str]
    document: dict[str, Any]
    remarks: list[str]
    problem: str
    unused: list[str]
    rows: list[PreviewRow]


def preview_import(asked: ImportRequest, *, actor: Actor) -> Preview:
    """Read the first rows of an upload by the requested mapping, or else by a proposed one.

    Nothing is written. Raises AccessError and InputError.
    """
    require(actor, "import.run")
    upload = complete_upload(asked.upload)
    document, remarks = _mapping(asked), list[str]()
    reading = reading_of(asked, document)
    with input_errors_at("file", "invalid_file"), open_upload(upload, reading) as file:
        table = file.table()
        head = list(islice(table.records, ROWS_LOOKED_AT))
        looked_at = replace(table, records=iter(head))
        plan, problem = _plan(document, looked_at, by_name=asked.has_no_mapping)
        is_proposed = asked.has_no_mapping and plan is None
        if is_proposed:  # it is no file of ours
            proposal = propose(looked_at)
            document, remarks = proposal.document, [*proposal.remarks]
            plan, problem = _plan(document, looked_at, by_name=False)
        return Preview(
            format=file.format,
            read_as=storable(table.read_as),
            columns=storable(table.columns),
            document={} if asked.has_no_mapping and not is_proposed else document.model_dump(exclude_unset=True),
            remarks=remarks,
            problem=problem,
            unused=[] if plan is None else list(plan.unused),
            rows=[_row(record, plan) for record in head[:ROWS_SHOWN]],
        )


def proposed(table: Table) -> Proposal:
    """Propose a mapping for a table by its columns and first rows."""
    return propose(replace(table, records=islice(table.records, ROWS_LOOKED_AT)))


def as_yaml(document: dict[str, Any]) -> str:
    """Write a mapping document as people read and change it."""
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _mapping(asked: ImportRequest) -> MappingDocument:
    with input_errors_at("mapping", "invalid_mapping"):
        return mapping_of(asked)


def _plan(document: MappingDocument, table: Table, *, by_name: bool) -> tuple[RowPlan | None, str]:
    try:
        return RowPlan(document, table, by_name=by_name), ""
    except MappingError as error:
        return None, str(error)


def _row(record: Record | BadRecord, plan: RowPlan | None) -> PreviewRow:
    if isinstance(record, BadRecord):
        return PreviewRow(record.number, {}, problems=[record.issue.message])
    cells = {storable(str(column)): cut(value) for column, value in record.values.items()}
    if plan is None:
        return PreviewRow(record.number, cells)
    try:
        return PreviewRow(record.number, cells, fields=dict(row_to_text(plan.row(record))))
    except RowRefusedError as error:
        return PreviewRow(record.number, cells, problems=[issue.message for issue in error.issues])
