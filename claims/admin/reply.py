"""Pages of replies: questions to and answers from the people concerned."""

from typing import Any

from django.contrib import admin

from claims.admin.display import cut
from claims.admin.guard import part_verbs
from claims.admin.part import PartAdmin
from claims.admin.site import site
from claims.models.reply import Reply


@admin.register(Reply, site=site)
class ReplyAdmin(PartAdmin):
    """Requests, answers and complaints."""

    verbs = part_verbs("reply")
    links = ("claim", "entity", "verdict")
    list_display = ("short_text", "kind", "claim_link", "entity", "outcome", "asked_at", "due_at", "answered_at")
    list_select_related = ("claim", "entity")
    list_filter = ("kind", "outcome", "is_public", ("due_at", admin.DateFieldListFilter))
    date_hierarchy = "asked_at"
    sortable_by = ("asked_at", "due_at", "answered_at")
    readonly_fields: Any = ("created_at", "updated_at", "version")
    fieldsets = (
        (None, {"fields": ("claim", "kind", "entity", "verdict", "text", "outcome", "is_public")}),
        ("Times", {"fields": ("asked_at", "due_at", "answered_at")}),
        ("Record", {"classes": ("collapse",), "fields": (("created_at", "updated_at", "version"),)}),
    )

    @admin.display(description="reply")
    def short_text(self, row: Reply) -> str:
        """Shorten the words."""
        return cut(row.text) or f"reply {row.pk}"
