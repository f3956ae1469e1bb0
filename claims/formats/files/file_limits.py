"""What a file may cost at most: bounds that keep one file from taking all of a server's memory, disk or time."""

from dataclasses import dataclass

LONGEST_LINE = 1_000_000
"""Characters of a line, and of a row of JSON: no row is that long."""

RATIO_FROM = 16 * 1024 * 1024
"""Bytes up to which a file may unpack to however many times its size: they harm nobody."""


class FileError(Exception):
    """Refuse a whole file, in one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file. Each is also a setting, which its refusal names."""

    max_bytes: int = 2 * 1024**3
    max_unpacked_bytes: int = 10 * 1024**3
    max_spreadsheet_bytes: int = 500 * 1024**2
    max_ratio: int = 100
    max_rows: int = 20_000_000
    max_columns: int = 1_000
    max_cell: int = 131_072
    max_depth: int = 32
    max_seconds: int = 6 * 60 * 60

    def check(self, limit: str, found: float, name: str, what: str) -> None:
        """Refuse a file in which more was found than a limit allows. Raises FileError."""
        most: int = getattr(self, limit)
        if found > most:
            setting = f"FACTCHECK_IMPORT_{limit.upper()}"
            raise FileError(f"{name} {what.format(f'{most:,}')}: make it smaller, or raise {setting}.")

    def check_unpacked(self, name: str, size: int, packed: int) -> None:
        """Refuse what unpacks to too much, or to far more than it was packed into. Raises FileError."""
        self.check("max_unpacked_bytes", size, name, "unpacks to more than {} bytes")
        if size > RATIO_FROM:
            self.check("max_ratio", size / max(packed, 1), name, "unpacks to more than {} times its size")
