"""A stream of a file's bytes that counts and checks them, and can peek at the first ones."""

import io
import zlib
from collections.abc import Callable
from typing import Protocol
from zipfile import BadZipFile

from claims.formats.files.file_limits import FileError

BLOCK = 65_536

# Exceptions from reading, unpacking and checking a damaged or hostile file.
DAMAGE = (OSError, EOFError, zlib.error, BadZipFile, NotImplementedError, RuntimeError, ValueError)


class Readable(Protocol):
    """An object with a `read` method that returns bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


class Content(io.RawIOBase):
    """A stream of bytes whose first bytes can be peeked at.

    `check` is called with the count of bytes so far, and refuses what is too much. Raises FileError where the stream
    is damaged.
    """

    def __init__(self, name: str, stream: Readable, check: Callable[[int], None]) -> None:
        self._name, self._stream, self._check = name, stream, check
        self._head, self._taken, self.position = b"", 0, 0

    def peek(self, count: int) -> bytes:
        """Return the first bytes without consuming them."""
        while len(self._head) < count and (block := self._next(count - len(self._head))):
            self._head += block
        return self._head[:count]

    def readable(self) -> bool:
        """Return True: the stream can be read."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Return the next bytes, beginning with those that were peeked at."""
        block = self._head[: len(buffer)]
        if block:
            self._head = self._head[len(block) :]
        else:
            block = self._next(len(buffer))
        buffer[: len(block)] = block
        self.position += len(block)
        return len(block)

    def _next(self, count: int) -> bytes:
        try:
            block = self._stream.read(min(count, BLOCK)) or b""
        except DAMAGE as error:
            raise FileError(f"{self._name} is damaged or cut off: {_reason(error)}. Get it again.") from error
        self._taken += len(block)
        self._check(self._taken)
        return block


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
