"""Bodies with a file: multipart/form-data (RFC 7578), the file stored as it comes and never held in memory."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError
from rest_framework.parsers import BaseParser

from claims.actions.imports.uploads import UploadTooLargeError, UploadWriter, discard_upload
from claims.api.parsers import TooLargeError
from claims.models import Upload
from claims.rules.access import Actor

FILE = "file"
_ROOM_FOR_FIELDS = 1024 * 1024


class StoreHandler(FileUploadHandler):
    """Store the one file of a request, whose part is called `file`."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self._writer: UploadWriter | None = None

    @property
    def upload(self) -> Upload | None:
        """Give what was stored, if anything."""
        return None if self._writer is None else self._writer.upload

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin to store. Raises ValidationError for another part, or a second file."""
        super().new_file(field_name, file_name, *args, **kwargs)
        if field_name != FILE:
            raise ValidationError({field_name: [ErrorDetail(f"The file's part is called {FILE}.", "unknown_field")]})
        if self._writer is not None:
            raise ValidationError({FILE: [ErrorDetail("Send one file at a time.", "repeated_field")]})
        self._writer = UploadWriter(file_name, actor=self._actor)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Take the next bytes. Raises UploadTooLargeError."""
        if self._writer is not None:
            self._writer.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        """Make the upload whole. Raises ValidationError where nothing came."""
        if self._writer is None or not file_size:
            raise ValidationError({FILE: [ErrorDetail("The file is empty.", "empty_file")]})
        self._writer.finish()

    def discard(self) -> None:
        """Remove what was stored of a request that is refused."""
        if self._writer is not None:
            discard_upload(self._writer.upload.pk)


class FormData(dict[str, Any]):
    """The parts of a form, of which all but `file` are texts, whatever they stand for."""


class UploadParser(BaseParser):
    """Read multipart/form-data, in which `file` becomes an Upload; the view is told of it as `stored`."""

    media_type = "multipart/form-data"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> FormData:
        """Parse a body. Raises ParseError, TooLargeError, ValidationError; of a refused one nothing is kept."""
        view, request = parser_context["view"], parser_context["request"]
        _refuse_too_large(request.META.get("CONTENT_LENGTH") or "0")
        handler = StoreHandler(view.actor)
        try:
            parser = MultiPartParser({**request.META, "CONTENT_TYPE": media_type}, stream, [handler], "utf-8")
            fields, _ = parser.parse()
            view.stored = handler.upload
            return _flat(fields, {} if handler.upload is None else {FILE: handler.upload})
        except BaseException as error:
            handler.discard()
            raise _converted(error) from error


def _refuse_too_large(length: str) -> None:
    most = settings.FACTCHECK_IMPORT_MAX_BYTES
    if length.isdigit() and int(length) > most + _ROOM_FOR_FIELDS:
        raise TooLargeError(f"The body has {int(length):,} bytes; a file of {most:,} is the most.")


def _flat(fields: Any, files: dict[str, Upload]) -> FormData:
    problems: dict[str, Any] = {
        name: [ErrorDetail("Give this once.", "repeated_field")] for name, given in fields.lists() if len(given) > 1
    }
    if FILE in fields:
        detail = "This is no file: give its part a file name, as in `curl --form file=@claims.csv`."
        problems[FILE] = [ErrorDetail(detail, "invalid")]
    broken = [name for name, value in fields.items() if "\ufffd" in f"{name}{value}"]
    problems |= {name: [ErrorDetail("This is not UTF-8.", "invalid_utf8")] for name in broken}
    if problems:
        raise ValidationError(problems)
    return FormData({**fields.dict(), **files})


def _converted(error: BaseException) -> BaseException:
    if isinstance(error, MultiPartParserError):
        return ParseError(f"The body is not multipart/form-data: {error}.", "invalid_multipart")
    if isinstance(error, UploadTooLargeError | RequestDataTooBig):
        return TooLargeError(str(error))
    return error
