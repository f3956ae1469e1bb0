"""TSV: rows of cells parted by tabs."""

from claims.formats.delimited import read_delimited
from claims.formats.record import Table
from claims.formats.stream import Input


def read_tsv(source: Input) -> Table:
    """Read tab-separated rows, or what is found in their stead. Raises FileError as `read_delimited` does."""
    return read_delimited(source, "\t")
