"""A request id for every request, and one log line for every response."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from claims.api.addresses import address_of
from claims.rules.access import Actor

HEADER = "X-Request-ID"
LOG = logging.getLogger("factcheck.requests")

_ACCEPTED_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,99}")
_SECRET = re.compile(r"fct_[\w-]*")


class RequestLogMiddleware:
    """Accept the caller's X-Request-ID or create one, return it, and add it to every log line of the request.

    The log contains method, path, caller and outcome. It does not contain query, headers or body, which may hold
    tokens or the words of a claim.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Return the response and log it."""
        request.request_id = request_id = _id_of(request)
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        began = time.perf_counter()
        response = self.get_response(request)
        response.headers[HEADER] = request_id
        level = _level(response.status_code)
        if LOG.isEnabledFor(level):
            LOG.log(level, "request_finished", extra=_fields(request, response, time.perf_counter() - began))
        clear_contextvars()
        return response


def _id_of(request: HttpRequest) -> str:
    """Return the caller's request id if it is short and safe in a log and a header, otherwise a new one."""
    sent = request.META.get("HTTP_X_REQUEST_ID", "")
    return sent if _ACCEPTED_ID.fullmatch(sent) else uuid.uuid4().hex


def _level(status: int) -> int:
    return logging.INFO if status < 400 else logging.WARNING if status < 500 else logging.ERROR


def _fields(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, Any]:
    user = getattr(request, "user", None)
    caller = user if isinstance(user, Actor) else None
    person = getattr(request, "_cached_user", None)  # set if an admin page looked up the session's user
    return {
        "method": request.method,
        "path": _SECRET.sub("fct_…", request.path),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "address": address_of(request),
        "user_id": caller.user_id if caller else getattr(person, "pk", None),
        "token_id": caller.token_id if caller else None,
    }
