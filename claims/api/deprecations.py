"""What goes away one day: told in headers from the day it is known (RFC 9745, RFC 8594), and in OpenAPI."""

import datetime as dt
import re
from typing import Any, NamedTuple

from django.utils.http import http_date


class Deprecation(NamedTuple):
    """Since when an operation is not to be used any more, when it ends, and the path of what tells what to use."""

    since: dt.datetime
    ends: dt.datetime | None = None
    told_at: str = ""


# By method and path, with {} for an id: {"GET /api/v1/claims/{}": Deprecation(…)}.
DEPRECATIONS: dict[str, Deprecation] = {}


def deprecation_of(method: str, path: str) -> Deprecation | None:
    """Give what is known of an operation, by its path as the routes or the OpenAPI document write it."""
    return DEPRECATIONS.get(f"{method.upper()} {re.sub('<[^>]*>|{[^}]*}', '{}', path)}") if DEPRECATIONS else None


def deprecation_headers(request: Any) -> dict[str, str]:
    """Give the headers that tell it in the answer to a request."""
    match = request.resolver_match
    found = deprecation_of(request.method, f"/{match.route}") if match else None
    if found is None:
        return {}
    headers = {"Deprecation": f"@{int(found.since.timestamp())}"}
    if found.ends:
        headers["Sunset"] = http_date(found.ends.timestamp())
    if found.told_at:
        headers["Link"] = f'<{found.told_at}>; rel="deprecation"; type="text/html"'
    return headers
