"""Deprecated operations: announced in headers (RFC 9745, RFC 8594) and in the OpenAPI document."""

import datetime as dt
import re
from typing import Any, NamedTuple

from django.utils.http import http_date


class Deprecation(NamedTuple):
    """Since when an operation is deprecated, when it is removed, and the page that explains what to use instead."""

    since: dt.datetime
    ends: dt.datetime | None = None
    documented_at: str = ""


# By method and path, with {} for an id: {"GET /api/v1/claims/{}": Deprecation(…)}.
DEPRECATIONS: dict[str, Deprecation] = {}


def deprecation_of(method: str, path: str) -> Deprecation | None:
    """Return the deprecation of an operation, if it has one. The path may be a route or an OpenAPI path."""
    return DEPRECATIONS.get(f"{method.upper()} {re.sub('<[^>]*>|{[^}]*}', '{}', path)}") if DEPRECATIONS else None


def deprecation_headers(request: Any) -> dict[str, str]:
    """Return the headers that announce the deprecation of the requested operation."""
    match = request.resolver_match
    found = deprecation_of(request.method, f"/{match.route}") if match else None
    if found is None:
        return {}
    headers = {"Deprecation": f"@{int(found.since.timestamp())}"}
    if found.ends:
        headers["Sunset"] = http_date(found.ends.timestamp())
    if found.documented_at:
        headers["Link"] = f'<{found.documented_at}>; rel="deprecation"; type="text/html"'
    return headers
