"""Pages of quantities. A figure is read from a phrase, and replaced with a reason; it is never edited."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from claims.actions.quantities import FIGURE, figure_of
from claims.actions.verbs import ACTIONS
from claims.admin.access import actor
from claims.admin.display import plain, shown_interval
from claims.admin.form import ClaimsForm
from claims.admin.guard import part_verbs
from claims.admin.part import PartAdmin
from claims.admin.partial_date import PartialDateField, partial_date_column
from claims.admin.refusal import sentence
from claims.admin.site import site
from claims.models.quantity import Quantity
from claims.rules.figures.interval import QuantityError
from claims.rules.vocabulary import DIRECTIONS, HEDGES, MODALITIES, QUANTITY_KINDS

SPELLED_OUT = (("hedge", "value_low", "value_high"), ("unit", "kind"), ("direction", "modality"))
TIMES = ("as_of_text", "valid_from_text", "valid_to_text")


def _as_read(words: tuple[str, ...]) -> forms.ChoiceField:
    options = [("", "as read from the words"), *((word, word.replace("_", " ")) for word in words)]
    return forms.ChoiceField(choices=options, required=False)


class QuantityForm(ClaimsForm):
    """A form that reads a figure from a phrase; other fields, if given, override it."""

    _typed: dict[str, Any] | None = None

    hedge = _as_read(HEDGES)
    kind = _as_read(QUANTITY_KINDS)
    direction = _as_read(DIRECTIONS)
    modality = _as_read(MODALITIES)
    unit = forms.CharField(required=False, max_length=100, help_text="Person, rocket, USD, percent: as read if empty.")
    as_of_text = PartialDateField(label="As of", has_time=True)
    valid_from_text = PartialDateField(label="Valid from")
    valid_to_text = PartialDateField(label="Valid to")

    class Meta:
        model = Quantity
        fields = ("claim", "surface", "value_low", "value_high", "measure")
        help_texts = {"surface": "The words as printed: about 3,000 additional troops. The figure is read from them."}

    def clean(self) -> dict[str, Any]:
        """Read the phrase."""
        data = super().clean()
        if self.errors or not data.get("surface"):
            return data
        self._typed = self.given()
        try:
            claim = data.get("claim") or getattr(self.instance, "claim", None)
            figure = figure_of(self._typed, claim.language if claim else "")
        except QuantityError as error:
            field = error.field if error.field in self.fields else None
            raise ValidationError({field: sentence(error)} if field else str(error)) from error
        if not figure.unit:
            raise ValidationError({"unit": "Give the unit: person, rocket, USD, percent and so on."})
        return data | {name: getattr(figure, name) for name in FIGURE}

    def given(self) -> dict[str, Any]:
        """Return the data as typed: the action parses the phrase, as for every caller."""
        return super().given() if self._typed is None else dict(self._typed)


class QuantityColumns:
    """Show a figure: values and interval in plain notation, and partial dates."""

    as_of_text = partial_date_column("as_of", "as of")
    valid_from_text = partial_date_column("valid_from", "valid from")
    valid_to_text = partial_date_column("valid_to", "valid to")

    @admin.display(description="values", empty_value="-")
    def values(self, row: Quantity) -> str:
        """Show the literal values."""
        return " to ".join(dict.fromkeys(filter(None, [plain(row.value_low), plain(row.value_high)])))

    @admin.display(description="read", empty_value="")
    def certainty(self, row: Quantity) -> str:
        """Mark a figure whose phrase was ambiguous."""
        return "guessed, check it" if row.confidence == "guessed" else ""

    @admin.display(description="interval")
    def interval(self, row: Quantity) -> str:
        """Show the interval that was derived from it, with its unit."""
        return f"{shown_interval(row)} {row.unit}" if row.pk else ""


class QuantityPageForm(QuantityForm):
    """A form for a new figure, which can replace one that was recorded wrongly."""

    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)
    replaces_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Why it is replaced. It is kept in the claim's history.",
    )

    def clean(self) -> dict[str, Any]:
        """Require a reason for a replacement, and the same claim."""
        data = super().clean()
        if not data.get("replaces"):
            return data
        old = Quantity.objects.filter(pk=data["replaces"]).first()
        if old is None:
            raise ValidationError("The figure that this replaces is not there any more.")
        if data.get("claim") not in (None, old.claim):
            self.add_error("claim", f"The figure that this replaces belongs to claim {old.claim_id}: keep it there.")
        if not data.get("reason"):
            self.add_error("reason", "Say why the figure is replaced.")
        return data


@admin.register(Quantity, site=site)
class QuantityAdmin(QuantityColumns, PartAdmin):
    """Figures are added by a phrase, and replaced with a reason."""

    verbs = part_verbs("quantity")
    form = QuantityPageForm
    links = ("claim", "measure")
    list_display = (
        "surface", "interval", "certainty", "claim_link", "measure", "kind", "modality", "as_of_text", "updated_at",
    )  # fmt: skip
    list_select_related = ("claim", "measure")
    list_filter = ("hedge", "kind", "modality", "direction", "confidence")
    sortable_by = ("updated_at",)
    readonly_fields: Any = ("values", "interval", "certainty", "rule", "policy", "created_at", "updated_at", "version")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the phrase of a new figure; show all fields of an existing one."""
        if obj is not None:
            figure = (("hedge", "values", "interval"), ("unit", "kind"), ("direction", "modality"), "certainty")
            record = (("rule", "policy"), ("created_at", "updated_at"), "version")
            return (
                (None, {"fields": ("claim", "surface", *figure, "measure", TIMES)}),
                ("Record", {"classes": ("collapse",), "fields": record}),
            )
        reason: tuple[Any, ...] = ((None, {"fields": ("reason",)}),) if _replaced(request) else ()
        return (
            *reason,
            (None, {"fields": ("claim", "surface", "measure", TIMES)}),
            ("Where the words are not read right", {"fields": SPELLED_OUT}),
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Start a replacement from the figure that it replaces."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        old = self.get_object(request, _replaced(request)) if _replaced(request) else None
        if old is not None:
            initial |= {name: getattr(old, name) for name in ("claim", "surface", "measure")}
            initial |= {name: getattr(self, name)(old) for name in TIMES}
            initial |= {"replaces": old.pk, "replaces_version": old.version}
        return initial

    def write(self, request: HttpRequest, form: Any, data: dict[str, Any], *, change: bool) -> Any:
        """Add the figure, or replace another one."""
        given = form.cleaned_data
        if not given.get("replaces"):
            return super().write(request, form, data, change=change)
        data.pop("claim", None)
        return ACTIONS["quantity.replace"].act(
            given["replaces"],
            form.instance.claim_id,
            data,
            reason=given["reason"],
            actor=actor(request),
            if_version=given.get("replaces_version"),
        )

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Offer to replace an existing figure."""
        if obj is not None and self.has_add_permission(request, obj):
            address = reverse("admin:claims_quantity_add")
            context["tools"] = [{"name": "Replace", "url": f"{address}?replaces={obj.pk}"}]
        if _replaced(request):
            context["title"] = f"Replace quantity {_replaced(request)}"
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _replaced(request: HttpRequest) -> str:
    return request.POST.get("replaces") or request.GET.get("replaces", "")
