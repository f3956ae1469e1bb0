"""Pages of verdicts. They are read-only here, but for the buttons of their verbs."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString

from claims.actions.options import verdict_options
from claims.admin.access import actor
from claims.admin.approval import ApprovalInline
from claims.admin.desk.verdict import verdict_page
from claims.admin.display import cut, link_out, link_to, shown_list
from claims.admin.markdown import html_of
from claims.admin.part import PartAdmin, PartInline
from claims.admin.partial_date import partial_date_column
from claims.admin.site import site
from claims.admin.verb_page import OffersVerbs
from claims.models.evidence import Evidence
from claims.models.user import User
from claims.models.verdict import Verdict


class VerdictInline(PartInline):
    """How the claim was judged."""

    model = Verdict
    verbs = {"view": "part.read"}
    related = ("publisher",)
    fields = ("publisher", "label", "normalized", "summary", "state", "published_at", "link")
    readonly_fields = fields

    @admin.display(description="article")
    def link(self, row: Verdict) -> SafeString | str:
        """Link to the article."""
        return link_out(row.url)


@admin.register(Verdict, site=site)
class VerdictAdmin(OffersVerbs, PartAdmin):
    """All verdicts, ours and others', in every state."""

    verbs = {"view": "part.read"}
    options = staticmethod(verdict_options)
    heavy = ("claim__search", "explanation")
    links = ("claim", "publisher", "rating")
    list_display = ("label", "normalized", "claim_link", "publisher", "state", "kind", "is_imported", "published_at")
    list_select_related = ("claim", "publisher")
    list_filter = (
        "state",
        "normalized",
        "is_imported",
        "is_second_hand",
        "kind",
        ("rating__scale", admin.RelatedFieldListFilter),
        ("published_at", admin.DateFieldListFilter),
    )
    sortable_by = ()
    inlines = (ApprovalInline,)
    fieldsets = (
        (None, {"fields": ("claim", "claim_reviewed", ("publisher", "kind"), ("state", "revision"))}),
        ("Judgement", {"fields": (("rating", "scale"), ("label", "normalized"), ("reason_code", "as_of_text"))}),
        ("Words", {"fields": ("headline", "summary", "explained", "note", ("language", "byline"))}),
        ("Evidence cited", {"fields": ("cited", "evidence_exception")}),
        (
            "Where it comes from",
            {"fields": (("is_imported", "is_second_hand"), "external_id", "article", ("author", "written_by"))},
        ),
        (
            "Times",
            {"fields": (("submitted_at", "published_at"), ("publish_at", "is_stale"), ("updated_at", "version"))},
        ),
    )

    as_of_text = partial_date_column("as_of", "as of")

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Answer with the page of a verdict."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        verdict = self.get_object(request, unquote(object_id))
        if verdict is None:
            raise Http404
        return verdict_page(request, verdict.pk)

    @admin.display(description="scale")
    def scale(self, row: Verdict) -> SafeString | str:
        """Link to the scale of the rating."""
        return link_to(row.rating.scale) if row.rating else ""

    @admin.display(description="explanation")
    def explained(self, row: Verdict) -> SafeString:
        """Show the explanation as HTML."""
        return html_of(row.explanation)

    @admin.display(description="article")
    def article(self, row: Verdict) -> SafeString | str:
        """Link to the public article."""
        return link_out(row.url)

    @admin.display(description="written by")
    def written_by(self, row: Verdict) -> str:
        """Show the names of the writers, who may not approve it."""
        return ", ".join(user.name for user in User.objects.filter(pk__in=row.writers).order_by("username"))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the verdict with the cited evidence that the person may see."""
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            shown = Evidence.objects.visible(internal=actor(request).is_internal)
            row.shown_evidence = shown.filter(citations__verdict=row).order_by("pk")
        return row

    @admin.display(description="evidence cited")
    def cited(self, row: Any) -> SafeString | str:
        """List the evidence that it cites."""
        return shown_list(link_to(item, cut(str(item))) for item in row.shown_evidence)
