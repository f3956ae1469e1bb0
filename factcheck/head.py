"""HEAD (RFC 9110): the headers of GET, and nothing behind them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse


class HeadMiddleware:
    """Take the content out of an answer to HEAD once its length is told; views answer as they do to GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response: Any = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()  # what was to be streamed is closed with the answer
            else:
                response.content = b""
        return response
