"""JSON Lines: one JSON object (RFC 8259) on each line."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import orjson

from claims.formats.files.file_limits import LONGEST_LINE, FileError, Limits
from claims.formats.files.input_stream import Input
from claims.formats.files.json_values import EXACT, depth_of, record_of, too_deep
from claims.formats.files.read_as import read_as
from claims.formats.files.records import BadRecord, Issue, Record, Table, cut, quoted
from claims.formats.files.text_lines import is_too_long, lines_of, too_long

LOOKED_AT = 100
"""How many rows are read to find the columns."""

_PLAIN = frozenset([str, int, bool, type(None)])


def read_jsonl(source: Input) -> Table:
    """Read an object per line; the columns are those of the first hundred. Raises FileError if none is an object."""
    records = _records(source)
    first = list(islice(records, LOOKED_AT))
    columns = names_of(source, first, "JSON Lines")
    return Table(columns, chain(first, records), is_fixed=False, read_as=read_as(source))


def names_of(source: Input, first: list[Record | BadRecord], what: str) -> tuple[str, ...]:
    """Return the names in the first rows. Raises FileError if none of them is an object."""
    found = [record for record in first if isinstance(record, Record)]
    if not found:
        why = next((record.issue.message for record in first if isinstance(record, BadRecord)), "it holds no rows.")
        raise FileError(f"{source.name} is not {what}: {why}")
    return tuple(dict.fromkeys(name for record in found for name in record.values))


def _records(source: Input) -> Iterator[Record | BadRecord]:
    number, limits = 0, source.limits
    short, wide, most, loads = min(limits.max_cell, LONGEST_LINE - 1), limits.max_columns, limits.max_rows, orjson.loads
    for at, line in enumerate(lines_of(source), start=1):
        if line.isspace():
            continue
        number += 1
        if number > most:
            limits.check("max_rows", number, source.name, "holds more than {} rows")
        try:
            values = loads(line) if len(line) <= short else None
        except ValueError:
            values = None
        # Most rows are short and contain only texts and whole numbers: they need no further check.
        if type(values) is dict and len(values) <= wide and _PLAIN.issuperset(map(type, values.values())):
            yield Record(number, at, values)
        else:
            yield _record(number, at, line, limits)


def _record(number: int, at: int, line: str, limits: Limits) -> Record | BadRecord:
    """Parse any line, with numbers exactly as written, since floats only approximate them."""
    if is_too_long(line):
        return BadRecord(number, at, too_long(at), None)
    try:
        values: Any = orjson.loads(line)
        if _has_float(values):
            values = EXACT.decode(line)
    except (ValueError, RecursionError) as error:
        return BadRecord(number, at, Issue("", cut(line), "bad_json", _why(error, line, at)), line.rstrip("\r\n"))
    if depth_of(values) > limits.max_depth:
        return too_deep(number, at, limits)
    return record_of(number, at, values, len(line), limits)


def _has_float(values: Any) -> bool:
    """Return whether there is a number with a point or a whole number beyond 64 bits, which becomes a float."""
    if isinstance(values, dict):
        return any(map(_has_float, values.values()))
    return any(map(_has_float, values)) if isinstance(values, list) else isinstance(values, float)


def _why(error: Exception, line: str, at: int) -> str:
    try:
        line.encode()
    except UnicodeEncodeError as bad:
        return f"line {at} holds bytes that are no text, after {quoted(line[: bad.start][-30:])}."
    if isinstance(error, orjson.JSONDecodeError):
        return f"line {at} is not JSON: {error.msg}, at character {error.colno}."
    return f"line {at} is not JSON: {error}."
