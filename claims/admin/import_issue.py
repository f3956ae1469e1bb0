"""Read-only pages of import issues: the problems of rows."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from claims.admin.base import ClaimsAdmin
from claims.admin.display import cut, shown_json
from claims.admin.form import ClaimsForm
from claims.admin.site import site
from claims.models.import_issue import ImportIssue


@admin.register(ImportIssue, site=site)
class ImportIssueAdmin(ClaimsAdmin):
    """The issues, row by row."""

    form = ClaimsForm
    verbs = {"view": "import.run"}
    ordering = ("-batch_id", "row_number", "id")
    heavy = ("row",)
    links = ("batch",)
    list_display = ("row_number", "field", "short_value", "code", "is_refusal", "message", "batch")
    list_display_links = ("row_number", "field")
    list_select_related = ("batch",)
    sortable_by = ()
    search_fields = ("field", "value", "message", "row_number__exact")
    fields = ("batch", "row_number", "field", "value", "code", "is_refusal", "message", "row_shown")

    @admin.display(description="value")
    def short_value(self, row: ImportIssue) -> str:
        """Shorten the value."""
        return cut(row.value, 60)

    @admin.display(description="row")
    def row_shown(self, row: Any) -> SafeString | str:
        """Show the original row."""
        return shown_json(row.row)
