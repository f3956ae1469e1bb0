"""HEAD requests (RFC 9110): the headers of GET without its body."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase


class HeadMiddleware:
    """Remove the body of a response to HEAD after its Content-Length is set. Views handle HEAD like GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response, without a body if the method is HEAD."""
        response = self.get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()  # closing the response still closes the original stream
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response
