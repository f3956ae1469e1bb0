"""Import small files in tests, as the command imports them."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.actions.actors import OPERATOR
from claims.actions.imports.load.load_file import Load, import_claims
from claims.actions.imports.load.load_options import LoadOptions
from claims.actions.imports.load.running_batch import ImportedFile
from claims.formats.files.file_formats import FORMATS, format_of
from claims.formats.files.file_limits import Limits
from claims.formats.files.input_stream import Input, open_input
from claims.formats.files.read_options import ReadOptions
from claims.formats.files.records import Table
from claims.formats.mapping.mapping_document import MappingDocument, read_document
from claims.formats.mapping.row_plan import RowPlan
from claims.rules.access import Actor

VERDICTS = {"verdict_publisher": "politifact.com", "verdict_scale": "truth-o-meter"}


def given(text: str | bytes, name: str = "file", limits: Limits | None = None, **options: Any) -> Input:
    """Open text or bytes as a file."""
    return Input(name, io.BytesIO(_bytes(text)), len(_bytes(text)), ReadOptions(**options), limits)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def table_of(text: str | bytes, form: str = "csv", limits: Limits | None = None, **options: Any) -> Table:
    """Open text as a file of a format."""
    return FORMATS[form](given(text, limits=limits, **options))


def lines(*rows: dict[str, Any]) -> str:
    """Return rows as JSON Lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def load(
    *rows: dict[str, Any],
    origin: str = "desk",
    mapping: dict[str, Any] | None = None,
    constants: dict[str, Any] | None = None,
    actor: Actor = OPERATOR,
    digest: str = "",
    **options: Any,
) -> Load:
    """Import rows, by the names of their fields or by a mapping."""
    return load_text(
        lines(*rows),
        "jsonl",
        origin=origin,
        mapping=mapping,
        constants=constants,
        actor=actor,
        digest=digest,
        **options,
    )


def load_text(
    text: str | bytes,
    form: str = "csv",
    *,
    origin: str = "desk",
    mapping: dict[str, Any] | None = None,
    constants: dict[str, Any] | None = None,
    actor: Actor = OPERATOR,
    digest: str = "",
    **options: Any,
) -> Load:
    """Import the text of a file."""
    document = read_document(mapping or {}).overridden({}, constants or {})
    table = FORMATS[form](Input("file", io.BytesIO(_bytes(text)), options=document.file.options()))
    plan = RowPlan(document, table, by_name=mapping is None)
    file = ImportedFile("file", form, origin, digest=digest)
    return import_claims(table, plan, file, actor=actor, options=LoadOptions(**options))


def load_path(path: Path, document: MappingDocument, *, origin: str, **options: Any) -> Load:
    """Import a file by a mapping."""
    with open_input(str(path), options=document.file.options()) as source:
        form = format_of(source)
        table = FORMATS[form](source)
        file = ImportedFile(path.name, form, origin)
        return import_claims(table, RowPlan(document, table), file, actor=OPERATOR, options=LoadOptions(**options))


def codes(load: Load) -> Sequence[tuple[int, str, str]]:
    """Return the issues of the last chunk as (row number, field, code)."""
    return [(found.number, found.issue.field, found.issue.code) for found in load.issues]


def counts(load: Load) -> dict[str, int]:
    """Return the counts that are not zero."""
    return {name: count for name, count in vars(load.counts).items() if count}
