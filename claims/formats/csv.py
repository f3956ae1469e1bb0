"""CSV: rows of cells parted by commas, or by semicolons where a comma is the decimal point."""

from claims.formats.delimited import read_delimited
from claims.formats.record import Table
from claims.formats.stream import Input


def read_csv(source: Input) -> Table:
    """Read comma-separated rows, or what is found in their stead. Raises FileError as `read_delimited` does."""
    return read_delimited(source, ",")
