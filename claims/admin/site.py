"""The admin site: its name, its index page, who may enter, and autocompletion."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from claims.admin.access import may
from claims.admin.frame import frame
from claims.models.user import User

View = Callable[..., HttpResponseBase]

GROUPS: dict[str, tuple[str, ...]] = {
    "Claims": ("Claim", "Appearance", "Attribution", "Evidence", "Quantity", "ExternalId", "Reply", "Note"),
    "Verdicts": ("Verdict", "Approval", "RatingScale", "Rating"),
    "People, outlets and sources": ("Entity", "Publisher", "Source", "Measure"),
    "Imports": ("ImportBatch", "ImportIssue", "Mapping"),
    "Access": ("User", "Group", "ApiToken", "AccessAttempt"),
}


class ClaimsSite(AdminSite):
    """The admin of the claim tracker."""

    site_header = "factcheck"
    site_title = "factcheck"
    index_title = "All records"
    index_template = "admin/claims/records.html"
    site_url = None

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._pages: list[URLPattern] = []

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may enter: active people, not service accounts."""
        return super().has_permission(request) and not getattr(request.user, "is_service", False)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add what the frame of every page shows: the header row and the version."""
        return {**super().each_context(request), **self.frame_context(request)}

    def frame_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return the context of the frame without the list of all tables, which has a separate page."""
        has_permission = self.has_permission(request)
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "has_permission": has_permission,
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
            "version": settings.FACTCHECK_VERSION,
            "desk": frame(request) if has_permission else {},
        }

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Raise BadRequest for URLs that the database cannot look up."""

        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            values = [request.path, *request.GET, *(value for _, found in request.GET.lists() for value in found)]
            if any("\x00" in value for value in values):
                raise BadRequest("The address holds a NUL character: remove %00.")
            response: HttpResponseBase = view(request, *args, **kwargs)
            return response

        checked.__dict__.update(getattr(view, "__dict__", {}))
        return super().admin_view(checked, cacheable)

    def page(self, route: str, name: str) -> Callable[[View], View]:
        """Register a view as an admin page at a route that takes precedence over Django's."""

        def register(view: View) -> View:
            self._pages.append(path(route, self.admin_view(view), name=name))
            return view

        return register

    def get_urls(self) -> list[Any]:
        """Return the URLs: registered pages first, then the list of all tables, then Django's."""
        return [*self._pages, path("records/", self.admin_view(self.index), name="records"), *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Group the models by purpose, independent of their Django app."""
        found = super().get_app_list(request, app_label)
        by_name = {model["object_name"]: model for app in found for model in app["models"]}
        groups = [
            {
                "name": title,
                "app_label": title.split(",")[0].split(" ")[0].lower(),
                "app_url": f"{request.path}#{title}",
                "has_module_perms": True,
                "models": [by_name.pop(name) for name in names if name in by_name],
            }
            for title, names in GROUPS.items()
        ]
        others = [{**app, "models": [m for m in app["models"] if m["object_name"] in by_name]} for app in found]
        return [group for group in (*groups, *others) if group["models"]]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Return options for an autocomplete box."""
        return Completion.as_view(admin_site=self)(request)


class Completion(AutocompleteJsonView):
    """Offer rows for references; users only to those who may assign claims."""

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        """Check the table of verbs."""
        if self.model_admin.model is User:
            return may(request, "claim.assign")
        return bool(super().has_perm(request, obj))

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, Any]:
        """Return the id and label of an option."""
        label = getattr(self.model_admin, "label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


site = ClaimsSite(name="admin")
