"""Store records in a temporary file, to read them twice."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from tempfile import TemporaryFile
from typing import BinaryIO

from claims.formats.files.records import BadRecord, Record

_AT_ONCE = 1_000

Records = Iterator[Record | BadRecord]


class Spool:
    """A file of records, in blocks."""

    def __init__(self, file: BinaryIO) -> None:
        """Use this file."""
        self._file = file

    def record(self, records: Records) -> Records:
        """Yield the records unchanged, and store them."""
        while block := list(islice(records, _AT_ONCE)):
            pickle.dump(block, self._file, pickle.HIGHEST_PROTOCOL)
            yield from block

    def replay(self) -> Records:
        """Yield the stored records in their order."""
        self._file.seek(0)
        while True:
            try:
                block = pickle.load(self._file)  # noqa: S301, nobody else writes there  # nosec B301
            except EOFError:
                return
            yield from block


@contextmanager
def spool() -> Iterator[Spool]:
    """Create a spool, and remove it at the end."""
    with TemporaryFile(prefix="factcheck-import-") as file:
        yield Spool(file)
