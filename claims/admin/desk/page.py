"""What all pages of the desk share: the frame, who looks at it, and the time zone that its times are in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.access import actor, may
from claims.admin.desk.times import zone_name
from claims.admin.site import site

# From the narrowest to the widest; a person is introduced by the widest that they hold.
ROLES: dict[str, str | Promise] = {
    "reader": gettext_lazy("reader"),
    "reporter": gettext_lazy("reporter"),
    "data_desk": gettext_lazy("data desk"),
    "checker": gettext_lazy("checker"),
    "editor": gettext_lazy("editor"),
}


@dataclass(frozen=True)
class NavItem:
    """A place of the desk that every page leads to."""

    key: str
    text: str
    address: str
    is_current: bool = False


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
    """Answer with a page of the desk.

    `current` is the key of the place in the navigation that the page belongs to; `trail` lists the pages above it,
    each with its address; `scripts` are static files that the page can do without.
    """
    whole = {
        **_site(request),
        "title": title,
        "trail": [(_("Desk"), reverse("admin:index")), *(trail or [])],
        "desk": _frame(request, current),
        "scripts": scripts,
        **context,
    }
    return TemplateResponse(request, f"desk/{template}.html", whole, status=status)


def _site(request: HttpRequest) -> dict[str, Any]:
    """Return what the admin's base template needs. The list of all tables stands on a page of its own."""
    return {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "has_permission": site.has_permission(request),
        "is_popup": False,
        "is_nav_sidebar_enabled": False,
    }


def _frame(request: HttpRequest, current: str) -> dict[str, Any]:
    roles = actor(request).roles
    return {
        "person": getattr(request.user, "name", ""),
        "role": next((name for role, name in reversed(ROLES.items()) if role in roles), ""),
        "zone": zone_name(),
        "nav": [NavItem(item.key, item.text, item.address, item.key == current) for item in _nav(request)],
    }


def _nav(request: HttpRequest) -> list[NavItem]:
    found = [NavItem("home", _("Desk"), reverse("admin:index"))]
    if may(request, "claim.read"):
        found += [
            NavItem("claims", _("Claims"), reverse("admin:claims_claim_changelist")),
            NavItem("measures", _("Measures"), reverse("admin:claims_measure_changelist")),
        ]
    if may(request, "import.run"):
        found.append(NavItem("imports", _("Imports"), reverse("admin:claims_importbatch_changelist")))
    return [*found, NavItem("records", _("All records"), reverse("admin:records"))]
