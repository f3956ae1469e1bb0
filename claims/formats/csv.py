"""Comma- and tab-separated files (RFC 4180): a header, then one row per record, quoted where needed."""

import csv
from collections.abc import Iterator
from itertools import chain

from claims.formats.record import BadRecord, Issue, Record, Table, cut
from claims.formats.stream import FileError, Input, Lines, LongLineError

MOST_COLUMNS = 1_000
_MOST_SHOWN = 20


def read_csv(source: Input) -> Table:
    """Read comma-separated rows under a header. Raises FileError where there is none, or nothing under it."""
    return _read(source, ",")


def read_tsv(source: Input) -> Table:
    """Read tab-separated rows under a header. Raises FileError where there is none, or nothing under it."""
    return _read(source, "\t")


def _read(source: Input, delimiter: str) -> Table:
    lines = Lines(source)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    columns = _header(source.name, rows)
    records = _records(lines, rows, columns)
    first = next(records, None)
    if first is None:
        raise FileError(f"{source.name} holds a header and no rows.")
    return Table(columns, chain([first], records), is_fixed=True)


def _header(name: str, rows: Iterator[list[str]]) -> tuple[str, ...]:
    try:
        cells = next((row for row in rows if any(cell.strip() for cell in row)), [])
    except (csv.Error, LongLineError) as error:
        raise FileError(f"The header of {name} cannot be read: {error}.") from error
    if len(cells) > MOST_COLUMNS:
        raise FileError(f"The header of {name} has {len(cells):,} columns, and {MOST_COLUMNS:,} are the most.")
    columns = tuple(cell.strip() or f"(column {place})" for place, cell in enumerate(cells, start=1))
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise FileError(f"The header of {name} has the column {twice[0]!r} twice: rename one.")
    return columns


def _records(lines: Lines, rows: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[Record | BadRecord]:
    number = 0
    while True:
        line = lines.number + 1
        try:
            cells = next(rows, None)
        except (csv.Error, LongLineError) as error:
            number += 1
            yield BadRecord(number, line, _unreadable(error, line, lines.number), None)
            continue
        if cells is None:
            return
        if not cells:
            continue
        number += 1
        if len(cells) == len(columns):
            yield Record(number, line, dict(zip(columns, cells, strict=True)))
        else:
            yield BadRecord(number, line, _ragged(cells, len(columns), line), cells[:MOST_COLUMNS])


def _unreadable(error: Exception, first: int, last: int) -> Issue:
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    if isinstance(error, LongLineError):
        return Issue("", "", "too_long", f"{error}: no row is that long.")
    return Issue("", "", "bad_csv", f"{where}: {error}; a quote is not closed, or one inside a cell is not doubled.")


def _ragged(cells: list[str], wanted: int, line: int) -> Issue:
    message = (
        f"line {line} has {len(cells)} cells where the header has {wanted}; "
        "put a cell that holds the separator into quotes."
    )
    return Issue("", cut(" | ".join(cells[:_MOST_SHOWN])), "ragged", message)
