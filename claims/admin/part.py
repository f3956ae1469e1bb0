"""What belongs to a claim: on the claim's page in short, on a page of its own in full."""

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.safestring import SafeString

from claims.actions.claims import add_to, refuse_merged
from claims.admin.access import actor
from claims.admin.base import ClaimsAdmin
from claims.admin.claim_search import search_claims
from claims.admin.display import cut, link_to, page_of
from claims.admin.form import ClaimsForm
from claims.admin.guard import GuardedInline
from claims.models.claim import Claim
from claims.rules.access import ANONYMOUS, Actor


def add_described(claim: Claim, form: ClaimsForm, writer: Actor) -> Any:
    """Add the part that a form describes to a claim, by the action that adds parts of its kind.

    Raises InputError, ExternalIdTakenError.
    """
    name = cast(Any, form.instance._meta.get_field("claim")).remote_field.related_name
    refuse_merged(claim)
    return add_to(claim, name, {key: value for key, value in form.given().items() if key != "claim"}, writer)


class PartFormSet(BaseInlineFormSet):
    """Parts of the claim on whose page they are; new ones are added by their action."""

    actor: Actor = ANONYMOUS

    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: ARG002
        """Add a part."""
        return add_described(cast(Claim, self.instance), form, self.actor)


class PartInline(GuardedInline, admin.StackedInline):
    """The parts of a claim on its page: the newest ones in short, with a link to each, and a form for more.

    A part that is there is changed on its own page, at its own version, so that two people who work on
    two parts of a claim do not stand in each other's way.
    """

    form = ClaimsForm
    formset = PartFormSet
    template = "admin/claims/part_inline.html"
    newest: ClassVar[int] = 50
    related: ClassVar[tuple[str, ...]] = ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Send people to the part's own page."""
        return False

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """Read what is shown of each part at once."""
        return super().get_queryset(request).select_related(*self.related)

    def newest_of(self, request: HttpRequest, claim: Claim) -> "models.QuerySet[Any]":
        """Keep the newest parts of a claim."""
        rows = self.get_queryset(request)
        newest = rows.filter(claim=claim).select_related(None).order_by("-pk").values("pk")[: self.newest]
        return rows.filter(pk__in=newest).order_by("pk")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Tell the formset too who writes."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.actor = actor(request)
        return formset


class PartAdmin(ClaimsAdmin):
    """The pages of one kind of part. A part stays with its claim."""

    heavy = ("claim__search",)
    links = ("claim",)
    list_select_related: Any = ("claim",)
    search_fields = ("claim__text",)
    search_help_text = "Words of the claim, or its number."

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the claim of a part that is there."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "claim") if obj is not None else fields

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: "models.QuerySet[Any]",
        search_term: str,
    ) -> tuple["models.QuerySet[Any]", bool]:
        """Find parts by the claim that they belong to."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(claim__in=search_claims(Claim.objects.all(), search_term).values("pk")), False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Add a part by its action."""
        if change:
            super().save_model(request, obj, form, change)
            return
        row = add_described(obj.claim, form, actor(request))
        obj.pk = row.pk
        obj.refresh_from_db()

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, row: Any) -> SafeString | str:
        """Link to the claim."""
        return link_to(row.claim, f"{row.claim_id}: {cut(row.claim.text, 80)}")

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> Any:
        """Go back to the claim, where the part is seen among the others."""
        return self.back_to_claim(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> Any:
        """Go back to the claim, where the part is seen among the others."""
        return self.back_to_claim(obj) or super().response_post_save_change(request, obj)

    def back_to_claim(self, obj: Any) -> HttpResponseRedirect | None:
        """Lead to the page of the claim that a part belongs to."""
        claim = self.claim_of(obj)
        return HttpResponseRedirect(page_of(claim)) if claim else None
