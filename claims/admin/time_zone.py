"""The time zone of the person who looks at the admin."""

import zoneinfo
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class AdminTimeZoneMiddleware:
    """Show and read times in the newsroom's or the person's time zone on the admin's pages; the API speaks UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and leave the thread without a zone of its own."""
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002
        """Enter the person's zone before a page of the admin is made."""
        match = request.resolver_match
        if match is None or "admin" not in match.app_names:
            return
        timezone.activate(_zone(getattr(request.user, "time_zone", "")))


def _zone(name: str) -> zoneinfo.ZoneInfo:
    """Return a person's own time zone where one is set, else the newsroom's."""
    with suppress(zoneinfo.ZoneInfoNotFoundError, ValueError):
        if name:
            return zoneinfo.ZoneInfo(name)
    return zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)
