"""Open an upload as a table, by its detected or given format and encoding."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

from django.conf import settings

from claims.actions.imports.uploads.upload_store import stored_file
from claims.formats.files.file_formats import FORMATS, format_of
from claims.formats.files.file_limits import Limits
from claims.formats.files.input_stream import Input, open_stream
from claims.formats.files.read_options import ReadOptions
from claims.formats.files.records import Table
from claims.models.upload import Upload


@dataclass(frozen=True)
class OpenFile:
    """A file that is being read, and its format."""

    source: Input
    format: str

    def table(self) -> Table:
        """Start reading its rows. Raises FileError."""
        return FORMATS[self.format](self.source)


@contextmanager
def open_upload(upload: Upload, options: ReadOptions, *, is_beside: bool = False) -> Iterator[OpenFile]:
    """Open an upload; if asked, on another connection than this thread's. Raises FileError."""
    with (
        stored_file(upload, is_beside=is_beside) as binary,
        open_stream(upload.file_name, binary, size=upload.size, options=options, limits=import_limits()) as source,
    ):
        yield OpenFile(source, format_of(source))


def import_limits() -> Limits:
    """Return the limits from the settings of the same names."""
    return Limits(
        **{field.name: getattr(settings, f"FACTCHECK_IMPORT_{field.name.upper()}") for field in fields(Limits)}
    )
