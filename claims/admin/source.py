"""Sources: what can be cited."""

from typing import Any, cast

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.admin.base import ClaimsAdmin
from claims.admin.display import cut, link_out, list_of
from claims.admin.form import NounForm
from claims.admin.guard import noun_verbs
from claims.admin.partial_date import PartialDateField, partial_date_column
from claims.admin.site import site
from claims.models.appearance import Appearance
from claims.models.evidence import Evidence
from claims.models.source import Source
from claims.rules.url import UrlError, canonical_url


class SourceForm(NounForm):
    """A form for a source. Its URL is stored in canonical form, its text as it is."""

    verbatim = frozenset({"text"})
    published_on_text = PartialDateField(label="Published on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            cast(Any, self.fields["text"]).strip = False


@admin.register(Source, site=site)
class SourceAdmin(ClaimsAdmin):
    """Articles, transcripts, data sets, posts and so on."""

    form = SourceForm
    verbs = noun_verbs("source")
    heavy = ("text",)
    links = ("publisher",)
    list_display = ("short_title", "kind", "publisher", "published_on_text", "status", "reliability", "is_confidential")
    list_select_related = ("publisher",)
    list_filter = ("kind", "status", "reliability", "is_confidential", ("updated_at", admin.DateFieldListFilter))
    sortable_by = ()
    search_fields = ("title", "external_id")
    search_help_text = "The address, a part of the title, or the wire's own id."
    fieldsets = (
        (None, {"fields": (("kind", "status"), "title", "authors", ("publisher", "published_on_text"), "language")}),
        ("Where it is", {"fields": ("url", "opened", "url_as_given", "archived_url", "media_url", "external_id")}),
        ("Trust", {"fields": (("reliability", "is_confidential"), "reliability_note")}),
        ("Kept text", {"classes": ("collapse",), "fields": ("text", "text_sha256")}),
        ("Use", {"fields": ("its_appearances", "its_evidence")}),
        (
            "Record",
            {
                "classes": ("collapse",),
                "fields": (("revision", "accessed_at"), ("created_at", "updated_at", "version")),
            },
        ),
    )

    published_on_text = partial_date_column("published_on", "published on")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Make a stored text read-only, because anchors point into it."""
        fields = (
            "opened", "url_as_given", "text_sha256", "its_appearances", "its_evidence", "created_at", "updated_at",
            "version",
        )  # fmt: skip
        return (*fields, "text") if obj is not None and obj.text else fields

    def get_search_results(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]", search_term: str
    ) -> tuple["models.QuerySet[Any]", bool]:
        """Find a source by any spelling of its URL, by its title or by its external id."""
        try:
            url = canonical_url(search_term)
        except UrlError:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(url=url), False

    def label(self, source: Source) -> str:
        """Return the label of a source in an autocomplete box."""
        return cut(" · ".join(filter(None, [str(source), self.published_on_text(source)])), 140)

    @admin.display(description="title")
    def short_title(self, row: Source) -> str:
        """Shorten the title."""
        return cut(str(row))

    @admin.display(description="open")
    def opened(self, row: Source) -> SafeString | str:
        """Link to the source itself."""
        return link_out(row.url)

    @admin.display(description="claims made in it")
    def its_appearances(self, row: Source) -> SafeString | str:
        """Link to what was claimed in it."""
        return list_of(Appearance, "Claims that were made in it", source__id__exact=row.pk) if row.pk else ""

    @admin.display(description="evidence from it")
    def its_evidence(self, row: Source) -> SafeString | str:
        """Link to the evidence from it."""
        return list_of(Evidence, "Evidence that it gave", source__id__exact=row.pk) if row.pk else ""
