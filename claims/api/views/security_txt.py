"""The page security.txt (RFC 9116): where to report a vulnerability."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

VALID_DAYS = 180


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return the contacts in the settings, valid for half a year. Raises Http404 if there are none."""
    if not settings.SECURITY_CONTACTS:
        raise Http404
    expires = timezone.now().replace(microsecond=0) + dt.timedelta(days=VALID_DAYS)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS),
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        *([f"Policy: {settings.SECURITY_POLICY_URL}"] if settings.SECURITY_POLICY_URL else []),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
