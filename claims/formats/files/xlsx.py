"""Read Excel workbooks (.xlsx): one sheet, whose cells become the text that they show."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, dropwhile, islice, repeat
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from claims.formats.files.file_limits import FileError
from claims.formats.files.header_row import ROWS_LOOKED_AT, header_place
from claims.formats.files.input_stream import Input
from claims.formats.files.read_as import read_as, rows_above
from claims.formats.files.records import REMARKS, BadRecord, Issue, Record, Table, cut
from claims.formats.files.sheet_scan import Problem
from claims.formats.files.table_columns import columns_of, given_columns, is_header, long_cell, without_index
from claims.formats.files.workbook import checked_sheet

_DIGITS = 15  # which a spreadsheet shows of a number
_TIMED_ROWS = 10_000
_NOTHING: Mapping[int, str] = {}

Cells = list[str]
Row = tuple[int, Cells]  # the number that the spreadsheet shows beside it


def read_xlsx(source: Input) -> Table:
    """Read the named sheet, or the first one.

    Formulas give their values, dates are written as 2019-05-14, whole numbers without a point, and numbers whose
    format adds a per cent, a currency, a unit or leading zeros as they show. A cell that is merged over several rows
    is repeated in each. Raises FileError for what is no such file, and where there are no rows.
    """
    file = source.spreadsheet
    if file is None:
        raise FileError(f"{source.name} is no .xlsx file.")
    sheet = checked_sheet(source, file)
    rows = _rows(_opened(source, file, sheet.name), sheet.shown)
    skipped, rows = _below_titles(source, rows)
    columns, rows, has_header = _columns(source, sheet.name, rows)
    records = _records(source, rows, columns, sheet.problems)
    first = next(records, None)
    if first is None:
        raise FileError(f"The sheet {sheet.name!r} of {source.name} holds a header and no rows.")
    above = rows_above(source, skipped, has_header=has_header)
    others = sheet.others or None
    description = read_as(source, has_header=has_header, sheet=sheet.name, other_sheets=others, **above)
    return without_index(Table(columns, chain([first], records), is_fixed=True, read_as=description))


def _opened(source: Input, file: BinaryIO, name: str) -> CalamineSheet:
    file.seek(0)
    try:
        return CalamineWorkbook.from_object(file).get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        raise FileError(f"{source.name} cannot be read: {' '.join(str(error).split())}.") from error


def _rows(sheet: CalamineSheet, shown: Mapping[int, Mapping[int, str]]) -> Iterator[Row]:
    """Return the rows that are not blank; a cell merged over several rows is repeated in each.

    `shown` is the text of cells whose number format adds a meaning, by row and column from 1.
    """
    _, left = sheet.start or (0, 0)  # rows come from the first of the sheet, cells from the first that is filled
    merged = _merged(sheet, left)
    standing: dict[int, tuple[int, str]] = {}
    for number, given in enumerate(sheet.iter_rows()):
        cells = [_text(cell) for cell in given]
        for place, text in shown.get(number + 1, _NOTHING).items():
            if left < place <= left + len(cells):
                cells[place - left - 1] = text
        if not any(cells):
            continue
        for column, (last, value) in standing.items():
            if number <= last:
                cells[column] = cells[column] or value
        standing |= {column: (last, cells[column]) for column, last in merged.get(number, ()) if column < len(cells)}
        yield number + 1, cells


def _merged(sheet: CalamineSheet, left: int) -> dict[int, list[tuple[int, int]]]:
    """Return merged cells that span several rows: first row, column and last row."""
    merged: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        if last > first and column >= left:
            merged.setdefault(first, []).append((column - left, last))
    return merged


def _below_titles(source: Input, rows: Iterator[Row]) -> tuple[int, Iterator[Row]]:
    """Return how many rows of a sheet stand above its header, and the rows from there on."""
    first = list(islice(rows, ROWS_LOOKED_AT))
    line = source.options.first_line
    if first and tuple(first[0][1][: len(REMARKS)]) == REMARKS:  # refused rows, which were written here
        return 0, chain(first, rows)
    if line is not None:
        below = dropwhile(lambda row: row[0] < line, chain(first, rows))
        return line - 1, below
    place = header_place([cells for _, cells in first]) if source.options.is_headed else 0
    return (first[place][0] - 1 if place else 0), chain(first[place:], rows)


def _columns(source: Input, sheet: str, rows: Iterator[Row]) -> tuple[tuple[str, ...], Iterator[Row], bool]:
    """Return the columns, the rows under them, and whether there is a header."""
    first = next(rows, None)
    if first is None:
        raise FileError(f"The sheet {sheet!r} of {source.name} is empty: name another, --sheet NAME.")
    cells = _trimmed(first[1])
    if is_header(source, cells):
        return columns_of(source, cells), rows, True
    return given_columns(source, len(first[1])), chain([first], rows), False


def _records(
    source: Input, rows: Iterator[Row], columns: tuple[str, ...], problems: dict[int, Problem]
) -> Iterator[Record | BadRecord]:
    width, limits = len(columns), source.limits
    for number, (line, cells) in enumerate(rows, start=1):
        limits.check("max_rows", number, source.name, "holds more than {} rows")
        if number % _TIMED_ROWS == 0:
            source.check_time()
        issue = long_cell(cells, limits.max_cell, f"row {line}")
        if line in problems:
            issue = _faulty(line, problems[line], columns)
        elif any(cells[width:]):
            message = (
                f"row {line} has a cell beyond the last column that has a name: name the column, or clear the cell."
            )
            issue = Issue("", cut(" | ".join(cells[width:])), "ragged", message)
        if issue:
            yield BadRecord(number, line, issue, _trimmed(cells))
        else:
            yield Record(number, line, dict(zip(columns, chain(cells, repeat("")), strict=False)))


def _faulty(line: int, problem: Problem, columns: tuple[str, ...]) -> Issue:
    name = columns[problem.place] if 0 <= problem.place < len(columns) else ""
    return Issue(name[:200], cut(problem.value), "bad_cell", f"row {line}, cell {problem.cell}, holds {problem.what}.")


def _trimmed(cells: Cells) -> Cells:
    """Return a row without blank cells at its end."""
    length = next((length for length in range(len(cells), 0, -1) if cells[length - 1].strip()), 0)
    return cells[:length]


def _text(value: Any) -> str:
    """Return a cell's value as the text that it shows."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(Decimal(format(value, f".{_DIGITS}g")), "f")
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return _hours(value) if isinstance(value, timedelta) else str(value)


def _hours(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
