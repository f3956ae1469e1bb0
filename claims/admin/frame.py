"""The header of every admin page: the user, the navigation and the time zone."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.access import actor, may

# From the narrowest to the widest role; a person's widest role is shown.
ROLES: dict[str, str | Promise] = {
    "reader": gettext_lazy("reader"),
    "reporter": gettext_lazy("reporter"),
    "data_desk": gettext_lazy("data desk"),
    "checker": gettext_lazy("checker"),
    "editor": gettext_lazy("editor"),
}


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation."""

    key: str
    text: str
    address: str
    is_current: bool = False


def frame(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """Return the context of the header; `current` is the key of the active navigation entry."""
    roles = actor(request).roles
    return {
        "person": getattr(request.user, "name", ""),
        "role": next((name for role, name in reversed(ROLES.items()) if role in roles), ""),
        "zone": zone_name(),
        "nav": [replace(item, is_current=_is_current(item, current, request.path)) for item in _nav(request)],
    }


def _is_current(item: NavItem, current: str, path: str) -> bool:
    return item.key == current if current else item.key != "home" and path.startswith(item.address)


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


def zone_name() -> str:
    """Return the place that the current time zone is named after: Berlin of Europe/Berlin."""
    return get_current_timezone_name().rsplit("/", 1)[-1].replace("_", " ")
