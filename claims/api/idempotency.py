"""`Idempotency-Key`: a POST that is sent again gets the first answer again, and does nothing twice."""

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
    """Make a handler answer a repeated key with its first answer.

    The key is kept in the transaction of the effect, so there is either both or neither; a refusal keeps none.
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
    """Give what is sent: what was written as text, or is still to be rendered."""
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
    """Hash what makes a request: the method, the path with its query, for whom, and the body."""
    whole: Any = request._request  # noqa: SLF001
    start = f"{request.method} {whole.get_full_path()} {actor.on_behalf_of_id} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(start.encode() + _body(request)).digest()


def _body(request: Request) -> bytes:
    """Give what was sent; of a file, which may be too large to hold, its name and digest."""
    whole: Any = request._request  # noqa: SLF001
    if not request.content_type.startswith("multipart/"):
        body: bytes = whole.body
        return body
    parts: Any = request.data
    told = {
        name: [value.file_name, value.hex_digest] if isinstance(value, Upload) else value
        for name, value in parts.items()
    }
    return json.dumps(told, sort_keys=True).encode()
