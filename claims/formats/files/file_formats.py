"""The file formats that can be read, and how a file's format is detected."""

from collections.abc import Callable
from pathlib import PurePosixPath

import orjson

from claims.formats.files.delimited import read_csv, read_tsv
from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.json_document import read_json
from claims.formats.files.json_lines import read_jsonl
from claims.formats.files.read_options import DELIMITERS
from claims.formats.files.records import Table
from claims.formats.files.xlsx import read_xlsx

FORMATS: dict[str, Callable[[Input], Table]] = {
    "csv": read_csv,
    "tsv": read_tsv,
    "jsonl": read_jsonl,
    "json": read_json,
    "xlsx": read_xlsx,
}

_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json"}


def format_of(source: Input) -> str:
    """Detect the format of a file: as given, else by its content, the end of its name, or its first line.

    Raises FileError if none of these shows it.
    """
    if source.options.format is not None:
        return source.options.format
    if source.spreadsheet:
        return "xlsx"
    known, text = _ENDINGS.get(PurePosixPath(source.title).suffix.lower()), source.head.lstrip()
    if known in ("csv", "tsv"):
        return known
    if text.startswith(("{", "[")):
        return _json_format(source, text, is_lines=known == "jsonl")
    return known or _cells_format(source, text)


def _json_format(source: Input, text: str, *, is_lines: bool) -> str:
    """Return whether this is JSON Lines, whose first line is an object, or a document with an array."""
    if source.options.rows is not None or text.startswith("["):
        return "json"
    line, _, rest = text.partition("\n")
    try:
        values = orjson.loads(line).values()
    except orjson.JSONDecodeError:
        return "jsonl" if is_lines else "json"
    has_rows = any(isinstance(value, list) and value and isinstance(value[0], dict) for value in values)
    return "json" if has_rows and not is_lines and not rest.strip() else "jsonl"


def _cells_format(source: Input, text: str) -> str:
    first = text.splitlines()[0]
    if "\t" in first:
        return "tsv"
    if any(delimiter in first for delimiter in DELIMITERS):
        return "csv"
    raise FileError(f"{source.name} does not show its format: give it, --format {' or '.join(FORMATS)}.")
