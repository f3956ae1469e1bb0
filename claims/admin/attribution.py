"""Pages of attributions: the links of the chain by which a claim reached a source."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin.claim_search import search_claims
from claims.admin.display import link_to
from claims.admin.form import ClaimsForm
from claims.admin.guard import GuardedInline
from claims.admin.part import PartAdmin
from claims.admin.site import site
from claims.models.attribution import Attribution
from claims.models.claim import Claim


def shown_link(link: Attribution) -> SafeString:
    """Return one link of a chain as HTML: the name as printed, the entity, and how certain it is."""
    printed = f"“{link.named_as}”" if link.named_as else ""
    entity = link_to(link.entity) if link.entity else "anonymous"
    said = ", ".join(filter(None, [link.described_as, link.cue and f"“{link.cue}”", link.certainty]))
    secret = " [confidential]" if link.is_confidential else ""
    return format_html("{} {} {} ({}){}", link.role, printed, entity, said, secret)


class AttributionForm(ClaimsForm):
    """A form for one link. Positions are checked for the whole chain, so that two links can swap places."""

    position = forms.IntegerField(min_value=1, help_text="1 is the origin.")

    class Meta:
        model = Attribution
        fields = (
            "position", "role", "named_as", "described_as", "entity", "is_anonymous", "cue", "certainty",
            "is_confidential",
        )  # fmt: skip

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "position"}


class Chain(forms.BaseInlineFormSet):
    """The forms of one chain; each link needs its own position."""

    def clean(self) -> None:
        """Raise ValidationError if two links have the same position."""
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and form not in self.deleted_forms]
        positions = [data["position"] for data in kept if "position" in data]
        for position in positions:
            if positions.count(position) > 1:
                raise ValidationError(f"Two links stand at position {position}: give each its own position.")

    def given(self) -> dict[str, Any]:
        """Return the whole chain in its order, as an action takes it; nothing if it was not changed."""
        if not self.has_changed():
            return {}
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        kept.sort(key=lambda form: form.cleaned_data["position"])
        return {"attributions": [_without_position(form) for form in kept]}


def _without_position(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.given().items() if name not in {"position", "appearance"}}


class AttributionInline(GuardedInline, admin.StackedInline):
    """The chain of an appearance, on its page."""

    model = Attribution
    verbs = {"view": "part.read", **dict.fromkeys(("add", "change", "delete"), "appearance.update")}
    form = AttributionForm
    formset = Chain
    fields = (
        ("position", "role", "certainty"),
        ("named_as", "described_as"),
        ("entity", "cue"),
        ("is_anonymous", "is_confidential"),
    )
    ordering = ("position",)
    verbose_name_plural = "chain of attribution"

    def claim_of(self, obj: Any) -> Claim | None:
        """Return the claim of the appearance."""
        return getattr(obj, "claim", None)

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """Fetch the entities in the same query."""
        return super().get_queryset(request).select_related("entity")


@admin.register(Attribution, site=site)
class AttributionAdmin(PartAdmin):
    """Links of chains, to find who passed something on. A chain is changed on the page of its appearance."""

    verbs = {"view": "part.read"}
    heavy = ("appearance__claim__search", "appearance__source__text")
    links = ("entity", "appearance")
    list_display = ("named_as", "described_as", "entity", "role", "position", "certainty", "claim_link", "in_source")
    list_display_links = ("named_as", "described_as")
    list_select_related = ("entity", "appearance__claim", "appearance__source")
    list_filter = ("role", "certainty", "is_confidential")
    search_help_text = "Words of the claim, its number, or the name as printed."
    fields = ("appearance", *AttributionForm.Meta.fields, "updated_at", "version")
    readonly_fields = ("appearance", "updated_at", "version")

    def claim_of(self, obj: Any) -> Claim | None:
        """Return the claim of the appearance."""
        return obj.appearance.claim if isinstance(obj, Attribution) else None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Return the read-only fields."""
        return self.readonly_fields

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: "models.QuerySet[Any]",
        search_term: str,
    ) -> tuple["models.QuerySet[Any]", bool]:
        """Find links by the printed name, the entity or the claim."""
        if not search_term.strip():
            return queryset, False
        claims = search_claims(Claim.objects.all(), search_term, request).values("pk")
        found = models.Q(named_as__icontains=search_term) | models.Q(entity__name__icontains=search_term)
        return queryset.filter(found | models.Q(appearance__claim__in=claims)), False

    @admin.display(description="claim")
    def claim_link(self, row: Attribution) -> SafeString | str:
        """Link to the claim."""
        return link_to(row.appearance.claim)

    @admin.display(description="source")
    def in_source(self, row: Attribution) -> SafeString | str:
        """Link to the appearance, by its source."""
        return link_to(row.appearance, str(row.appearance.source))
