"""HEAD (RFC 9110): the headers of GET, and nothing behind them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase


class HeadMiddleware:
    """Take the content out of an answer to HEAD once its length is told; views answer as they do to GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        response = self.get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()  # what was to be streamed is closed with the answer
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response
