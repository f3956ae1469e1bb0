"""Read-only pages of import batches and their outcomes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import ClaimsAdmin
from claims.admin.display import list_of, shown_json, shown_list
from claims.admin.form import ClaimsForm
from claims.admin.import_pages import ImportPages
from claims.admin.import_progress import progress_of
from claims.admin.site import site
from claims.formats.files.read_as import in_words
from claims.models.external_id import ExternalId
from claims.models.import_batch import NOTES, OUTCOMES, ImportBatch
from claims.models.import_issue import ImportIssue

ALWAYS = ("inserted", "updated", "unchanged", "refused")
SELDOM = tuple(name for name in (*OUTCOMES, *NOTES) if name not in ALWAYS)


@admin.register(ImportBatch, site=site)
class ImportBatchAdmin(ImportPages, ClaimsAdmin):
    """Loads, the newest first."""

    form = ClaimsForm
    verbs = {"view": "import.run", "add": "import.run"}
    links = ("mapping", "created_by")
    list_display = (
        "file_name",
        "origin",
        "state",
        "is_dry_run",
        "rows_read",
        "inserted",
        "refused",
        "created_at",
    )
    list_filter = ("state", "is_dry_run", "format", ("created_at", admin.DateFieldListFilter))
    date_hierarchy = "created_at"
    search_fields = ("file_name", "origin")
    fieldsets = (
        (None, {"fields": (("file_name", "format"), ("origin", "mapping"), ("state", "created_by"), "is_dry_run")}),
        ("Rows", {"fields": ("rows_read", ALWAYS, "seldom_shown", "report_shown", "its_issues", "its_claims")}),
        ("Progress", {"fields": (("phase", "position"), ("created_at", "started_at", "finished_at"))}),
        ("Settings", {"fields": ("read_as_shown", "options_shown", "error")}),
    )

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Show the progress of a load, and links to what can be done."""
        context["progress"] = progress_of(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="issues")
    def its_issues(self, row: ImportBatch) -> SafeString:
        """Link to the issues of its rows."""
        return list_of(ImportIssue, "What was wrong with its rows", batch__id__exact=row.pk)

    @admin.display(description="claims")
    def its_claims(self, row: ImportBatch) -> SafeString:
        """Link to the external ids that it wrote last."""
        return list_of(ExternalId, "External ids that it wrote last", batch__id__exact=row.pk)

    @admin.display(description="besides")
    def seldom_shown(self, row: ImportBatch) -> SafeString | str:
        """Show the other counts that are not zero, with their meaning."""
        counts = [(one, getattr(row, one.name)) for one in ImportBatch._meta.fields if one.name in SELDOM]
        return shown_list(f"{count:,} {one.verbose_name}: {one.help_text}" for one, count in counts if count)

    @admin.display(description="report")
    def report_shown(self, row: Any) -> SafeString | str:
        """Show the counts in detail."""
        return shown_json(row.report)

    @admin.display(description="read as")
    def read_as_shown(self, row: Any) -> str:
        """Describe how the file was read."""
        return in_words(row.read_as)

    @admin.display(description="options")
    def options_shown(self, row: Any) -> SafeString | str:
        """Show the options."""
        return shown_json(row.options)
