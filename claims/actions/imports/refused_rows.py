"""The refused rows of a load as a file: each as it came, with what is wrong with it, to be mended and loaded as it is.

Of a table this is a table with the same columns, in the same encoding; of JSON it is JSON Lines. A row that could not
be taken apart stands as it was, and is refused again unless it is mended.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast

from claims.formats.options import ReadOptions
from claims.formats.record import REMARKS
from claims.models.import_batch import ImportBatch
from claims.models.import_issue import ImportIssue

_AT_ONCE = 500
# What a spreadsheet takes for a formula, unless space stands before it; space at the ends of a cell is not read.
_FORMULA = re.compile("[=+\\-@\r\uff1d\uff0b\uff0d\uff20]")
_NO_TEXT = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")


@dataclass(frozen=True)
class RefusedRows:
    """A file of refused rows: its name, its media type, and its bytes as they are made."""

    name: str
    media_type: str
    content: Iterator[bytes]


class _Refused(NamedTuple):
    """A row, with all that is wrong with it; `original` is the JSON of what came."""

    number: int
    fields: str
    problems: str
    original: str


def refused_rows(batch: ImportBatch) -> RefusedRows:
    """Give the refused rows of a batch, in the order of its file."""
    told = _reading(batch)
    stem = f"{Path(batch.file_name).name.split('.')[0] or 'rows'}-refused-{batch.pk}"
    if batch.format in ("json", "jsonl"):
        return RefusedRows(f"{stem}.jsonl", "application/jsonl", _encoded(map(_line, _rows(batch)), "utf-8"))
    is_tabbed = batch.format == "tsv"
    separator = ReadOptions(delimiter=told.get("delimiter")).separator or ("\t" if is_tabbed else ",")
    media_type = "text/tab-separated-values" if is_tabbed else "text/csv"
    encoding = told.get("encoding") or "utf-8"
    joined = _unquoted if told.get("quoting") == "none" else _quoted
    content = _encoded(_table(batch, partial(joined, separator)), "utf-8-sig" if encoding == "utf-8" else encoding)
    return RefusedRows(f"{stem}.{'tsv' if is_tabbed else 'csv'}", media_type, content)


def _reading(batch: ImportBatch) -> dict[str, Any]:
    """Give how the file was read, as far as it was told: it will be told for this one too."""
    document = batch.mapping.document if batch.mapping else batch.options.get("document", {})
    found: dict[str, Any] = document.get("file", {}) | {name: value for name, value in batch.options.items() if value}
    return found


def _rows(batch: ImportBatch) -> Iterator[_Refused]:
    refusals = ImportIssue.objects.filter(batch=batch, is_refusal=True).order_by("row_number", "pk")
    found = refusals.annotate(original=Cast("row", TextField())).values_list(
        "row_number", "field", "message", "original"
    )
    for number, issues in groupby(found.iterator(_AT_ONCE), key=lambda issue: issue[0]):
        each = list(issues)
        fields = dict.fromkeys(field for _, field, _, _ in each if field)
        yield _Refused(number, "; ".join(fields), " ".join(message for _, _, message, _ in each), each[0][3] or "null")


def _table(batch: ImportBatch, joined: Callable[[Iterable[str]], str]) -> Iterator[str]:
    columns = [column for column in batch.columns if column not in REMARKS]
    first = len(batch.columns) - len(columns)  # behind the remarks of a file that was mended before
    yield joined([*REMARKS, *columns])
    for row in _rows(batch):
        original = json.loads(row.original)
        if isinstance(original, dict):
            cells = [original.get(column) for column in columns]
        else:
            cells = original[first:] if isinstance(original, list) else [original] if isinstance(original, str) else []
        yield joined([str(row.number), row.fields, row.problems, *map(_text, cells)])


def _line(row: _Refused) -> str:
    remarks = orjson.dumps(dict(zip(REMARKS, (row.number, row.fields, row.problems), strict=True))).decode()
    if row.original.startswith("{"):
        return remarks[:-1] + ("," if row.original != "{}" else "") + row.original[1:] + "\n"
    original = json.loads(row.original)
    return (original if isinstance(original, str) else row.original) + "\n"


def _unquoted(separator: str, cells: Iterable[str]) -> str:
    """Write a row of a file in which quotes mean nothing: its own cells hold no separator, the remarks lose theirs."""
    return separator.join(" ".join(re.split(f"[\r\n{separator}]", _harmless(cell))) for cell in cells) + "\r\n"


def _quoted(separator: str, cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerow(map(_harmless, cells))
    return text.getvalue()


def _harmless(cell: str) -> str:
    """Put a tab before what a spreadsheet would run as a formula."""
    return f"\t{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _encoded(lines: Iterable[str], encoding: str) -> Iterator[bytes]:
    """Write lines; what an encoding has no character for stands in remarks alone.

    A byte that was no text is written as NUL and its number: that is refused until somebody writes what was meant.
    """
    encoder = codecs.getincrementalencoder(encoding)("backslashreplace")
    for line in lines:
        yield encoder.encode(_NO_TEXT.sub(_told, line))


def _told(found: "re.Match[str]") -> str:
    number = ord(found[0])
    return f"\x00\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\x00\\u{number:04x}"


def _text(value: Any) -> str:
    return "" if value is None else str(value)
