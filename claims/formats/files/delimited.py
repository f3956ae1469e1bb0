"""Read delimited text (RFC 4180 and its variants): a header, then one row per record."""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import chain

from claims.formats.files.csv_dialect import QUOTE, UNFINISHED, Dialect, dialect_of
from claims.formats.files.file_limits import LONGEST_LINE, FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.read_as import read_as, rows_above
from claims.formats.files.read_options import DELIMITERS
from claims.formats.files.records import BadRecord, Issue, Record, Table, cut
from claims.formats.files.table_columns import columns_of, given_columns, is_header, long_cell, ragged, without_index
from claims.formats.files.text_lines import is_too_long, lines_of, too_long

# A row: the number of its line, and its cells, or what is wrong with it and the line as it stands there.
Row = tuple[int, list[str] | Issue, str | None]


def read_csv(source: Input) -> Table:
    """Read comma-separated rows, or rows with the detected delimiter.

    Raises FileError as `read_delimited` does.
    """
    return read_delimited(source, ",")


def read_tsv(source: Input) -> Table:
    """Read tab-separated rows, or rows with the detected delimiter.

    Raises FileError as `read_delimited` does.
    """
    return read_delimited(source, "\t")


def read_delimited(source: Input, usual: str) -> Table:
    """Read rows of cells by the given or detected delimiter; `usual` is that of most such files.

    Raises FileError if there is no header or no row under it.
    """
    dialect = dialect_of(source.head, usual, source.options, is_whole=source.is_whole)
    columns, rows, has_header = _columns(source, iter(_Rows(source, dialect)))
    records = _records(source, rows, columns)
    first = next(records, None)
    if first is None:
        raise FileError(f"{source.name} holds a header and no rows.")
    description = read_as(
        source,
        delimiter=DELIMITERS.get(dialect.delimiter, dialect.delimiter),
        quoting="standard" if dialect.is_quoted else "none",
        has_header=has_header,
        **rows_above(source, dialect.skipped, has_header=has_header),
    )
    return without_index(Table(columns, chain([first], records), is_fixed=True, read_as=description))


def _columns(source: Input, rows: Iterator[Row]) -> tuple[tuple[str, ...], Iterator[Row], bool]:
    """Return the columns, the rows under them, and whether there is a header."""
    first = next(rows, None)
    if first is None:
        raise FileError(f"{source.name} holds no rows.")
    cells = first[1]
    if isinstance(cells, Issue):
        if not source.options.columns:
            raise FileError(f"The first row of {source.name} cannot be read: {cells.message}")
    elif is_header(source, cells):
        return columns_of(source, cells), rows, True
    return given_columns(source, len(cells)), chain([first], rows), False


def _records(source: Input, rows: Iterator[Row], columns: tuple[str, ...]) -> Iterator[Record | BadRecord]:
    width, most = len(columns), source.limits.max_rows
    for number, (line, cells, original) in enumerate(rows, start=1):
        if number > most:
            source.limits.check("max_rows", number, source.name, "holds more than {} rows")
        if isinstance(cells, Issue):
            yield BadRecord(number, line, cells, original)
        elif len(cells) == width:
            yield Record(number, line, dict(zip(columns, cells, strict=True)))
        else:
            yield BadRecord(number, line, ragged(cells, width, f"line {line}"), cells[: source.limits.max_columns])


class _Rows:
    """The rows of a text that are not blank.

    Where a quote is not closed, or something follows it, the line alone is refused: those that it would have taken in
    are read as rows of their own.
    """

    def __init__(self, source: Input, dialect: Dialect) -> None:
        self._delimiter, self._quote = dialect.delimiter, QUOTE if dialect.is_quoted else "\n\n"  # in no line
        self._longest, self._read = source.limits.max_cell, lines_of(source)
        self._number = 0
        self._given_back: deque[str] = deque()
        csv.field_size_limit(max(csv.field_size_limit(), self._longest))

        for _ in range(dialect.skipped):
            self._number += next(self._read, None) is not None

    def __iter__(self) -> Iterator[Row]:
        delimiter, quote, longest = self._delimiter, self._quote, self._longest
        for line in self._lines():
            if len(line) > longest:
                row = self._long(line)
            elif quote in line:
                row = self._quoted(line)
            else:
                row = self._number, line.rstrip("\r\n").split(delimiter), None
            if row[1][0].strip() or any(map(str.strip, row[1])):
                yield row

    def _lines(self) -> Iterator[str]:
        for line in self._read:
            self._number += 1
            yield line
            while self._given_back:
                self._number += 1
                yield self._given_back.popleft()

    def _quoted(self, line: str) -> Row:
        """Read a row with quotes, which may continue on the next lines."""
        number = self._number
        try:
            return number, next(csv.reader((line,), delimiter=self._delimiter, strict=True)), None
        except csv.Error as error:
            cells = self._spanning(line) if str(error) == UNFINISHED else None
            return number, cells or _broken(error, number, line), None if cells else line.rstrip("\r\n")

    def _spanning(self, line: str) -> list[str] | Issue | None:
        """Continue a row on the next lines; push them back if its quote is not closed there."""
        taken: list[str] = []
        try:
            cells = next(csv.reader(self._taking(line, taken), delimiter=self._delimiter, strict=True))
        except csv.Error:
            self._given_back.extendleft(reversed(taken))
            return None
        issue = long_cell(cells, self._longest, f"line {self._number}")
        self._number += len(taken)
        return issue or cells

    def _taking(self, line: str, taken: list[str]) -> Iterator[str]:
        """Yield a line and the following ones, and remember them, up to the maximum length of a row."""
        size = len(line)
        yield line
        while size < LONGEST_LINE:
            below = self._given_back.popleft() if self._given_back else next(self._read, None)
            if below is None:
                return
            taken.append(below)
            size += len(below)
            yield below

    def _long(self, line: str) -> Row:
        """Read a row that may be too long or have a cell that is too long."""
        if is_too_long(line):
            return self._number, too_long(self._number), None
        number, cells, original = (
            self._quoted(line)
            if self._quote in line
            else (self._number, line.rstrip("\r\n").split(self._delimiter), None)
        )
        issue = None if isinstance(cells, Issue) else long_cell(cells, self._longest, f"line {number}")
        return number, issue or cells, original


def _broken(problem: csv.Error, number: int, line: str) -> Issue:
    what = "a quote is opened and not closed" if str(problem) == UNFINISHED else str(problem)
    message = (
        f"line {number}: {what}; double a quote that stands inside a cell, or, if quotes mean nothing in this file, "
        "use --quoting none."
    )
    return Issue("", cut(line.strip()), "bad_csv", message)
