"""Open a file from a path, standard input or a stream of bytes; unpack and decode it."""

import codecs
import io
import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, TextIO

from claims.formats.files.archives import Unpacked, open_archive, packing_of, unpack_gzip, unpack_member
from claims.formats.files.encoding import Encoding, encoding_of
from claims.formats.files.file_content import BLOCK, Content
from claims.formats.files.file_limits import FileError, Limits
from claims.formats.files.read_options import ReadOptions

HEAD = 1024 * 1024
"""How many bytes are examined first, to detect a file's encoding, delimiter and format."""

_MARK = 512
_IN_MEMORY = 8 * 1024 * 1024
_WORKBOOK = "xl/workbook.xml"
_LONE_RETURN = re.compile(r"\r(?!\n)")


class Input:
    """An open, unpacked file: a spreadsheet, or a text whose start can be peeked at.

    `name` is what it is called, `title` what its content is called: the same but for a packed file; `member` is the
    file that is read in an archive. `size` and `position` tell how far it was read, where the size is known.
    """

    def __init__(
        self,
        name: str,
        binary: BinaryIO,
        size: int | None = None,
        options: ReadOptions | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Open a stream of bytes. Raises FileError if it is empty, too large, damaged or packed in an unknown way."""
        self.name, self.title, self.size = name, name, size
        self.options, self.limits = options or ReadOptions(), limits or Limits()
        self.spreadsheet: BinaryIO | None = None
        self.member: str | None = None
        self._ends = time.monotonic() + self.limits.max_seconds
        self._stack = ExitStack()
        self._content = self._counted = Content(name, binary, self._check)
        try:
            self._open(binary)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Delete the temporary copy of the file."""
        self._stack.close()

    @property
    def position(self) -> int:
        """Return how many bytes were read so far."""
        return self._counted.position

    @cached_property
    def encoding(self) -> Encoding:
        """Return the encoding of the text. Raises FileError if it is not text."""
        if self.spreadsheet:
            raise FileError(f"{self.name} is a spreadsheet: read it as xlsx, or save it as CSV.")
        head = self._content.peek(HEAD)
        return encoding_of(self.name, head, is_whole=len(head) < HEAD, given=self.options.encoding)

    @cached_property
    def head(self) -> str:
        """Return the start of the text without consuming it. Raises FileError if it is blank."""
        binary = self._content.peek(HEAD)
        decoder = codecs.getincrementaldecoder(self.encoding.codec)(self.encoding.errors)
        text = decoder.decode(binary, final=self.is_whole)
        if not text.strip():
            raise FileError(f"{self.name} holds nothing but spaces.")
        return text

    @property
    def is_whole(self) -> bool:
        """Return whether the head is all of the text."""
        return len(self._content.peek(HEAD)) < HEAD

    @cached_property
    def text(self) -> TextIO:
        """Return the whole text with unchanged line ends: looking for only one kind is four times as fast."""
        newline = "" if _LONE_RETURN.search(self.head) else "\n"
        codec, errors = self.encoding.codec, self.encoding.errors
        return io.TextIOWrapper(io.BufferedReader(self._content, BLOCK), codec, errors, newline)

    def check_time(self) -> None:
        """Raise FileError if reading takes longer than the limit."""
        late = time.monotonic() - self._ends
        if late > 0:
            self.limits.check(
                "max_seconds", late + self.limits.max_seconds, self.name, "was not read within {} seconds"
            )

    def _check(self, count: int) -> None:
        self.limits.check("max_bytes", count, self.name, "is larger than {} bytes")
        self.check_time()

    def _open(self, binary: BinaryIO) -> None:
        if not self._content.peek(1):
            raise FileError(f"{self.name} is empty.")
        packing = packing_of(self.name, self._content.peek(_MARK))
        if packing == "gzip":
            self._unpack(unpack_gzip(self.name, self._content))
        elif packing == "zip":
            self._open_zip(self._seekable(binary))

    def _open_zip(self, file: BinaryIO) -> None:
        archive = open_archive(self.name, file)
        if _WORKBOOK in archive.namelist():
            self.spreadsheet = file
            return
        unpacked = unpack_member(self.name, archive, self.options.member, self.limits)
        self._unpack(unpacked)
        self.size, self._counted = unpacked.size, self._content

    def _unpack(self, unpacked: Unpacked) -> None:
        """Continue with the unpacked content, which may be a spreadsheet, but not another packed file."""

        def check(count: int) -> None:
            self.limits.check_unpacked(self.name, count, unpacked.packed())
            self.check_time()

        self.title, self.member = unpacked.name, unpacked.member
        self._content = Content(self.name, unpacked.stream, check)
        packing = packing_of(self.title, self._content.peek(_MARK))
        if packing == "zip":
            file = self._spooled()
            if _WORKBOOK in open_archive(self.title, file).namelist():
                self.spreadsheet = file
                return
        if packing:
            raise FileError(f"{self.name} is packed twice: unpack it once.")
        if not self._content.peek(1):
            raise FileError(f"{self.name} is empty once it is unpacked.")

    def _seekable(self, binary: BinaryIO) -> BinaryIO:
        if not binary.seekable():
            return self._spooled()
        self._check(binary.seek(0, io.SEEK_END))
        binary.seek(0)
        return binary

    def _spooled(self) -> BinaryIO:
        """Copy a stream that can be read only once to a temporary file."""
        file: BinaryIO = self._stack.enter_context(SpooledTemporaryFile(_IN_MEMORY))  # type: ignore[assignment]  # noqa: SIM115 - close() does
        copyfileobj(self._content, file, BLOCK)
        file.seek(0)
        return file


@contextmanager
def open_input(path: str, *, options: ReadOptions | None = None, limits: Limits | None = None) -> Iterator[Input]:
    """Open a file, or standard input for "-", plain or packed by gzip or zip.

    Raises FileError if the file is missing, not permitted, empty or damaged.
    """
    if path == "-":
        with open_stream("standard input", sys.stdin.buffer, options=options, limits=limits) as source:
            yield source
        return
    with _opened(path) as binary:
        size = Path(path).stat().st_size
        with open_stream(path, binary, size=size, options=options, limits=limits) as source:
            yield source


@contextmanager
def open_stream(
    name: str,
    binary: BinaryIO,
    *,
    size: int | None = None,
    options: ReadOptions | None = None,
    limits: Limits | None = None,
) -> Iterator[Input]:
    """Open a stream of bytes under a file name, whose extension shows the format. Raises what `open_input` does."""
    with closing(Input(name, binary, size, options, limits)) as source:
        yield source


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise FileError(f"{path} is a folder: name a file.") from error
    except PermissionError as error:
        raise FileError(f"{path} may not be read by this user.") from error
    except (OSError, ValueError) as error:
        raise FileError(f"{path!r} cannot be opened: {error}.") from error
