"""Bodies: JSON of a bounded size and depth, exact in its numbers."""

import json
from decimal import Decimal
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser


class TooLargeError(APIException):
    """Refuse a body over the limit before it is parsed."""

    status_code = 413
    default_code = "too_large"


class JsonParser(BaseParser):
    """Read JSON (RFC 8259) in UTF-8; numbers with a point are decimals, a repeated key is an error."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:  # noqa: ARG002
        """Parse a body. Raises ParseError, TooLargeError."""
        longest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > longest:
            raise TooLargeError(f"The body has {int(length):,} bytes; {longest:,} is the most.")
        body = stream.read(longest + 1)
        if len(body) > longest:
            raise TooLargeError(f"The body has over {longest:,} bytes, the most that is taken.")
        try:
            return json.loads(
                body.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_unique
            )
        except UnicodeDecodeError as error:
            raise ParseError(f"The body is not UTF-8: byte {error.start} cannot be read.", "invalid_utf8") from error
        except RecursionError as error:
            raise ParseError("The body is nested too deeply.", "too_deep") from error
        except ValueError as error:
            raise ParseError(f"The body is not JSON: {error}.", "invalid_json") from error


class MergePatchParser(JsonParser):
    """Read a JSON merge patch (RFC 7396)."""

    media_type = "application/merge-patch+json"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {json.dumps(twice)} is given twice in one object")
    return found


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a number in JSON")
