"""One cell of a file, made ready for its field as the mapping says."""

from collections.abc import Callable
from typing import Any

from claims.formats.date_pattern import DatePattern, read_date
from claims.formats.fields import LIST_FIELDS, SEPARATOR
from claims.formats.mapping import Cell
from claims.formats.transform import Step, transform

Read = Callable[[Any], Any]


def reader_of(field: str, cell: Cell) -> Read:
    """Make the function that reads a field's cell; it gives None where there is nothing.

    What it gives is checked later: here text is taken apart, and what is no text is left as it is.
    The function raises DateError where none of the mapping's templates fits.
    """
    one = _reader_of_one(cell)
    if field not in LIST_FIELDS:
        return one
    separator = cell.separator or SEPARATOR
    return lambda value: _list(value, separator, one)


def _reader_of_one(cell: Cell) -> Read:
    steps = [transform(given) for given in cell.transforms]
    is_mapped = "otherwise" in cell.model_fields_set
    patterns = tuple(DatePattern(template) for template in cell.dates)
    if not steps and not cell.values and not is_mapped and not patterns:
        return _plain

    def read(value: Any) -> Any:
        found = _transformed(_text_of_number(value), steps)
        if isinstance(found, str) and (cell.values or is_mapped):
            found = cell.values.get(found, cell.otherwise if is_mapped else found)
        return read_date(found, patterns) if patterns and isinstance(found, str) else found

    return read


def _plain(value: Any) -> Any:
    """Strip a text; an empty one is nothing."""
    return value.strip() or None if isinstance(value, str) else value


def _text_of_number(value: Any) -> Any:
    return str(value) if type(value) is int else _plain(value)


def _transformed(value: Any, steps: list[Step]) -> Any:
    if not isinstance(value, str):
        return value
    for step in steps:
        value = step(value)
    return value.strip() or None


def _list(value: Any, separator: str, one: Read) -> Any:
    given = _plain(value)
    if given is None:
        return None
    if not isinstance(given, str | list):
        return given
    items = [one(item) for item in (given.split(separator) if isinstance(given, str) else given)]
    return [item for item in items if item is not None] or None
