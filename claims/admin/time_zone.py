"""The time zone of the person who uses the admin."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class AdminTimeZoneMiddleware:
    """Use the person's time zone in the admin; the API always uses UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, and reset the time zone of the thread."""
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002
        """Activate the person's time zone before a page of the admin is rendered."""
        match = request.resolver_match
        if match is None or "admin" not in match.app_names:
            return
        try:
            timezone.activate(zoneinfo.ZoneInfo(getattr(request.user, "time_zone", "") or "UTC"))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            timezone.activate(zoneinfo.ZoneInfo("UTC"))
