"""Receive a file of a form as it arrives: stored at once, never kept in memory or on disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from claims.actions.imports.uploads.upload_store import UploadWriter, discard_upload
from claims.actions.input import InputError
from claims.models.upload import Upload
from claims.rules.access import Actor

FILE = "file"


class UploadReceiver(FileUploadHandler):
    """Store the one file of a form, whose part is called `file`.

    Raises AccessError, InputError with the part at fault, and UploadTooLargeError.
    """

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self._writer: UploadWriter | None = None

    @property
    def upload(self) -> Upload | None:
        """Return what was stored, if anything."""
        return None if self._writer is None else self._writer.upload

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Start storing the file."""
        super().new_file(field_name, file_name, *args, **kwargs)
        if field_name != FILE:
            raise InputError("unknown_field", f"The part with the file is called {FILE}.", field_name)
        if self._writer is not None:
            raise InputError("repeated_field", "Send one file at a time.", FILE)
        self._writer = UploadWriter(file_name, actor=self._actor)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Store the next bytes."""
        if self._writer is not None:
            self._writer.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        """Complete the upload. Raises InputError if it is empty."""
        if self._writer is None or not file_size:
            raise InputError("empty_file", "The file is empty.", FILE)
        self._writer.finish()

    def discard(self) -> None:
        """Remove the upload of a form that is refused."""
        if self._writer is not None:
            discard_upload(self._writer.upload.pk)
