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
    """List what a tag is made of.

    `root` names the path to the claim of a part, whose version counts too: what a part shows may hang on it.
    """
    of_root = [F(f"{root}_id"), F(f"{root}__version")] if root else []
    return [F("version"), Subquery(NounClock.objects.values("value")[:1]), *of_root]


def tag_of(
    values: Sequence[int], shape: str, request: Request, actor: Actor, *, root_id: int | None = None
) -> str | None:
    """Make the tag of a row from its columns and the digest of its shape; None where it is not of this root."""
    version, clock, *of_root = values
    if of_root and root_id not in (None, of_root[0]):
        return None
    query = "&".join(sorted(f"{name}={value}" for name, value in request.query_params.items()))
    return _tag(version, [clock, *of_root[1:]], actor, digest_of(f"{shape}?{query}") if query else shape)


def tags_of(rows: Iterable[Sequence[int]], shape: str, actor: Actor) -> dict[int, str]:
    """Make the tags of rows, by their ids, as each is read alone and without a query."""
    return {pk: _tag(version, [clock], actor, shape) for pk, version, clock in rows}


def digest_of(text: str) -> str:
    """Give what tells a text from any other in a tag."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _tag(version: int, shared: Iterable[int], actor: Actor, digest: str) -> str:
    seen = "i" if actor.is_internal else "r" if actor.user_id is not None else "p"
    return f'"{version}.{"-".join(map(str, shared))}.{seen}.{digest}"'


def not_modified(request: Request, tag: str) -> Response | None:
    """Answer 304 where the caller has this very representation."""
    header = request.headers.get("If-None-Match", "")
    if header.strip() == "*" or tag.strip('"') in (known for _, known in _TAG.findall(header)):
        response = Response(status=304)
        response["ETag"] = tag
        return response
    return None


def version_asked(request: Request, current: Callable[[], int | None]) -> int | None:
    """Give the version that `If-Match` asks for: the first part of its tag; None where any will do.

    `current` is asked where the header lists several tags. A weak one matches nothing (RFC 9110, 13.1.1).
    Raises ProblemError where there is none of ours.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        return None
    firsts = [tag.split(".")[0] for is_weak, tag in _TAG.findall(header) if not is_weak]
    if not firsts or not all(first.isascii() and first.isdigit() and len(first) < 10 for first in firsts):
        raise ProblemError(412, "stale_version", "If-Match holds no strong ETag of this API: send the one you read.")
    versions = [int(first) for first in firsts]
    now = current() if len(versions) > 1 else None
    return now if now in versions else versions[0]


def tagged(response: HttpResponseBase, tag: str | None) -> HttpResponseBase:
    """Put a tag on an answer."""
    if tag is not None:
        response["ETag"] = tag
    return response
