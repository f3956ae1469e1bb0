"""Activate a user's time zone in the admin."""

import zoneinfo
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class AdminTimeZoneMiddleware:
    """Middleware that activates the person's or the newsroom's time zone on admin pages; the API uses UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, and deactivate the time zone afterwards."""
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002
        """Activate the person's time zone before an admin view runs."""
        match = request.resolver_match
        if match is None or "admin" not in match.app_names:
            return
        timezone.activate(_zone(getattr(request.user, "time_zone", "")))


def _zone(name: str) -> zoneinfo.ZoneInfo:
    """Return a person's time zone if one is set, else the newsroom's."""
    with suppress(zoneinfo.ZoneInfoNotFoundError, ValueError):
        if name:
            return zoneinfo.ZoneInfo(name)
    return zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)
