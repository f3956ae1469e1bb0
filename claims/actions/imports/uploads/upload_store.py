"""Uploads: stored piece by piece as they arrive, read back the same way, and deleted after a day."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.utils import timezone

from claims.models.import_batch import ImportBatch
from claims.models.upload import Upload, UploadPiece
from claims.rules.access import Actor, require

PIECE_BYTES = 1024 * 1024
KEPT = dt.timedelta(days=1)
"""How long an upload is kept after it arrived, and after its last load ended."""
WAITING = ("pending", "running")


class UploadTooLargeError(Exception):
    """Raised for a file over the limit, before all of it is read."""

    def __init__(self) -> None:
        most = settings.FACTCHECK_IMPORT_MAX_BYTES
        super().__init__(f"The file has over {most:,} bytes, the most that is taken: pack it with gzip, or part it.")


class UploadWriter:
    """Stores a file as its bytes arrive; at most one piece of it is in memory.

    Each piece has its own transaction, so that a slow sender keeps none open.
    """

    def __init__(self, file_name: str, *, actor: Actor) -> None:
        """Create an upload. Raises AccessError."""
        require(actor, "import.run")
        self.upload = Upload.objects.create(
            file_name=file_name.replace("\x00", "")[-300:].strip() or "file", created_by_id=actor.user_id
        )
        self._digest, self._rest, self._pieces, self._size = hashlib.sha256(), bytearray(), 0, 0

    def write(self, data: bytes) -> None:
        """Store the next bytes. Raises UploadTooLargeError."""
        self._size += len(data)
        if self._size > settings.FACTCHECK_IMPORT_MAX_BYTES:
            raise UploadTooLargeError
        self._digest.update(data)
        self._rest += data
        while len(self._rest) >= PIECE_BYTES:
            self._store(PIECE_BYTES)

    def finish(self) -> Upload:
        """Store the rest and return the completed upload."""
        if self._rest:
            self._store(len(self._rest))
        self.upload.size, self.upload.sha256 = self._size, self._digest.digest()
        self.upload.save(update_fields=["size", "sha256"])
        return self.upload

    def _store(self, length: int) -> None:
        piece, self._rest = bytes(self._rest[:length]), self._rest[length:]
        UploadPiece.objects.create(upload=self.upload, position=self._pieces, data=piece)
        self._pieces += 1


class StoredFile(io.RawIOBase):
    """The bytes of an upload as a seekable file, read piece by piece."""

    def __init__(self, upload: Upload, database: BaseDatabaseWrapper) -> None:
        self._upload, self._database = upload, database
        self._at = 0
        self._piece: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Return True: the file can be read."""
        return True

    def seekable(self) -> bool:
        """Return True: archives are read out of order."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Set the position of the next byte to read."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._upload.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """Return the position of the next byte."""
        return self._at

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Read at most to the end of a piece."""
        if self._at >= self._upload.size:
            return 0
        piece, start = divmod(self._at, PIECE_BYTES)
        block = self._read_piece(piece)[start : start + len(buffer)]
        buffer[: len(block)] = block
        self._at += len(block)
        return len(block)

    def _read_piece(self, position: int) -> bytes:
        if self._piece[0] != position:
            with self._database.cursor() as cursor:
                cursor.execute(
                    "SELECT data FROM claims_uploadpiece WHERE upload_id = %s AND position = %s",
                    [self._upload.pk, position],
                )
                found = cursor.fetchone()
            if found is None:
                raise OSError(f"Upload {self._upload.pk} was removed while it was read.")
            self._piece = position, bytes(found[0])
        return self._piece[1]


@contextmanager
def stored_file(upload: Upload, *, is_beside: bool = False) -> Iterator[BinaryIO]:
    """Open an upload: in this thread, or beside its transactions, in any thread, by its own connection."""
    database = connection.copy() if is_beside else connection
    if is_beside:
        database.inc_thread_sharing()
    try:
        with io.BufferedReader(StoredFile(upload, database), PIECE_BYTES) as binary:
            yield binary
    finally:
        if is_beside:
            database.close()


def discard_upload(upload_id: int) -> None:
    """Remove an upload that no batch refers to."""
    Upload.objects.filter(pk=upload_id, batches__isnull=True).delete()


def remove_old_uploads() -> int:
    """Delete uploads a day after they arrived and after their last load ended, and return how many."""
    long_ago = timezone.now() - KEPT
    in_use = ImportBatch.objects.filter(Q(state__in=WAITING) | Q(finished_at__gte=long_ago), upload__isnull=False)
    old = Upload.objects.filter(created_at__lt=long_ago).exclude(pk__in=in_use.values("upload"))
    return sum(old.filter(pk=pk).delete()[1].get("claims.Upload", 0) for pk in old.values_list("pk", flat=True))
