"""API tokens: programs' keys. Listed and revoked here, by superusers; no secret is kept to be shown."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from claims.admin.access import actor
from claims.admin.base import ClaimsAdmin
from claims.admin.form import ClaimsForm
from claims.admin.site import site
from claims.models.api_token import ApiToken


@admin.register(ApiToken, site=site)
class ApiTokenAdmin(ClaimsAdmin):
    """Keys, whose they are, and what they open."""

    form = ClaimsForm
    verbs = {}
    links = ("owner",)
    list_display = ("key", "name", "owner", "opens", "state", "created_at", "expires_at", "last_used_at")
    list_select_related = ("owner",)
    list_filter = (
        ("revoked_at", admin.EmptyFieldListFilter),
        ("expires_at", admin.DateFieldListFilter),
        ("last_used_at", admin.DateFieldListFilter),
    )
    sortable_by = ("created_at", "expires_at", "last_used_at")
    search_fields = ("prefix", "name", "owner__username")
    actions = ("revoke",)
    fields = (
        "key", "name", "owner", "opens", "state", "created_at", "expires_at", "revoked_at", "last_used_at",
    )  # fmt: skip

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Show keys to superusers."""
        return actor(request).is_superuser

    @admin.action(description="Revoke the selected tokens", permissions=["view"])
    def revoke(self, request: HttpRequest, rows: "models.QuerySet[Any]") -> None:
        """Shut tokens for good; those shut before stay as they are."""
        with self.recorded(request, "revoke"):
            count = rows.filter(revoked_at=None).update(revoked_at=timezone.now())
        self.message_user(request, f"{count} revoked: they open nothing from now on.", messages.SUCCESS)

    @admin.display(description="token")
    def key(self, row: ApiToken) -> str:
        """Show how the key begins."""
        return f"{row.prefix}…"

    @admin.display(description="scopes")
    def opens(self, row: ApiToken) -> str:
        """List the scopes."""
        return ", ".join(row.scopes)

    @admin.display(description="state")
    def state(self, row: ApiToken) -> str:
        """Tell whether it still opens anything."""
        if row.revoked_at:
            return "revoked"
        if row.expires_at and row.expires_at <= timezone.now():
            return "expired"
        return "valid" if row.owner.is_active else "owner inactive"
