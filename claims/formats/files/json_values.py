"""Convert JSON values to rows: numbers stay exact, unsupported values are refused."""

import json
from collections.abc import Iterator
from decimal import Decimal, DecimalException
from typing import Any

from claims.formats.files.file_limits import Limits
from claims.formats.files.records import BadRecord, Issue, Record, cut, quoted

_KINDS = {
    list: "an array", str: "text", bool: "true or false", type(None): "null", int: "a number", float: "a number",
    Decimal: "a number",
}  # fmt: skip


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number in JSON")


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except DecimalException as error:
        raise ValueError(f"{digits[:40]} is beyond all numbers") from error


# Keeps 1.10 and whole numbers of any length as they are written.
EXACT = json.JSONDecoder(parse_float=_decimal, parse_constant=_no_number)


def record_of(number: int, line: int, values: Any, size: int, limits: Limits) -> Record | BadRecord:
    """Return a JSON value of the given length as a row, or describe why it is not one."""
    if not isinstance(values, dict):
        message = f"line {line} is {_KINDS.get(type(values), 'no object')}, not an object: {quoted(values)}."
        return BadRecord(number, line, Issue("", cut(values), "bad_json", message), values)
    if len(values) > limits.max_columns:
        message = f"line {line} has {len(values):,} names, and {limits.max_columns:,} are the most."
        return BadRecord(number, line, Issue("", "", "too_long", message), None)
    if size > limits.max_cell:
        for name, value in values.items():
            longest = max((len(text) for text in _texts(value)), default=0)
            if longest > limits.max_cell:
                message = f"{name}: has {longest:,} characters, and {limits.max_cell:,} are the most; shorten it."
                return BadRecord(number, line, Issue(cut(name), cut(value), "too_long", message), values)
    return Record(number, line, values)


def too_deep(number: int, line: int, limits: Limits) -> BadRecord:
    """Refuse a row for its nesting."""
    message = f"line {line} is nested more than {limits.max_depth} deep: flatten it."
    return BadRecord(number, line, Issue("", "", "too_deep", message), None)


def depth_of(value: Any) -> int:
    """Describe how deep a value is nested: 1 for an object of plain values."""
    depth, level = 0, [value]
    while level:
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner += item.values()
            elif isinstance(item, list):
                inner += item
        is_nested = any(isinstance(item, dict | list) for item in level)
        depth += is_nested
        level = inner if is_nested else []
    return depth


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
