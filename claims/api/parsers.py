"""Parse request bodies: JSON of limited size and depth, with exact numbers."""

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

from claims.rules.refusal import shown

DEEPEST = 20  # a claim posted whole is seven deep
LONGEST_NUMBER = 100


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
            found = json.loads(
                body.decode("utf-8"),
                parse_int=_whole,
                parse_float=_decimal,
                parse_constant=_refuse,
                object_pairs_hook=_unique,
            )
        except UnicodeDecodeError as error:
            raise ParseError(f"The body is not UTF-8: byte {error.start} cannot be read.", "invalid_utf8") from error
        except RecursionError as error:
            raise ParseError("The body is nested too deeply.", "too_deep") from error
        except ValueError as error:
            raise ParseError(f"The body is not JSON: {error}.", "invalid_json") from error
        _refuse_deep(found)
        return found


class MergePatchParser(JsonParser):
    """Read a JSON merge patch (RFC 7396)."""

    media_type = "application/merge-patch+json"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the key {shown(twice)} is given twice in one object")
    return found


def _whole(text: str) -> int:
    _refuse_long(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    _refuse_long(text)
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text} is out of range") from error


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(text)} digits is longer than {LONGEST_NUMBER}")


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a number in JSON")


def _refuse_deep(value: Any) -> None:
    """Refuse a body nested deeper than any valid one, before other code recurses into it. Raises ParseError."""
    level, depth = [value], 0
    while level:
        if depth > DEEPEST:
            raise ParseError(f"The body is nested over {DEEPEST} deep.", "too_deep")
        inner = (item.values() if isinstance(item, dict) else item for item in level if isinstance(item, dict | list))
        level, depth = [item for items in inner for item in items], depth + 1
