"""Compress API responses with brotli or gzip, as the caller prefers (RFC 9110, 12.5.3).

Secrets cannot be guessed from the length of an answer here (BREACH): a browser adds no credentials of its own to what
another site has it ask of the API. Pages, which do go by a cookie, are left as they are.
"""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Protocol

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

TYPES = ("application/json", "application/problem+json", "application/x-ndjson", "text/csv", "application/vnd.oai")
LEAST = 500  # bytes; less would hardly become smaller
BROTLI, GZIP = 4, 5  # how hard to try: beyond these the time is worth more than the bytes


class Compressor(Protocol):
    """Compress a stream piece by piece."""

    def process(self, piece: bytes) -> bytes:
        """Compress a chunk and return the output so far."""

    def finish(self) -> bytes:
        """Return the rest of the output."""


class Brotli:
    """A stream in brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._inner = brotli.Compressor(mode=brotli.MODE_TEXT, quality=BROTLI)

    def process(self, piece: bytes) -> bytes:
        """Compress a chunk and return the output so far."""
        return bytes(self._inner.process(piece) + self._inner.flush())

    def finish(self) -> bytes:
        """Return the rest of the output."""
        return bytes(self._inner.finish())


class Gzip:
    """A stream in gzip (RFC 1952)."""

    def __init__(self) -> None:
        self._inner = zlib.compressobj(GZIP, zlib.DEFLATED, zlib.MAX_WBITS | 16)

    def process(self, piece: bytes) -> bytes:
        """Compress a chunk and return the output so far."""
        return self._inner.compress(piece) + self._inner.flush(zlib.Z_SYNC_FLUSH)

    def finish(self) -> bytes:
        """Return the rest of the output."""
        return self._inner.flush()


STREAMS: dict[str, Callable[[], Compressor]] = {"br": Brotli, "gzip": Gzip}
WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI)),
    "gzip": lambda body: gzip.compress(body, GZIP, mtime=0),
}


class CompressionMiddleware:
    """Middleware that compresses API responses. Entity tags stay strong: each coding has its own, `"….br"`."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        """Return the response, compressed if the caller accepts it."""
        coding = coding_of(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        known = request.META.get("HTTP_IF_NONE_MATCH", "")
        if coding and known:
            request.META["HTTP_IF_NONE_MATCH"] = known.replace(f'.{coding}"', '"')
        response = self.get_response(request)
        if response.status_code == 304:
            _mark_again(response, coding, known)
        elif response.headers.get("Content-Type", "").startswith(TYPES) and "Content-Encoding" not in response.headers:
            patch_vary_headers(response, ["Accept-Encoding"])
            if coding and (response.streaming or len(response.content) >= LEAST):
                _compress(response, coding)
        return response


@lru_cache(maxsize=256)
def coding_of(accepted: str) -> str:
    """Return the coding in Accept-Encoding with the greatest weight, or None."""
    weights: dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, _, weight = item.partition(";")
        weights[name.strip()] = _weight(weight)
    best = max(STREAMS, key=lambda coding: weights.get(coding, weights.get("*", 0)))
    return best if weights.get(best, weights.get("*", 0)) > 0 else ""


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text else 1.0
    except ValueError:
        return 0.0


def _compress(response: Any, coding: str) -> None:
    if response.streaming:
        response.streaming_content = _stream(response.streaming_content, STREAMS[coding]())
        del response.headers["Content-Length"]
    else:
        response.content = WHOLE[coding](response.content)
    response.headers["Content-Encoding"] = coding
    if "ETag" in response.headers:
        response.headers["ETag"] = _marked(response.headers["ETag"], coding)


def _stream(pieces: Iterable[bytes], compressor: Compressor) -> Iterator[bytes]:
    for piece in pieces:
        yield compressor.process(piece)
    yield compressor.finish()


def _mark_again(response: HttpResponse, coding: str, known: str) -> None:
    """Return the tag that the caller sent, if it is of the same coding."""
    patch_vary_headers(response, ["Accept-Encoding"])
    marked = _marked(response.headers.get("ETag", ""), coding)
    if coding and marked in known:
        response.headers["ETag"] = marked


def _marked(tag: str, coding: str) -> str:
    return f'{tag.removesuffix(chr(34))}.{coding}"'
