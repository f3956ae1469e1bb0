"""Limits that keep one file from using up a server's memory, disk or time."""

from dataclasses import dataclass

LONGEST_LINE = 1_000_000
"""The most characters of a line, and of a row of JSON."""

RATIO_FROM = 16 * 1024 * 1024
"""Bytes up to which the compression ratio of a file is not checked."""


class FileError(Exception):
    """Raised for a file that cannot be read; its message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one file. Each is also a setting, which the error message names."""

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
        """Raise FileError if a limit is exceeded."""
        most: int = getattr(self, limit)
        if found > most:
            setting = f"FACTCHECK_IMPORT_{limit.upper()}"
            raise FileError(f"{name} {what.format(f'{most:,}')}: make it smaller, or raise {setting}.")

    def check_unpacked(self, name: str, size: int, packed: int) -> None:
        """Raise FileError if the unpacked size or the compression ratio is too large."""
        self.check("max_unpacked_bytes", size, name, "unpacks to more than {} bytes")
        if size > RATIO_FROM:
            self.check("max_ratio", size / max(packed, 1), name, "unpacks to more than {} times its size")
