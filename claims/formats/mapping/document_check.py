"""Check that the cells of a mapping document fit their fields."""

from collections.abc import Iterator, Mapping
from typing import Any

from claims.formats.mapping.document_parts import Cell
from claims.formats.mapping.field_names import (
    DATE_FIELDS,
    LIST_FIELDS,
    SEPARATOR,
    ColumnName,
    column_name,
    parse_column_name,
)
from claims.rules.refusal import RefusedError


def document_problems(
    fields: Mapping[str, Cell], constants: Mapping[str, Any], cells: Mapping[str, tuple[str, str, Cell]]
) -> list[str]:
    """List the problems of a document's cells, which are given by their places, and of its constants."""
    problems = [
        f"{name} stands under fields and under constants: keep one of them." for name in fields if name in constants
    ]
    for place, (group, short, cell) in cells.items():
        problems += [f"{place}: {problem}" for problem in _of_cell(ColumnName(group, 1, short), cell)]
    for name, value in constants.items():
        problems += [f"constants.{name}: {problem}" for problem in _of_constant(name, value)]
    return problems


def _of_cell(name: ColumnName, cell: Cell) -> Iterator[str]:
    field = column_name(name.group, name.short)
    if cell.dates and field not in DATE_FIELDS:
        yield f"{field} is no date: dates: is for {', '.join(sorted(DATE_FIELDS))}."
    if cell.separator is not None and field not in LIST_FIELDS:
        yield f"{field} is no list: separator: is for {' and '.join(sorted(LIST_FIELDS))}."
    if cell.digest_of and field != "external_id":
        yield f"digest_of: makes an external_id, and {field} is none."
    if cell.constant is not None:
        yield from _unreadable(name, cell.constant)
    if not cell.dates:  # else they are read by the templates
        for word in dict.fromkeys([*cell.values.values(), cell.otherwise]):
            if word is not None:
                yield from _unreadable(name, word)


def _of_constant(field: str, value: Any) -> Iterator[str]:
    name = parse_column_name(field)
    if name is None:
        return
    if name.number > 1:
        field = column_name(name.group, name.short)
        yield f"give it as {field}, which all of them take, or in a group of {name.group}."
    elif field == "external_id":
        yield "no two rows can have the same."
    else:
        yield from _unreadable(name, value)


def _unreadable(name: ColumnName, value: Any) -> Iterator[str]:
    if isinstance(value, list) and not name.field.is_list:
        yield f"{column_name(name.group, name.short)} takes one value, not a list."
        return
    texts = value.split(SEPARATOR) if isinstance(value, str) and name.field.is_list else value
    for one in texts if isinstance(texts, list) else [texts]:
        try:
            name.field.read(one)
        except RefusedError as error:
            yield f"{error}."
