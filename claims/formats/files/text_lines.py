"""The lines of a text, none of them longer than a row can be."""

from collections.abc import Iterator

from claims.formats.files.file_limits import LONGEST_LINE, FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.records import Issue


def lines_of(source: Input) -> Iterator[str]:
    """Return the lines with their ends; of one that is too long, its first million characters.

    Raises FileError where the bytes are not text.
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
    """Return whether a line is longer than any row can be."""
    return len(line) >= LONGEST_LINE


def too_long(number: int) -> Issue:
    """Refuse a line for its length."""
    message = f"line {number} is longer than {LONGEST_LINE:,} characters: no row is that long."
    return Issue("", "", "too_long", message)
