"""Parts of a claim: in short on the claim's page, in full on their own pages."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString

from claims.actions.verbs import ACTIONS
from claims.admin.access import actor, may
from claims.admin.base import ClaimsAdmin
from claims.admin.claim_search import search_claims
from claims.admin.display import cut, link_to, page_of
from claims.admin.form import ClaimsForm
from claims.admin.guard import GuardedInline
from claims.models.claim import Claim


class ShownParts(BaseInlineFormSet):
    """Parts on the page of their claim, which writes none of them."""

    def given(self) -> dict[str, Any]:
        """Return nothing: these are only read."""
        return {}


class PartInline(GuardedInline, admin.StackedInline):
    """The newest parts of a claim on its page, to be read, with a link to the page of each and to one that adds more.

    A part is changed on its own page, at its own version, so that two people who work on two parts of a claim do not
    block each other.
    """

    form = ClaimsForm
    formset = ShownParts
    template = "admin/claims/part_inline.html"
    newest: ClassVar[int] = 50
    related: ClassVar[tuple[str, ...]] = ()
    add_address = ""  # set for the person who looks, if they may add a part

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Send people to the page that adds a part."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Send people to the part's own page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Send people to the part's own page."""
        return False

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """Fetch related rows in the same query."""
        return super().get_queryset(request).select_related(*self.related)

    def newest_of(self, request: HttpRequest, claim: Claim) -> "models.QuerySet[Any]":
        """Keep the newest parts of a claim."""
        rows = self.get_queryset(request)
        newest = rows.filter(claim=claim).select_related(None).order_by("-pk").values("pk")[: self.newest]
        return rows.filter(pk__in=newest).order_by("pk")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Find the page that adds a part to this claim, for those who may."""
        if obj is not None and may(request, self.verbs.get("add", "")) and not self.is_closed(obj):
            address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
            self.add_address = f"{address}?claim={obj.pk}"
        return super().get_formset(request, obj, **kwargs)


class PartAdmin(ClaimsAdmin):
    """The pages of one kind of part. A part stays with its claim."""

    heavy = ("claim__search",)
    links = ("claim",)
    list_select_related: Any = ("claim",)
    search_fields = ("claim__text",)
    search_help_text = "Words of the claim, or its number."

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Make the claim of an existing part read-only."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "claim") if obj is not None else fields

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: "models.QuerySet[Any]",
        search_term: str,
    ) -> tuple["models.QuerySet[Any]", bool]:
        """Find parts by the claim that they belong to."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(claim__in=search_claims(Claim.objects.all(), search_term, request).values("pk")), False

    def write(self, request: HttpRequest, form: Any, data: dict[str, Any], *, change: bool) -> Any:
        """Add a part to its claim, or change it."""
        act = ACTIONS[self.verbs["change" if change else "add"]].act
        data.pop("claim", None)
        claim_id = form.instance.claim_id
        if change:
            return act(form.instance.pk, claim_id, data, actor=actor(request), if_version=form.version_read)
        return act(claim_id, data, actor=actor(request))

    def remove(self, request: HttpRequest, obj: Any) -> None:
        """Delete a part of its claim."""
        ACTIONS[self.verbs["delete"]].act(obj.pk, obj.claim_id, actor=actor(request))

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, row: Any) -> SafeString | str:
        """Link to the claim."""
        return link_to(row.claim, f"{row.claim_id}: {cut(row.claim.text, 80)}")

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> Any:
        """Go back to the claim."""
        return self.back_to_claim(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> Any:
        """Go back to the claim."""
        return self.back_to_claim(obj) or super().response_post_save_change(request, obj)

    def back_to_claim(self, obj: Any) -> HttpResponseRedirect | None:
        """Redirect to the page of the part's claim."""
        claim = self.claim_of(obj)
        return HttpResponseRedirect(page_of(claim)) if claim else None
