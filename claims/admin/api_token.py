"""API tokens: listed and revoked here. Their secrets are stored nowhere, so none is shown."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from claims.actions.tokens import tokens_open_to
from claims.actions.verbs import ACTIONS
from claims.admin.access import actor, may
from claims.admin.base import ClaimsAdmin
from claims.admin.form import ClaimsForm
from claims.admin.site import site
from claims.models.api_token import ApiToken


@admin.register(ApiToken, site=site)
class ApiTokenAdmin(ClaimsAdmin):
    """Tokens, their owners and their scopes."""

    form = ClaimsForm
    verbs = {"view": "token.read"}
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

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """Show everybody their own tokens, and those with `tokens:admin` all of them."""
        return tokens_open_to(actor(request)).order_by(*self.get_ordering(request))

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Return whether the person may revoke tokens."""
        return may(request, "token.revoke")

    @admin.action(description="Revoke the selected tokens", permissions=["revoke"])
    def revoke(self, request: HttpRequest, rows: "models.QuerySet[Any]") -> None:
        """Revoke tokens at once; those revoked before stay as they are."""
        valid = list(rows.filter(revoked_at=None).order_by("pk").values_list("pk", flat=True))
        for token_id in valid:
            ACTIONS["token.revoke"].act(token_id, actor=actor(request))
        self.message_user(request, f"{len(valid)} revoked: they no longer work.", messages.SUCCESS)

    @admin.display(description="token")
    def key(self, row: ApiToken) -> str:
        """Show the first characters of the token."""
        return f"{row.prefix}…"

    @admin.display(description="scopes")
    def opens(self, row: ApiToken) -> str:
        """List the scopes."""
        return ", ".join(row.scopes)

    @admin.display(description="state")
    def state(self, row: ApiToken) -> str:
        """Show whether the token still works."""
        if row.revoked_at:
            return "revoked"
        if row.expires_at and row.expires_at <= timezone.now():
            return "expired"
        return "valid" if row.owner.is_active else "owner inactive"
