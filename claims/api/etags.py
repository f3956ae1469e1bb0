"""Entity tags (RFC 9110): "<version>.<shared nouns>.<what the caller sees>.<digest of the shape and the query>"."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import F, Subquery
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import ProblemError
from claims.models import NounClock
from claims.rules.access import Actor

_TAG = re.compile(r'(W/)?"([^"]*)"')


def tag_columns(root: str = "") -> list[Any]:
    """Return the columns that a tag is built from.

    `root` is the path from a part to its claim. The claim's version is part of the tag, since the part may show it.
    """
    of_root = [F(f"{root}_id"), F(f"{root}__version")] if root else []
    return [F("version"), Subquery(NounClock.objects.values("value")[:1]), *of_root]


def tag_of(
    values: Sequence[int], shape: str, request: Request, actor: Actor, *, root_id: int | None = None
) -> str | None:
    """Build the tag of a row from its columns and the digest of its statement; None if it is of another claim."""
    version, clock, *of_root = values
    if of_root and root_id not in (None, of_root[0]):
        return None
    query = "&".join(sorted(f"{name}={value}" for name, value in request.query_params.items()))
    return _tag(version, [clock, *of_root[1:]], actor, digest_of(f"{shape}?{query}") if query else shape)


def tags_of(rows: Iterable[Sequence[int]], shape: str, actor: Actor) -> dict[int, str]:
    """Build the tags of rows by id, as a GET of each without a query string would return them."""
    return {pk: _tag(version, [clock], actor, shape) for pk, version, clock in rows}


def digest_of(text: str) -> str:
    """Return a short hash of a text for use in a tag."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _tag(version: int, shared: Iterable[int], actor: Actor, digest: str) -> str:
    seen = "i" if actor.is_internal else "r" if actor.user_id is not None else "p"
    return f'"{version}.{"-".join(map(str, shared))}.{seen}.{digest}"'


def not_modified(request: Request, tag: str) -> Response | None:
    """Return a 304 response if the caller has the current version, else None."""
    header = request.headers.get("If-None-Match", "")
    if header.strip() == "*" or tag.strip('"') in (known for _, known in _TAG.findall(header)):
        response = Response(status=304)
        response["ETag"] = tag
        return response
    return None


def version_asked(request: Request, current: Callable[[], int | None]) -> int | None:
    """Return the version in `If-Match`, the first part of the tag; None if any version will do.

    `current` is called if the header lists several tags. A weak tag matches nothing (RFC 9110, 13.1.1).
    Raises ProblemError if the header has no tag of this API.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        return None
    firsts = [tag.split(".")[0] for is_weak, tag in _TAG.findall(header) if not is_weak]
    if not firsts or not all(first.isascii() and first.isdigit() and len(first) < 10 for first in firsts):
        raise ProblemError(412, "stale_version", "If-Match contains no strong ETag of this API. Send the one you read.")
    versions = [int(first) for first in firsts]
    now = current() if len(versions) > 1 else None
    return now if now in versions else versions[0]


def tagged(response: HttpResponseBase, tag: str | None) -> HttpResponseBase:
    """Set the ETag of a response."""
    if tag is not None:
        response["ETag"] = tag
    return response
