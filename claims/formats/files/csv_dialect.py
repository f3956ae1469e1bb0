"""Detect how a text is split into cells: its delimiter, and whether it uses quotes."""

import csv
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from claims.formats.files.read_options import DELIMITERS, ReadOptions
from claims.formats.files.records import REMARKS

QUOTE = '"'
UNFINISHED = "unexpected end of data"
"""The csv module's message for a quote that is not closed at the end."""

_LOOKED_AT = 262_144


class Dialect(NamedTuple):
    """A delimiter, and whether cells that contain it are quoted."""

    delimiter: str
    is_quoted: bool


class _Shape(NamedTuple):
    """The result of reading a text in a dialect: cells in the first row, number of rows, rows of other widths."""

    width: int
    rows: int
    misfits: int


def dialect_of(head: str, preferred: str, options: ReadOptions, *, is_whole: bool) -> Dialect:
    """Detect the dialect by the start of a text: most rows then have as many cells as the first one.

    Between equals, the format's usual delimiter and quoting are preferred.
    """
    lines = _sample(head, is_whole)
    separators = (options.separator,) if options.separator else tuple(DELIMITERS)
    for separator in separators:
        if head.startswith(separator.join([*REMARKS, ""])):  # a file of refused rows, which was written here
            return Dialect(separator, options.quoting != "none")
    shapes = {separator: _shape(lines, Dialect(separator, is_quoted=True), is_whole) for separator in separators}
    plain = {separator: _shape(lines, Dialect(separator, is_quoted=False), is_whole) for separator in shapes}
    best = max(separators, key=lambda one: (max(_fit(shapes[one]), _fit(plain[one])), one == preferred, shapes[one]))
    if options.quoting is not None:
        return Dialect(best, options.quoting == "standard")
    return Dialect(best, not _is_unquoted(lines, best, shapes[best], plain[best]))


def _sample(head: str, is_whole: bool) -> list[str]:
    sample = head[:_LOOKED_AT]
    lines = sample.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1 and not (is_whole and len(sample) == len(head)):
        del lines[-1]  # it may be cut
    return [f"{line}\n" for line in lines]


def _fit(shape: _Shape) -> float:
    return 1 - shape.misfits / shape.rows if shape.width > 1 else 0


def _shape(lines: list[str], dialect: Dialect, is_whole: bool) -> _Shape:
    widths = [width for width in _widths(lines, dialect, is_whole) if width]
    first = widths[0] if widths else 0
    return _Shape(first, len(widths), sum(width != first for width in widths))


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
