"""Publishers: outlets, known by their site's domain."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import ClaimsAdmin
from claims.admin.display import list_of
from claims.admin.form import NounForm
from claims.admin.guard import noun_verbs
from claims.admin.site import site
from claims.models.publisher import Publisher
from claims.models.source import Source
from claims.models.verdict import Verdict


@admin.register(Publisher, site=site)
class PublisherAdmin(ClaimsAdmin):
    """Outlets; our own is named in the settings."""

    form = NounForm
    verbs = noun_verbs("publisher")
    list_display = ("name", "domain", "country", "is_own", "updated_at")
    list_filter = ("is_own",)
    sortable_by = ("name", "domain", "updated_at")
    search_fields = ("name", "domain")
    readonly_fields: Any = ("is_own", "its_sources", "its_verdicts", "created_at", "updated_at", "version")
    fieldsets = (
        (None, {"fields": ("name", "domain", "country", "is_own")}),
        ("What it published", {"fields": ("its_sources", "its_verdicts")}),
        ("Record", {"classes": ("collapse",), "fields": (("created_at", "updated_at", "version"),)}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to delete our own publisher."""
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.is_own)

    @admin.display(description="sources")
    def its_sources(self, row: Publisher) -> SafeString | str:
        """Link to its sources."""
        return list_of(Source, "Sources that it published", publisher__id__exact=row.pk) if row.pk else ""

    @admin.display(description="verdicts")
    def its_verdicts(self, row: Publisher) -> SafeString | str:
        """Link to its verdicts."""
        return list_of(Verdict, "Verdicts that it gave", publisher__id__exact=row.pk) if row.pk else ""
