"""Name the columns of a table by its header, or by the options if it has none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.records import REMARKS, BadRecord, Issue, Record, Table, cut

_MOST_SHOWN = 20
_ROWS_LOOKED_AT = 100
_UNNAMED = re.compile(r"\(column [0-9]+\)|Unnamed: [0-9]+(?:_level_[0-9]+)?|__index_level_[0-9]+__")
"""Columns without a name of their own: as they are called here, and as pandas calls them."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def columns_of(source: Input, cells: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a header. Raises FileError for too many or duplicate ones."""
    source.limits.check("max_columns", len(cells), source.name, "has more than {} columns in its header")
    columns = tuple(_name(cell) or f"(column {place})" for place, cell in enumerate(cells, start=1))
    if len(set(columns)) < len(columns):
        twice = sorted({column for column in columns if columns.count(column) > 1})
        raise FileError(f"The header of {source.name} has the column {twice[0]!r} twice: rename one.")
    return columns


def _name(cell: str) -> str:
    """Return a column's name in one line."""
    return " ".join(_INVISIBLE.sub("", cell).split())


def without_index(table: Table) -> Table:
    """Note which columns without a name hold nothing, or the numbers of the rows; they can be left out."""
    unnamed = [column for column in table.columns if _UNNAMED.fullmatch(column)]
    if not unnamed:
        return table
    first = list(islice(table.records, _ROWS_LOOKED_AT))
    rows = [record.values for record in first if isinstance(record, Record)]
    found = [column for column in unnamed if _holds_nothing([str(row.get(column, "")) for row in rows])]
    records: Iterator[Record | BadRecord] = chain(first, table.records)
    return replace(table, records=records, without_name=tuple(found))


def _holds_nothing(cells: Sequence[str]) -> bool:
    """Return whether cells are blank or count the rows."""
    if not any(cell.strip() for cell in cells):
        return True
    numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 10]
    return len(numbers) == len(cells) and all(after > before for before, after in pairwise(numbers))


def is_header(source: Input, cells: Sequence[str]) -> bool:
    """Return whether the first row names the columns, by the options or by its content.

    It does in a file of refused rows, and if it equals the given names.
    """
    found = tuple(cell.strip() for cell in cells)
    is_known = bool(source.options.columns) and found == source.options.columns
    return source.options.is_headed or is_known or found[: len(REMARKS)] == REMARKS


def given_columns(source: Input, width: int) -> tuple[str, ...]:
    """Return the columns of a file without a header: the given ones, or numbers from 1."""
    if not source.options.columns:
        source.limits.check("max_columns", width, source.name, "has more than {} columns")
    return source.options.columns or tuple(str(place) for place in range(1, width + 1))


def ragged(cells: Sequence[str], wanted: int, where: str) -> Issue:
    """Return the issue for a row with more or fewer cells than columns."""
    message = (
        f"{where} has {len(cells)} cells where there are {wanted} columns; put a cell that holds the separator into "
        "quotes, or, if quotes mean nothing in this file, use --quoting none."
    )
    return Issue("", cut(" | ".join(cells[:_MOST_SHOWN])), "ragged", message)


def long_cell(cells: Sequence[str], most: int, where: str) -> Issue | None:
    """Return the issue for a row with too long a cell."""
    longest = max(cells, key=len)
    if len(longest) <= most:
        return None
    message = f"{where} has a cell of {len(longest):,} characters, and {most:,} are the most: shorten it."
    return Issue("", cut(longest), "too_long", message)
