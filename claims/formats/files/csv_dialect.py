"""Detect how a text is split into cells: its delimiter, and whether it uses quotes."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from claims.formats.files.header_row import ROWS_LOOKED_AT, header_place, is_known_name
from claims.formats.files.read_options import DELIMITERS, ReadOptions
from claims.formats.files.records import REMARKS

QUOTE = '"'
UNFINISHED = "unexpected end of data"
"""The csv module's message for a quote that is not closed at the end."""

_LOOKED_AT = 262_144
_MOST_ABOVE = 20
_HINT = re.compile(r'\ufeff?"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The line that names the delimiter for Excel."""
_REFUSED = re.compile(f"\ufeff?{REMARKS[0]}(.){REMARKS[1]}\\1{REMARKS[2]}")
"""The header of a file of refused rows, which was written here: nothing stands above it."""
_SELDOM = "^~@#!$%&*+=/\\\x1f\x01\x02\x1e¦§·¬:`"
"""Delimiters that files have which know that commas, semicolons, tabs and pipes are in their cells."""


class Dialect(NamedTuple):
    """A delimiter, whether cells that contain it are quoted, and how many lines stand above the table."""

    delimiter: str
    is_quoted: bool
    skipped: int = 0


class _Shape(NamedTuple):
    """A text read in a dialect: cells of a row, the number of rows, rows of other widths, and rows above the table."""

    width: int
    rows: int
    misfits: int
    above: int


def dialect_of(head: str, preferred: str, options: ReadOptions, *, is_whole: bool) -> Dialect:
    """Detect the dialect by the start of a text: most rows then have as many cells as the first one.

    Between equals, the format's usual delimiter and quoting are preferred.
    """
    refused = _REFUSED.match(head)
    if refused is not None:
        return Dialect(options.separator or refused[1], options.quoting != "none")
    hint = _HINT.match(head)
    skipped = (options.first_line or 1) - 1 or (1 if hint else 0)
    lines = _sample(head, is_whole)[skipped:]
    separator = options.separator or (hint[1] if hint else None)
    delimiter, is_quoted = _found(lines, preferred, separator, options, is_whole=is_whole)
    if options.first_line is None and options.is_headed:
        skipped += _above_header(lines, Dialect(delimiter, is_quoted))
    return Dialect(delimiter, is_quoted, skipped)


def _found(
    lines: list[str], preferred: str, separator: str | None, options: ReadOptions, *, is_whole: bool
) -> tuple[str, bool]:
    separators = (separator,) if separator else tuple(DELIMITERS)
    shapes = {one: _shape(lines, Dialect(one, is_quoted=True), is_whole) for one in separators}
    plain = {one: _shape(lines, Dialect(one, is_quoted=False), is_whole) for one in shapes}
    best = max(separators, key=lambda one: (max(_fit(shapes[one]), _fit(plain[one])), one == preferred, shapes[one]))
    if separator is None and shapes[best].width < 2:
        seldom = _seldom_delimiter(lines, is_whole)
        if seldom is not None:
            return _found(lines, preferred, seldom, options, is_whole=is_whole)
    if options.quoting is not None:
        return best, options.quoting == "standard"
    return best, not _is_unquoted(lines, best, shapes[best], plain[best])


def _seldom_delimiter(lines: list[str], is_whole: bool) -> str | None:
    """Return another character that parts all rows alike, if the first row then has names of columns."""
    first = next((line for line in lines if line.strip()), "")
    for one in dict.fromkeys(char for char in first if char in _SELDOM):
        shape = _shape(lines, Dialect(one, is_quoted=True), is_whole)
        names = sum(is_known_name(cell) for cell in first.strip().split(one))
        if (
            shape.width > 1
            and shape.rows > 1
            and not shape.misfits
            and not shape.above
            and (names > 0 or shape.width > 3)
        ):
            return one
    return None


def _above_header(lines: list[str], dialect: Dialect) -> int:
    """Return how many lines stand above the header."""
    rows: list[list[str]] = []
    starts: list[int] = []
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True) if dialect.is_quoted else None
    plain = (line.rstrip("\n").split(dialect.delimiter) for line in lines)
    cells_of: Iterator[list[str]] = plain if reader is None else reader
    start = 0
    try:
        for cells in cells_of:
            if any(map(str.strip, cells)):
                rows.append(cells)
                starts.append(start)
            start = reader.line_num if reader else start + 1
            if len(rows) == ROWS_LOOKED_AT:
                break
    except csv.Error:  # what was read before it counts
        pass
    place = header_place(rows)
    return starts[place] if place else 0


def _sample(head: str, is_whole: bool) -> list[str]:
    sample = head[:_LOOKED_AT]
    lines = sample.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1 and not (is_whole and len(sample) == len(head)):
        del lines[-1]  # it may be cut
    return [f"{line}\n" for line in lines]


def _fit(shape: _Shape) -> float:
    fit = 1 - shape.misfits / shape.rows if shape.width > 1 else 0
    return fit / 2 if shape.above else fit


def _shape(lines: list[str], dialect: Dialect, is_whole: bool) -> _Shape:
    widths = [width for width in _widths(lines, dialect, is_whole) if width]
    first = widths[0] if widths else 0
    above = 0
    usual, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
    if usual > 1 and usual != first and count > 1 and widths.index(usual) <= _MOST_ABOVE:  # a title, or notes
        above, first = widths.index(usual), usual
    misfits = sum(width != first for width in widths[above:])
    return _Shape(first, len(widths) - above, misfits, above)


def _widths(lines: list[str], dialect: Dialect, is_whole: bool) -> Iterator[int]:
    """Return the number of cells of each row, -1 for one that cannot be read."""
    if not dialect.is_quoted:
        yield from (line.count(dialect.delimiter) + 1 for line in lines if line != "\n")
        return
    rows = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    while True:
        try:
            yield len(next(rows))
        except StopIteration:
            return
        except csv.Error as error:
            if is_whole or str(error) != UNFINISHED:
                yield -1


def _is_unquoted(lines: list[str], delimiter: str, quoted: _Shape, plain: _Shape) -> bool:
    """Return whether quotes are ordinary characters: with quoting, rows would not fit or would be swallowed."""
    is_swallowed = plain.misfits == quoted.misfits == 0 and plain.rows > quoted.rows and plain.width > 2
    return (plain.misfits < quoted.misfits or is_swallowed) and not _is_meant(lines, delimiter)


def _is_meant(lines: list[str], delimiter: str) -> bool:
    """Return whether quotes delimit cells though some are broken: a column is full of them, or they are doubled."""
    rows = [line[:-1].split(delimiter) for line in lines]
    opened = [cell for row in rows for cell in row if cell.startswith(QUOTE)]
    wrapped = [cell for cell in opened if _is_wrapped(cell)]
    doubled = sum(QUOTE * 2 in cell[1:-1] for cell in wrapped)
    columns = zip_longest(*rows, fillvalue="")
    is_full = any(4 * sum(map(_is_wrapped, column)) > 3 * sum(map(bool, column)) for column in columns)
    return doubled > len(opened) - len(wrapped) or is_full


def _is_wrapped(cell: str) -> bool:
    inside = cell[1:-1]
    return len(cell) > 1 and cell[0] == cell[-1] == QUOTE and QUOTE not in inside.replace(QUOTE * 2, "")
