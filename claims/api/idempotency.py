"""`Idempotency-Key`: a POST that is sent again returns the first answer and is not executed again."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.idempotency import keep_answer, reserve_key
from claims.api.errors import ProblemError
from claims.models import Upload
from claims.rules.access import Actor

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 255
KEPT_HEADERS = ("Content-Type", "Location", "ETag")


def once(handler: Callable[..., Any], actor: Actor) -> Callable[..., Any]:
    """Wrap a handler so that a repeated key returns the first answer.

    The key is stored in the same transaction as the effect. A request that is refused stores no key.
    """

    def handle(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        # The body is read before the transaction begins: it may come slowly.
        key, digest = _key(request), _digest(request, actor)
        with transaction.atomic():
            row, is_new = reserve_key(actor.user_id or 0, key, digest)
            if is_new:
                response: HttpResponse = handler(request, *args, **kwargs)
                connection.check_constraints()
                body = _written(response)
                response.headers["Content-Type"] = "application/json"
                headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
                keep_answer(row, response.status_code, headers, body)
        answer = HttpResponse(bytes(row.body), status=row.status, headers=row.headers)
        if not is_new:
            answer[REPLAYED] = "true"
        return answer

    return handle


def _written(response: HttpResponse) -> bytes:
    """Return the body of a response, rendered if necessary."""
    if not isinstance(response, Response):
        return response.content
    return b"" if response.data is None else JSONRenderer().render(response.data)


def _key(request: Request) -> str:
    key = request.headers[HEADER].strip()
    if not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
        detail = f"Idempotency-Key must be 1 to {LONGEST} printable ASCII characters."
        raise ProblemError(400, "invalid_idempotency_key", detail)
    return key


def _digest(request: Request, actor: Actor) -> bytes:
    """Hash what identifies a request: method, path with query, On-Behalf-Of, If-Match and body."""
    whole: Any = request._request  # noqa: SLF001
    start = f"{request.method} {whole.get_full_path()} {actor.on_behalf_of_id} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(start.encode() + _body(request)).digest()


def _body(request: Request) -> bytes:
    """Return the body of a request; for an uploaded file its name and digest."""
    whole: Any = request._request  # noqa: SLF001
    if not request.content_type.startswith("multipart/"):
        body: bytes = whole.body
        return body
    parts: Any = request.data
    shown = {
        name: [value.file_name, value.hex_digest] if isinstance(value, Upload) else value
        for name, value in parts.items()
    }
    return json.dumps(shown, sort_keys=True).encode()
