"""Base of the pages of a claim's parts."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.safestring import SafeString

from claims.actions.verbs import ACTIONS
from claims.admin.access import actor
from claims.admin.base import ClaimsAdmin
from claims.admin.claim_search import search_claims
from claims.admin.display import cut, link_to, page_of
from claims.models.claim import Claim


class PartAdmin(ClaimsAdmin):
    """The pages of one kind of part. A part cannot move to another claim."""

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
        """Redirect to the claim."""
        return self.back_to_claim(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> Any:
        """Redirect to the claim."""
        return self.back_to_claim(obj) or super().response_post_save_change(request, obj)

    def back_to_claim(self, obj: Any) -> HttpResponseRedirect | None:
        """Redirect to the page of the part's claim."""
        claim = self.claim_of(obj)
        return HttpResponseRedirect(page_of(claim)) if claim else None
