"""Split a text into lines of bounded length."""

from collections.abc import Iterator

from claims.formats.files.file_limits import LONGEST_LINE, FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.records import Issue


def lines_of(source: Input) -> Iterator[str]:
    """Yield the lines with their line ends; a line that is too long is cut after a million characters.

    Raises FileError if the bytes are not text.
    """
    readline = source.text.readline
    try:
        while line := readline(LONGEST_LINE):
            rest = line
            while is_too_long(rest) and rest[-1] not in "\r\n":
                rest = readline(LONGEST_LINE)
            yield line
    except UnicodeError as error:
        raise FileError(f"{source.name} is not {source.encoding.name} text to its end: {error}.") from error


def is_too_long(line: str) -> bool:
    """Return whether a line is too long for a row."""
    return len(line) >= LONGEST_LINE


def too_long(number: int) -> Issue:
    """Return the issue for a line that is too long."""
    message = f"line {number} is longer than {LONGEST_LINE:,} characters: no row is that long."
    return Issue("", "", "too_long", message)
