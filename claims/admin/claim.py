"""Pages of claims: the list, and the page of a claim with its parts."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Textarea
from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime

from claims.actions.imports.field_list import CLAIM
from claims.actions.options import claim_options
from claims.admin.appearance import AppearanceInline
from claims.admin.claim_filters import (
    AssigneeFilter,
    ClaimedFilter,
    LanguageFilter,
    OriginFilter,
    TopicFilter,
    VerdictFilter,
)
from claims.admin.claim_search import HELP, search_claims
from claims.admin.desk.bulk import bulk_page
from claims.admin.desk.claim import claim_page, history_page
from claims.admin.desk.filing import filing_page
from claims.admin.desk.parts import write_own
from claims.admin.desk.queue import queue_page
from claims.admin.display import cut, link_to, shown_list
from claims.admin.evidence import EvidenceInline
from claims.admin.external_id import ExternalIdInline
from claims.admin.fields import TopicsField
from claims.admin.form import VersionedForm
from claims.admin.note import NoteInline
from claims.admin.part import PartInline
from claims.admin.partial_date import PartialDateField, partial_date_column
from claims.admin.quantity import QuantityInline
from claims.admin.reply import ReplyInline
from claims.admin.site import site
from claims.admin.verb_page import OffersVerbs
from claims.admin.verdict import VerdictInline
from claims.models.claim import Claim, sortable_claimed_on

DATES = tuple(field.name for field in CLAIM.fields if len(field.columns) == 2)
# The claim's own fields that the fieldsets below do not place, in the model's order.
_PLACED = ("text", "claimed_on", "language", "place", "topics")
_FURTHER = tuple(name for name in CLAIM.names if name not in _PLACED)


def _shown(name: str) -> str:
    return f"{name}_text" if name in DATES else name


class DatesForm(VersionedForm):
    """Read the partial dates of a claim, each in one text box."""

    locals().update({_shown(name): PartialDateField(label=capfirst(name.replace("_", " "))) for name in DATES})


class ClaimForm(DatesForm):
    """Read a claim's own fields; its status and its assignee are changed by verbs."""

    topics = TopicsField(required=False)

    class Meta:
        model = Claim
        fields = (*(name for name in CLAIM.names if name not in DATES), "claimant", "part_of", "priority", "due_at")
        widgets = {"text": Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}
        help_texts = {
            "text": "The assertion, as the newsroom states it.",
            "claimant": "By default the first originator of the first appearance.",
            "part_of": "The compound claim of which this is a part.",
        }


@admin.register(Claim, site=site)
class ClaimAdmin(OffersVerbs):
    """The list of claims, and the page of a claim with its parts."""

    form = ClaimForm
    verbs = {"view": "claim.read", "add": "claim.create", "change": "claim.update"}
    heavy = ("search",)
    options = staticmethod(claim_options)
    change_form_template = "admin/claims/claim/change_form.html"
    links = ("claimant", "part_of", "merged_into", "current_verdict")
    list_display = (
        "id", "short_text", "claimant", "claimed_on_text", "work", "judged", "assignee", "updated",
    )  # fmt: skip
    list_display_links = ("id", "short_text")
    list_select_related = ("claimant", "assignee", "current_verdict__publisher")
    list_filter = (
        "status",
        "priority",
        AssigneeFilter,
        ("current_verdict__normalized", VerdictFilter),
        LanguageFilter,
        OriginFilter,
        ClaimedFilter,
        TopicFilter,
        ("updated_at", admin.DateFieldListFilter),
    )
    sortable_by = ("id", "claimed_on_text", "updated")
    search_fields = ("text",)
    search_help_text = HELP
    inlines = (
        AppearanceInline, QuantityInline, EvidenceInline, VerdictInline, ReplyInline, NoteInline, ExternalIdInline,
    )  # fmt: skip
    readonly_fields = (
        "status", "assignee", "decline_code", "status_reason", "merged_into", "parts", "judged", "created_by",
        "created_at", "updated_at", "version",
    )  # fmt: skip
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "text",
                    "claimant",
                    "claimed_on_text",
                    ("language", "place"),
                    "topics",
                    "part_of",
                    "parts",
                    *map(_shown, _FURTHER),
                )
            },
        ),
        ("Work", {"fields": (("status", "judged"), ("priority", "assignee"), "due_at")}),
        (
            "Record",
            {
                "classes": ("collapse",),
                "fields": (
                    ("decline_code", "status_reason", "merged_into"),
                    ("created_by", "created_at"),
                    ("updated_at", "version"),
                ),
            },
        ),
    )

    locals().update({_shown(name): partial_date_column(name) for name in DATES})
    claimed_on_text = partial_date_column("claimed_on", "claimed on", sortable_claimed_on())

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Answer with the queue of the desk."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return bulk_page(request) if request.method == "POST" else queue_page(request)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Answer with the page of a claim."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = self.get_object(request, unquote(object_id))
        if claim is None:
            raise Http404
        return write_own(request, claim.pk, claim_page) if request.method == "POST" else claim_page(request, claim.pk)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Answer with what happened, as sentences; with `?stored=1` with the states as they are stored."""
        claim = self.get_object(request, unquote(object_id))
        if claim is None or not self.has_view_permission(request, claim):
            raise Http404
        if "stored" in request.GET:
            return super().history_view(request, object_id, extra_context)
        return history_page(request, claim)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """Answer with the page on which a claim is filed by hand."""
        return filing_page(request)

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: "models.QuerySet[Any]",
        search_term: str,
    ) -> tuple["models.QuerySet[Any]", bool]:
        """Find claims by their words, their number or an external id."""
        return search_claims(queryset, search_term, request), False

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Show parts only for an existing claim."""
        return super().get_inlines(request, obj) if obj else []

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """Show the newest parts of each kind: some claims are in hundreds of sources."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk is not None and isinstance(inline, PartInline):
            kwargs["queryset"] = inline.newest_of(request, obj)
        return kwargs

    def label(self, claim: Claim) -> str:
        """Return the label of a claim in an autocomplete box."""
        return f"{claim.pk}: {cut(claim.text, 90)}"

    @admin.display(description="claim", ordering="text")
    def short_text(self, claim: Claim) -> str:
        """Shorten the words."""
        return cut(claim.text)

    @admin.display(description="status")
    def work(self, claim: Claim) -> str:
        """Show the status, and the priority unless it is normal."""
        status = claim.get_status_display()
        return status if claim.priority == "normal" else f"{status}, {claim.priority}"

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, claim: Claim) -> str:
        """Show the day, in the person's time zone."""
        return localtime(claim.updated_at).date().isoformat()

    @admin.display(description="verdict")
    def judged(self, claim: Claim) -> SafeString | str:
        """Link to the current verdict, with its publisher."""
        verdict = claim.current_verdict
        return link_to(verdict, f"{verdict.label or 'unrated'}, {verdict.publisher}") if verdict else ""

    @admin.display(description="has the parts")
    def parts(self, claim: Claim) -> SafeString | str:
        """Link to the claims that are parts of this one."""
        rows = claim.parts.defer("search").order_by("pk")[:50] if claim.pk else []
        return shown_list(link_to(part, self.label(part)) for part in rows) or "none"
