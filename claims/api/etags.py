"""Entity tags (RFC 9110): "<version>.<shared nouns>.<what the caller sees>.<query digest>"."""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, QuerySet, Subquery
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import ProblemError
from claims.models import NounClock
from claims.rules.access import Actor

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def tag_of(rows: "QuerySet[Any]", request: Request, actor: Actor, *, root: str = "") -> str | None:
    """Give the tag of the one row of a queryset by one statement, or None where there is none.

    `root` names the path to the claim of a part, whose version counts too: what a part shows may hang on it.
    """
    clock = Subquery(NounClock.objects.values("value")[:1])
    others = [F(f"{root}__version")] if root else []
    row = rows.order_by().values_list("version", clock, *others).first()
    if row is None:
        return None
    version, *shared = row
    query = "&".join(sorted(f"{name}={value}" for name, value in request.query_params.items()))
    digest = hashlib.sha256(query.encode()).hexdigest()[:8] if query else "0"
    return _tag(version, shared, actor, digest)


def tags_of(rows: "QuerySet[Any]", actor: Actor) -> dict[int, str]:
    """Give the tag of each row of a queryset by its id, as it is read alone and without a query."""
    clock = Subquery(NounClock.objects.values("value")[:1])
    found = rows.order_by().values_list("pk", "version", clock)
    return {pk: _tag(version, [shared], actor, "0") for pk, version, shared in found}


def _tag(version: int, shared: Iterable[int], actor: Actor, digest: str) -> str:
    seen = "i" if actor.is_internal else "r" if actor.user_id is not None else "p"
    return f'"{version}.{"-".join(map(str, shared))}.{seen}.{digest}"'


def not_modified(request: Request, tag: str) -> Response | None:
    """Answer 304 where the caller has this very representation."""
    header = request.headers.get("If-None-Match", "")
    if header.strip() == "*" or tag.strip('"') in _TAG.findall(header):
        response = Response(status=304)
        response["ETag"] = tag
        return response
    return None


def version_asked(request: Request, current: Callable[[], int | None]) -> int | None:
    """Give the version that `If-Match` asks for: the first part of its tag; None where any will do.

    `current` is asked where the header lists several tags. Raises ProblemError for one that is no tag of ours.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        return None
    firsts = [tag.split(".")[0] for tag in _TAG.findall(header)]
    if not firsts or not all(first.isascii() and first.isdigit() and len(first) < 10 for first in firsts):
        raise ProblemError(412, "stale_version", "If-Match holds no ETag of this API: send the one you read.")
    versions = [int(first) for first in firsts]
    now = current() if len(versions) > 1 else None
    return now if now in versions else versions[0]


def tagged(response: HttpResponseBase, tag: str | None) -> HttpResponseBase:
    """Put a tag on an answer."""
    if tag is not None:
        response["ETag"] = tag
    return response
