"""Skip session, CSRF and message middleware for API requests, which need none of it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics", "/.well-known/")
PAGES = ("/api/v1/docs",)
# An API response is not a page: it loads nothing and is not framed.
POLICY = "default-src 'none'; frame-ancestors 'none'"

Handler = Callable[[HttpRequest], HttpResponse]


class ShortcutMiddleware:
    """Call the view directly for API requests, past all middleware that is listed after this one.

    This is safe because the API authenticates by token only. It ignores session cookies, also those that a browser
    adds, so cross-site request forgery is not possible.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.straight = _innermost(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        if not request.path_info.startswith(PROGRAMS) or request.path_info.startswith(PAGES):
            return self.get_response(request)
        response = self.straight(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response


def _innermost(handler: Handler) -> Handler:
    """Return the handler that calls the views, at the end of the chain of middleware."""
    layer: Any = getattr(handler, "__wrapped__", handler)
    following = getattr(layer, "get_response", None)
    return handler if following is None else _innermost(following)
