"""A way past what only pages need: programs have no session, no cookie, no form, no messages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics", "/.well-known/")
PAGES = ("/api/v1/docs",)
# An answer to a program is no page: it loads nothing and is shown in no frame.
POLICY = "default-src 'none'; frame-ancestors 'none'"

Handler = Callable[[HttpRequest], HttpResponse]


class ShortcutMiddleware:
    """Take programs straight to the views, past all middleware that is listed behind this one.

    What is passed by cannot matter to them: the API knows a caller by its token alone, also where a browser adds the
    cookie of a session, so that there is nothing to forge.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.straight = _innermost(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if not request.path_info.startswith(PROGRAMS) or request.path_info.startswith(PAGES):
            return self.get_response(request)
        response = self.straight(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response


def _innermost(handler: Handler) -> Handler:
    """Follow the chain of middleware to the handler that calls the views."""
    layer: Any = getattr(handler, "__wrapped__", handler)
    following = getattr(layer, "get_response", None)
    return handler if following is None else _innermost(following)
