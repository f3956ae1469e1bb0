"""Render pages of the desk in the admin's frame, with breadcrumbs."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.admin.frame import frame
from claims.admin.site import site


def desk_page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    current: str = "",
    trail: list[tuple[str, str]] | None = None,
    scripts: tuple[str, ...] = (),
    status: int = 200,
    **context: Any,
) -> TemplateResponse:
    """Render a page of the desk.

    `current` is the key of the place in the navigation that the page belongs to; `trail` lists the pages above it,
    each with its address; `scripts` are static files that the page can do without.
    """
    whole = {
        **site.frame_context(request),
        "title": title,
        "trail": [(_("Desk"), reverse("admin:index")), *(trail or [])],
        "desk": frame(request, current),
        "scripts": scripts,
        **context,
    }
    return TemplateResponse(request, f"desk/{template}.html", whole, status=status)
