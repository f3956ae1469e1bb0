"""JSON Lines: one JSON object (RFC 8259) on each line."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import orjson

from claims.formats.record import BadRecord, Issue, Record, Table, cut, quoted
from claims.formats.stream import FileError, Input, Lines, LongLineError

_LOOKED_AT = 100
_KINDS = {list: "an array", str: "text", bool: "true or false", type(None): "null", int: "a number", float: "a number"}


def read_jsonl(source: Input) -> Table:
    """Read an object per line; the columns are those of the first hundred. Raises FileError where none is an object."""
    if source.head.lstrip().startswith("["):
        raise FileError(f"{source.name} is a JSON array: write one object per line (JSON Lines).")
    records = _records(Lines(source))
    first = list(islice(records, _LOOKED_AT))
    found = [record for record in first if isinstance(record, Record)]
    if not found:
        why = next((record.issue.message for record in first if isinstance(record, BadRecord)), "it holds no rows.")
        raise FileError(f"{source.name} is not JSON Lines: {why}")
    columns = dict.fromkeys(key for record in found for key in record.values)
    return Table(tuple(columns), chain(first, records), is_fixed=False)


def _records(lines: Lines) -> Iterator[Record | BadRecord]:
    number = 0
    while True:
        try:
            line = next(lines, None)
        except LongLineError as error:
            number += 1
            yield BadRecord(number, lines.number, Issue("", "", "too_long", f"{error}: no row is that long."), None)
            continue
        if line is None:
            return
        if line.isspace():
            continue
        number += 1
        yield _record(number, lines.number, line)


def _record(number: int, at: int, line: str) -> Record | BadRecord:
    try:
        values: Any = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return BadRecord(number, at, Issue("", cut(line), "bad_json", _why(error, line, at)), line.rstrip("\r\n"))
    if isinstance(values, dict):
        return Record(number, at, values)
    message = f"line {at} is {_KINDS.get(type(values), 'no object')}, not an object: {quoted(line.strip())}."
    return BadRecord(number, at, Issue("", cut(line), "bad_json", message), values)


def _why(error: orjson.JSONDecodeError, line: str, at: int) -> str:
    try:
        line.encode()
    except UnicodeEncodeError as bad:
        return f"line {at} holds bytes that are not UTF-8, after {quoted(line[: bad.start][-30:])}."
    return f"line {at} is not JSON: {error.msg}, at character {error.colno}."
