"""Read one cell of a file as the value of its field."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson

from claims.formats.mapping.date_pattern import DatePattern, read_date
from claims.formats.mapping.document_parts import Cell
from claims.formats.mapping.field_names import SEPARATOR
from claims.formats.mapping.record_path import PathError, Place, value_at
from claims.formats.mapping.row_shape import Field
from claims.formats.mapping.transforms import transform
from claims.formats.mapping.value_kinds import Reader, ValueRefusedError, type_name

MOST_VALUES = 100

Chain = Sequence[Any]
Get = Callable[[Chain], Any]


def reader_of(field: Field, cell: Cell) -> Reader:
    """Return the function that parses a cell as a field's value, or returns None for an empty one.

    The function raises RefusedError.
    """
    one = _checked(field.read, cell)
    return _list_reader(one, cell.separator or SEPARATOR) if field.is_list else one


def getter_of(cell: Cell, places: Sequence[Place], null_words: frozenset[str] = frozenset()) -> Get:
    """Return the function that reads the columns of a cell, which are at these places, from a record.

    The function raises PathError.
    """
    if cell.column is not None:
        (place,) = places
        return lambda chain: value_at(place, chain)
    if cell.first_of:
        return lambda chain: _first(places, chain, null_words)
    if cell.digest_of:
        return lambda chain: _digest([value_at(place, chain) for place in places])
    return lambda chain: _all(places, chain, cell.join, null_words)


def as_text(value: Any) -> Any:
    """Return a number or boolean as the text that a file would contain; anything else unchanged."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float | Decimal) else value


def digest_default(value: Any) -> str:
    """Serialise types that JSON lacks, such as exact numbers."""
    return str(value)


def to_json(values: Any) -> bytes:
    """Serialise values as JSON; equal values give equal text."""
    try:
        return orjson.dumps(values, default=digest_default, option=orjson.OPT_NON_STR_KEYS)
    except orjson.JSONEncodeError:  # whole numbers over 64 bits, halves of surrogate pairs
        return ascii(values).encode()


def _first(places: Sequence[Place], chain: Chain, null_words: frozenset[str]) -> Any:
    failed: list[PathError] = []
    for place in places:
        try:
            found = value_at(place, chain)
        except PathError as error:
            failed.append(error)
            continue
        if found is not None and not (isinstance(found, str) and (not found.strip() or found.strip() in null_words)):
            return found
    if len(failed) == len(places):
        raise failed[0]
    return None


def _all(places: Sequence[Place], chain: Chain, join: str | None, null_words: frozenset[str]) -> Any:
    found: list[Any] = []
    for place in places:
        value = value_at(place, chain)
        found += value if isinstance(value, list) else [value]
    if join is None:
        return found
    texts = [text.strip() if isinstance(text, str) else as_text(text) for text in found if text is not None]
    strange = next((text for text in texts if not isinstance(text, str)), None)
    if strange is not None:
        raise ValueRefusedError(strange, f"is {type_name(strange)}, not text", "write it as text")
    return join.join(text for text in texts if text and text not in null_words)


def _digest(values: list[Any]) -> str | None:
    if all(value is None or value == "" for value in values):
        return None
    return hashlib.blake2b(to_json(values), digest_size=16).hexdigest()


def _checked(read: Reader, cell: Cell) -> Reader:
    steps = [transform(given) for given in cell.transforms]
    is_mapped = "otherwise" in cell.model_fields_set
    patterns = tuple(DatePattern(template) for template in cell.dates)
    if not steps and not cell.values and not is_mapped and not patterns:
        return read

    def read_cell(value: Any) -> Any:
        found = _stripped(as_text(value))
        for step in steps:
            found = _stripped(step(found))
        if isinstance(found, str) and (cell.values or is_mapped):
            found = cell.values.get(found, cell.otherwise if is_mapped else found)
        if patterns and isinstance(found, str):
            found = read_date(found, patterns)
        return None if found is None else read(found)

    return read_cell


def _stripped(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else value


def _list_reader(one: Reader, separator: str) -> Reader:
    def read_list(value: Any) -> tuple[Any, ...] | None:
        if isinstance(value, str):
            value = value.split(separator)
        elif isinstance(value, Mapping):
            value = [value]
        elif not isinstance(value, list):
            raise ValueRefusedError(value, f"is {type_name(value)}, not a list", "write a list of texts")
        found = [read for read in map(one, value) if read is not None]
        if len(found) > MOST_VALUES:
            raise ValueRefusedError(value, f"holds {len(found)} things", f"the most are {MOST_VALUES}")
        return tuple(dict.fromkeys(found)) or None

    return read_list
