"""Write the refused rows of a load as a file, each unchanged and with its problems, to be corrected and loaded again.

It has the original file's format, so that the same mapping and options read it. What these say of encoding,
delimiter and quoting is so here; what was found in the file will be found here again, by the mark of the encoding and
by the first columns. A row that could not be parsed stands as it was, and is refused again unless it is corrected.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast

from claims.formats.files.read_options import ReadOptions
from claims.formats.files.records import REMARKS
from claims.formats.files.workbook_writer import written_workbook
from claims.formats.mapping.mapping_document import read_document
from claims.models.import_batch import ImportBatch
from claims.models.import_issue import ImportIssue
from claims.rules.text import storable

MEDIA_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "jsonl": "application/jsonl",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_AT_ONCE = 500
_ESCAPED = "claims.escaped"
# A spreadsheet takes this for a formula, unless space precedes it; space at the ends of a cell is ignored.
_FORMULA = re.compile("[=+\\-@\r\uff1d\uff0b\uff0d\uff20]")
_NO_TEXT = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")


@dataclass(frozen=True)
class RefusedRows:
    """A file of refused rows: its name, its media type, and a stream of its bytes."""

    name: str
    media_type: str
    content: Iterator[bytes]


class _Refused(NamedTuple):
    """A row with its problems; `original` is the JSON of the original row."""

    number: int
    fields: str
    problems: str
    original: str


def refused_rows(batch: ImportBatch) -> RefusedRows:
    """Return the refused rows of a batch, in the order of its file."""
    name = f"{Path(batch.file_name).name.split('.')[0] or 'rows'}-refused-{batch.pk}.{batch.format}"
    return RefusedRows(name, MEDIA_TYPES[batch.format], _content(batch, _given_options(batch)))


def _given_options(batch: ImportBatch) -> ReadOptions:
    """Return the reading options that were given for the file; they will read this one too."""
    document = batch.mapping.document if batch.mapping else batch.options.get("document", {})
    return ReadOptions.from_dict(batch.options).with_defaults(read_document(document).file.options())


def _content(batch: ImportBatch, options: ReadOptions) -> Iterator[bytes]:
    if batch.format == "xlsx":
        return written_workbook(options.sheet or batch.read_as.get("sheet") or "Rows", _table(batch))
    encoding = options.encoding or ("utf-16" if batch.read_as.get("encoding", "").startswith("utf-16") else "utf-8")
    if batch.format == "jsonl":
        return _encoded(map(_line, _rows(batch)), encoding, _ESCAPED)
    if batch.format == "json":
        return _encoded(_document(_rows(batch), options.rows), encoding, _ESCAPED)
    usual = "tab" if batch.format == "tsv" else "comma"
    separator = ReadOptions(delimiter=options.delimiter or batch.read_as.get("delimiter", usual)).separator or ","
    joined = partial(_unquoted if options.quoting == "none" else _quoted, separator)
    return _encoded(map(joined, _table(batch)), "utf-8-sig" if encoding == "utf-8" else encoding, "backslashreplace")


def _rows(batch: ImportBatch) -> Iterator[_Refused]:
    refusals = ImportIssue.objects.filter(batch=batch, is_refusal=True).order_by("row_number", "pk")
    found = refusals.annotate(original=Cast("row", TextField())).values_list(
        "row_number", "field", "message", "original"
    )
    for number, issues in groupby(found.iterator(_AT_ONCE), key=lambda issue: issue[0]):
        each = list(issues)
        fields = dict.fromkeys(field for _, field, _, _ in each if field)
        yield _Refused(number, "; ".join(fields), " ".join(message for _, _, message, _ in each), each[0][3] or "null")


def _table(batch: ImportBatch) -> Iterator[list[str]]:
    columns = [column for column in batch.columns if column not in REMARKS]
    first = len(batch.columns) - len(columns)  # behind the remarks of a file that was corrected before
    yield [*REMARKS, *columns]
    for row in _rows(batch):
        original = json.loads(row.original)
        if isinstance(original, dict):
            by_column = {storable(name): value for name, value in original.items()}
            cells = [by_column.get(column) for column in columns]
        else:
            cells = original[first:] if isinstance(original, list) else [original] if isinstance(original, str) else []
        yield [str(row.number), row.fields, row.problems, *map(_text, cells)]


def _line(row: _Refused) -> str:
    """Write a line of JSON Lines; a line that was not JSON is written unchanged."""
    return (json.loads(row.original) if row.original.startswith('"') else _value(row)) + "\n"


def _document(rows: Iterable[_Refused], path: str | None) -> Iterator[str]:
    """Write a JSON document with the rows in an array, or in one under the given path of keys."""
    keys = path.split(".") if path else []
    yield "".join(f"{{{json.dumps(key)}: " for key in keys) + "["
    for place, row in enumerate(rows):
        yield ("," if place else "") + "\n" + _value(row)
    yield "\n]" + "}" * len(keys) + "\n"


def _value(row: _Refused) -> str:
    """Write a row of JSON, with the remarks if it is an object."""
    if not row.original.startswith("{"):
        return row.original
    remarks = orjson.dumps(dict(zip(REMARKS, (row.number, row.fields, row.problems), strict=True))).decode()
    return remarks[:-1] + ("," if row.original != "{}" else "") + row.original[1:]


def _unquoted(separator: str, cells: Iterable[str]) -> str:
    """Write a row of a file without quoting: its cells contain no separator, and those of the remarks are removed."""
    parts = re.compile(f"[\r\n{re.escape(separator)}]")
    return separator.join(" ".join(parts.split(_harmless(cell))) for cell in cells) + "\r\n"


def _quoted(separator: str, cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerow(map(_harmless, cells))
    return text.getvalue()


def _harmless(cell: str) -> str:
    """Prefix text that a spreadsheet would run as a formula with a tab."""
    return f"\t{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _encoded(lines: Iterable[str], encoding: str, errors: str) -> Iterator[bytes]:
    """Encode lines; characters that the encoding lacks are written as their number.

    An undecodable byte is written as NUL and its number, which is refused until somebody corrects it.
    """
    encoder = codecs.getincrementalencoder(encoding)(errors)
    for line in lines:
        yield encoder.encode(_NO_TEXT.sub(_numbered, line))


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Write characters that the encoding lacks as JSON escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_ESCAPED, _escaped)


def _numbered(found: "re.Match[str]") -> str:
    number = ord(found[0])
    return f"\x00\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\x00\\u{number:04x}"


def _text(value: Any) -> str:
    return "" if value is None else str(value)
