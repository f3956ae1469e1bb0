"""Name the columns of a table by its header, or by the options if it has none."""

from collections.abc import Sequence

from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.records import REMARKS, Issue, cut

_MOST_SHOWN = 20


def columns_of(source: Input, cells: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a header. Raises FileError for too many or duplicate ones."""
    source.limits.check("max_columns", len(cells), source.name, "has more than {} columns in its header")
    columns = tuple(cell.strip() or f"(column {place})" for place, cell in enumerate(cells, start=1))
    if len(set(columns)) < len(columns):
        twice = sorted({column for column in columns if columns.count(column) > 1})
        raise FileError(f"The header of {source.name} has the column {twice[0]!r} twice: rename one.")
    return columns


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
