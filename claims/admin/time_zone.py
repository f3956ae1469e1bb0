"""The time zone of the person who looks at the admin."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class AdminTimeZoneMiddleware:
    """Show and read times in the zone of the person logged in, in the admin alone: the API speaks UTC."""

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
        try:
            timezone.activate(zoneinfo.ZoneInfo(getattr(request.user, "time_zone", "") or "UTC"))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            timezone.activate(zoneinfo.ZoneInfo("UTC"))
