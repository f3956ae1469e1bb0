"""Pages of approvals. They are read-only."""

from django.contrib import admin
from django.utils.safestring import SafeString

from claims.admin.base import ClaimsAdmin
from claims.admin.display import link_to
from claims.admin.site import site
from claims.models.approval import Approval

READ = {"view": "note.read"}


@admin.register(Approval, site=site)
class ApprovalAdmin(ClaimsAdmin):
    """Decisions, the newest first."""

    verbs = READ
    links = ("verdict", "user")
    list_display = ("decision", "user", "verdict_link", "comment", "is_void", "created_at")
    list_select_related = ("user", "verdict__claim")
    list_filter = ("decision", "is_void", ("created_at", admin.DateFieldListFilter))
    search_fields = ("comment",)
    sortable_by = ("created_at",)
    fields = ("verdict", "user", "decision", "comment", "is_void", "created_at", "updated_at", "version")

    @admin.display(description="verdict")
    def verdict_link(self, row: Approval) -> SafeString | str:
        """Link to the verdict, by its claim."""
        return link_to(row.verdict, str(row.verdict.claim))
