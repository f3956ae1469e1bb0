"""Opening a file as text: its encoding is known or told, never guessed, and no character is replaced."""

import codecs
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1")
LONGEST_LINE = 1_000_000

_HEAD = 65_536
_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "a zip archive or a spreadsheet", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}


class FileError(Exception):
    """Refuse a whole file, in one line that says what to do."""


class LongLineError(Exception):
    """Refuse a line that is longer than any row can be; reading goes on after it."""


class Input:
    """An open file: its first bytes, which can be looked at, and all of it as text."""

    def __init__(self, name: str, binary: BinaryIO, size: int | None, encoding: str | None) -> None:
        self.name, self.size = name, size
        head = binary.read(_HEAD)
        if not head:
            raise FileError(f"{name} is empty.")
        self._bytes = _Replayed(head, binary)
        told = "utf-8-sig" if encoding == "utf-8" else encoding  # which reads it without a mark too
        self.encoding = told or _encoding(name, head)
        errors = "strict" if self.encoding.startswith("utf-16") else "surrogateescape"
        self.head = _decoded(name, head, self.encoding)
        self.text: TextIO = io.TextIOWrapper(
            io.BufferedReader(self._bytes, _HEAD), encoding=self.encoding, errors=errors, newline=""
        )

    @property
    def position(self) -> int:
        """Give how many bytes were read so far."""
        return self._bytes.position


class Lines:
    """The lines of a text with their ends, each at most a million characters long.

    Raises LongLineError at a longer one and can be read on; raises FileError where the bytes are not text.
    """

    def __init__(self, source: Input) -> None:
        self._source, self.number = source, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._read()
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= LONGEST_LINE and line[-1] not in "\r\n":
            while len(line) >= LONGEST_LINE and line[-1] not in "\r\n":
                line = self._read()
            raise LongLineError(f"line {self.number} is longer than {LONGEST_LINE:,} characters")
        return line

    def _read(self) -> str:
        try:
            return self._source.text.readline(LONGEST_LINE)
        except UnicodeError as error:
            raise FileError(
                f"{self._source.name} is not {self._source.encoding} after line {self.number} ({error}): "
                "save it as UTF-8."
            ) from error


@contextmanager
def open_input(path: str, *, encoding: str | None = None) -> Iterator[Input]:
    """Open a file, or standard input for "-", as text: UTF-8 with or without a byte order mark, UTF-16 with one.

    Another encoding is read where it is told. Raises FileError, in one line, for a file that is not there, is empty,
    is packed or binary, or whose first 64 KB are not text in its encoding.
    """
    if encoding is not None and encoding not in ENCODINGS:
        raise FileError(f"{encoding} is not an encoding that is read here: give one of {', '.join(ENCODINGS)}.")
    if path == "-":
        yield Input("standard input", sys.stdin.buffer, None, encoding)
        return
    try:
        with Path(path).open("rb") as binary:
            yield Input(path, binary, Path(path).stat().st_size, encoding)
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise FileError(f"{path} is a folder: name a file.") from error
    except PermissionError as error:
        raise FileError(f"{path} may not be read by this user.") from error


class _Replayed(io.RawIOBase):
    """A stream whose first bytes were read already and come again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest, self.position = head, rest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        block = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(block) :]
        buffer[: len(block)] = block
        self.position += len(block)
        return len(block)


def _encoding(name: str, head: bytes) -> str:
    for mark, what in _PACKED.items():
        if head.startswith(mark):
            raise FileError(f"{name} is {what}: unpack it, or save it as CSV or JSON Lines.")
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FileError(f"{name} is UTF-32: save it as UTF-8.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head[:200].count(0) > len(head[:200]) // 4:
        raise FileError(f"{name} is binary, or UTF-16 without a byte order mark: save it as UTF-8.")
    return "utf-8-sig"


def _decoded(name: str, head: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(head, final=len(head) < _HEAD)
    except UnicodeError as error:
        line = head[: getattr(error, "start", 0)].count(b"\n") + 1
        told = encoding.removesuffix("-sig").upper()
        raise FileError(
            f"{name} is not {told}: line {line} holds other bytes. "
            f"Save it as UTF-8, or tell its encoding: --encoding windows-1252."
        ) from error
    if not text.strip():
        raise FileError(f"{name} holds nothing but spaces.")
    return text
