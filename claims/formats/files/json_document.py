"""Read a JSON document with an array of objects (RFC 8259), object by object.

The array is the whole document, or stands in it under a key. Python's own decoder reads each object: the streaming
parsers that were tried write "?" for half of a surrogate pair, and take memory by the square of the nesting.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from json import JSONDecodeError
from typing import Any

from claims.formats.files.file_content import BLOCK
from claims.formats.files.file_limits import LONGEST_LINE, FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.json_lines import LOOKED_AT, names_of
from claims.formats.files.json_values import EXACT, depth_of, record_of, too_deep
from claims.formats.files.read_as import read_as
from claims.formats.files.records import BadRecord, Record, Table
from claims.rules.refusal import shown

_SPACE = re.compile(r"[ \t\r\n]*")
_ROWS = re.compile(r"\[[ \t\r\n]*\{")


def read_json(source: Input) -> Table:
    """Read the objects of an array; the columns are those of the first hundred.

    The array is the one under the given key, or the document itself, or the first array of objects under a key of
    the document. Raises FileError if there is none or the document is broken.
    """
    document = _Document(source)
    path = _enter_rows(document, source.options.rows)
    records = _records(document, is_all=not path)
    first = list(islice(records, LOOKED_AT))
    columns = names_of(source, first, "a JSON array of objects")
    return Table(columns, chain(first, records), is_fixed=False, read_as=read_as(source, rows=path or None))


class _Document:
    """A JSON document that is read value by value, with at most one row in memory."""

    def __init__(self, source: Input) -> None:
        self.source, self._text = source, source.text
        self._buffer, self._at, self._is_ended = "", 0, False
        self._line, self._counted = 1, 0
        self.size = 0

    @property
    def line(self) -> int:
        """Return the number of the current line."""
        self._line += self._buffer.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def next(self) -> str:
        """Return the next character that is not a space without consuming it; empty at the end."""
        while True:
            match = _SPACE.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer) or not self._fill():
                return self._buffer[self._at : self._at + 1]

    def take(self, wanted: str) -> str:
        """Read the next character. Raises FileError if it is none of these."""
        found = self.next()
        if not found or found not in wanted:
            what = "ends too early: it is cut off" if not found else f"holds {shown(found)} where {wanted[0]} should be"
            raise FileError(f"{self.source.name}, line {self.line}, {what}.")
        self._at += 1
        return found

    def is_at_rows(self) -> bool:
        """Return whether an array of objects begins here."""
        while not (found := _ROWS.match(self._buffer, self._at)) and len(self._buffer) - self._at < BLOCK:
            if not self._fill():
                break
        return found is not None

    def value(self) -> Any:
        """Read a value. Raises FileError if it is broken, nested too deep, or longer than a row can be."""
        self.next()
        while True:
            try:
                value, end = EXACT.raw_decode(self._buffer, self._at)
            except JSONDecodeError as error:
                if not self._fill():
                    raise self._broken(error.msg, error.pos) from error
            except (ValueError, RecursionError) as error:
                why = "it is nested far too deep" if isinstance(error, RecursionError) else str(error)
                raise self._broken(why, self._at) from error
            else:
                if end < len(self._buffer) or not self._fill():
                    self.size, self._at = end - self._at, end
                    return value

    def _fill(self) -> bool:
        """Read more text and return whether there was any. Raises FileError if a value is longer than a row can be."""
        _ = self.line
        self._buffer, self._at, self._counted = self._buffer[self._at :], 0, 0
        if len(self._buffer) > LONGEST_LINE:
            raise self._broken(f"something there is longer than {LONGEST_LINE:,} characters", 0)
        try:
            block = self._text.read(max(BLOCK, len(self._buffer)))
        except UnicodeError as error:
            raise self._broken(str(error), len(self._buffer)) from error
        self._buffer += block
        return bool(block)

    def _broken(self, why: str, at: int) -> FileError:
        line = self.line + self._buffer.count("\n", self._at, at)
        near = shown(self._buffer[max(0, at - 20) : at + 20])
        return FileError(f"{self.source.name} is not JSON that can be read: line {line}, near {near}: {why}.")


def _enter_rows(document: _Document, path: str | None) -> str:
    """Advance into the array of the rows and return its path."""
    name = document.source.name
    if document.next() == "[":
        if path:
            raise FileError(f"{name} is itself an array of rows: leave --rows out.")
        document.take("[")
        return ""
    if document.next() != "{":
        raise FileError(f"{name} is not JSON: it begins with {shown(document.next())}.")
    found = _key_of_rows(document, path)
    if found is None and path:
        raise FileError(f"{name} has no array at {shown(path)}: say where the rows are, --rows KEY.KEY.")
    if found is None:
        raise FileError(f"{name} holds one object and no array of them: say where the rows are, --rows KEY.KEY.")
    return path or found


def _key_of_rows(document: _Document, path: str | None) -> str | None:
    """Advance in an object to the rows, at a path or in the first array of objects, and return their key."""
    document.take("{")
    while document.next() not in ("}", ""):
        key = document.value()
        document.take(":")
        begin = document.next()
        if (key == path and begin == "[") or (path is None and document.is_at_rows()):
            document.take("[")
            return str(key)
        if path and path.startswith(f"{key}.") and begin == "{":
            return _key_of_rows(document, path.removeprefix(f"{key}."))
        document.value()
        if document.next() != "}":
            document.take(",")
    return None


def _records(document: _Document, *, is_all: bool) -> Iterator[Record | BadRecord]:
    source, number = document.source, 0
    limits = source.limits
    is_open = document.next() != "]"
    while is_open:
        number += 1
        limits.check("max_rows", number, source.name, "holds more than {} rows")
        document.next()
        line, values = document.line, document.value()
        is_deep = depth_of(values) > limits.max_depth
        yield (too_deep(number, line, limits) if is_deep else record_of(number, line, values, document.size, limits))
        is_open = document.take(",]") == ","
    if number == 0:
        document.take("]")
    if is_all and document.next():
        raise FileError(
            f"{source.name} goes on after the end of its array, on line {document.line}: one array is read."
        )
