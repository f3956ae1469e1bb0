"""Parse bodies with a file: multipart/form-data (RFC 7578). The file is stored as it arrives, never in memory."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError
from rest_framework.parsers import BaseParser

from claims.actions.imports.uploads.upload_receiver import FILE, UploadReceiver
from claims.actions.imports.uploads.upload_store import UploadTooLargeError
from claims.api.parsers import TooLargeError
from claims.models import Upload

_ROOM_FOR_FIELDS = 1024 * 1024


class _Counted:
    """A body that counts its bytes: a lost connection looks like the end of a file."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._count = stream, 0

    def read(self, *size: int) -> bytes:
        """Read more bytes."""
        block: bytes = self._stream.read(*size)
        self._count += len(block)
        return block

    def refuse_less_than(self, length: str) -> None:
        """Raise ParseError if fewer bytes arrived than were announced."""
        if self._count < int(length):
            detail = f"The body ended after {self._count:,} of its {int(length):,} bytes: send it again."
            raise ParseError(detail, "invalid_multipart")


class FormData(dict[str, Any]):
    """The parts of a form. All except `file` are texts."""


class UploadParser(BaseParser):
    """Parse multipart/form-data, in which `file` becomes an Upload, which the view gets as `stored`."""

    media_type = "multipart/form-data"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> FormData:
        """Parse a body. Raises ParseError, TooLargeError, ValidationError; nothing of a refused body is stored."""
        view, request = parser_context["view"], parser_context["request"]
        _refuse_too_large(request.META.get("CONTENT_LENGTH") or "0")
        receiver = UploadReceiver(view.actor)
        try:
            body: Any = _Counted(stream)
            parser = MultiPartParser({**request.META, "CONTENT_TYPE": media_type}, body, [receiver], "utf-8")
            fields, _ = parser.parse()
            body.refuse_less_than(request.META.get("CONTENT_LENGTH") or "0")
            view.stored = receiver.upload
            return _flat(fields, {} if receiver.upload is None else {FILE: receiver.upload})
        except BaseException as error:
            receiver.discard()
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
