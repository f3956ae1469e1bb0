"""The columns of a table of cells: named by its header or, where it has none, by whoever reads it."""

from collections.abc import Sequence

from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.records import REMARKS, Issue, cut

_MOST_SHOWN = 20


def columns_of(source: Input, cells: Sequence[str]) -> tuple[str, ...]:
    """Name the columns by a header. Raises FileError where it has too many, or the same one twice."""
    source.limits.check("max_columns", len(cells), source.name, "has more than {} columns in its header")
    columns = tuple(cell.strip() or f"(column {place})" for place, cell in enumerate(cells, start=1))
    if len(set(columns)) < len(columns):
        twice = sorted({column for column in columns if columns.count(column) > 1})
        raise FileError(f"The header of {source.name} has the column {twice[0]!r} twice: rename one.")
    return columns


def is_header(source: Input, cells: Sequence[str]) -> bool:
    """Return whether the first row names the columns, by the options or by its content.

    A file of refused rows does, and so does one whose first row is the names that were given.
    """
    found = tuple(cell.strip() for cell in cells)
    is_known = bool(source.options.columns) and found == source.options.columns
    return source.options.is_headed or is_known or found[: len(REMARKS)] == REMARKS


def given_columns(source: Input, width: int) -> tuple[str, ...]:
    """Name the columns of a file without a header: as given, else by their numbers from 1."""
    if not source.options.columns:
        source.limits.check("max_columns", width, source.name, "has more than {} columns")
    return source.options.columns or tuple(str(place) for place in range(1, width + 1))


def ragged(cells: Sequence[str], wanted: int, where: str) -> Issue:
    """Refuse a row for having more or fewer cells than there are columns."""
    message = (
        f"{where} has {len(cells)} cells where there are {wanted} columns; put a cell that holds the separator into "
        "quotes, or, if quotes mean nothing in this file, tell --quoting none."
    )
    return Issue("", cut(" | ".join(cells[:_MOST_SHOWN])), "ragged", message)


def long_cell(cells: Sequence[str], most: int, where: str) -> Issue | None:
    """Refuse a row that has a cell of more than so many characters."""
    longest = max(cells, key=len)
    if len(longest) <= most:
        return None
    message = f"{where} has a cell of {len(longest):,} characters, and {most:,} are the most: shorten it."
    return Issue("", cut(longest), "too_long", message)
