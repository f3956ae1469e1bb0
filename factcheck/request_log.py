"""An id for each request, and one line in the log when it is answered."""

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

_TAKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,99}")
_SECRET = re.compile(r"fct_[\w-]*")


class RequestLogMiddleware:
    """Take the caller's X-Request-ID, or make one, give it back, and have every line of the log hold it.

    Of a request the log tells the method and path, who sent it and how it went. The query may hold words of a claim,
    and headers and body hold more: they are not told.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer."""
        request.request_id = request_id = _id_of(request)
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        began = time.perf_counter()
        response = self.get_response(request)
        response.headers[HEADER] = request_id
        level = _level(response.status_code)
        if LOG.isEnabledFor(level):
            LOG.log(level, "request_finished", extra=_told(request, response, time.perf_counter() - began))
        clear_contextvars()
        return response


def _id_of(request: HttpRequest) -> str:
    """Take the id that came where it is short and plain enough to stand in a log and a header."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if _TAKEN.fullmatch(given) else uuid.uuid4().hex


def _level(status: int) -> int:
    return logging.INFO if status < 400 else logging.WARNING if status < 500 else logging.ERROR


def _told(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, Any]:
    who = getattr(request, "user", None)
    caller = who if isinstance(who, Actor) else None
    person = getattr(request, "_cached_user", None)  # who is logged in, where a page asked
    return {
        "method": request.method,
        "path": _SECRET.sub("fct_…", request.path),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "address": address_of(request),
        "user_id": caller.user_id if caller else getattr(person, "pk", None),
        "token_id": caller.token_id if caller else None,
    }
