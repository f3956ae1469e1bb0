"""Measures: what figures measure."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin.base import ClaimsAdmin
from claims.admin.display import link_to, list_of, shown_interval, shown_list
from claims.admin.form import NounForm
from claims.admin.guard import noun_verbs
from claims.admin.partial_date import partial_date_of
from claims.admin.site import site
from claims.models.measure import Measure
from claims.models.quantity import Quantity

SHOWN = 50
_NEWEST = tuple(F(name).desc(nulls_last=True) for name in ("as_of", "as_of_time"))


@admin.register(Measure, site=site)
class MeasureAdmin(ClaimsAdmin):
    """Measures, each with the figures that claims state for it."""

    form = NounForm
    verbs = noun_verbs("measure")
    list_display = ("name", "unit", "event", "place", "growth", "updated_at")
    list_filter = ("growth",)
    sortable_by = ("name", "updated_at")
    search_fields = ("name", "event", "place", "unit")
    readonly_fields: Any = ("figures", "all_figures", "created_at", "updated_at", "version")
    fieldsets = (
        (None, {"fields": ("name", ("unit", "growth"), ("event", "place"))}),
        ("Figures stated for it", {"fields": ("figures", "all_figures")}),
        ("Record", {"classes": ("collapse",), "fields": (("created_at", "updated_at", "version"),)}),
    )

    @admin.display(description="figures")
    def figures(self, row: Measure) -> SafeString | str:
        """List the figures stated for it, the newest first."""
        if not row.pk:
            return ""
        quantities = row.quantities.order_by(*_NEWEST, "-pk")[:SHOWN]
        return shown_list(
            format_html("{} {}{}", link_to(found), shown_interval(found), _day(found)) for found in quantities
        )

    @admin.display(description="all")
    def all_figures(self, row: Measure) -> SafeString | str:
        """Link to every figure stated for it."""
        return list_of(Quantity, "All figures with their claims", measure__id__exact=row.pk) if row.pk else ""


def _day(quantity: Quantity) -> str:
    day = partial_date_of(quantity, "as_of")
    return f" as of {day}" if day else ""
