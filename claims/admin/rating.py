"""Rating scales and their ratings."""

from typing import Any

from django.contrib import admin

from claims.admin.base import ClaimsAdmin
from claims.admin.form import ClaimsForm
from claims.admin.guard import GuardedInline, noun_verbs
from claims.admin.site import site
from claims.models.rating import Rating, RatingScale

SCALE = noun_verbs("ratingscale")
RATING = {**SCALE, "add": "ratingscale.update", "delete": "rating.delete"}


class RatingInline(GuardedInline, admin.TabularInline):
    """The ratings of a scale, on its page."""

    model = Rating
    verbs = RATING
    form = ClaimsForm
    ordering = ("position",)
    fields = ("position", "slug", "name", "value", "normalized", "is_retired")


@admin.register(RatingScale, site=site)
class RatingScaleAdmin(ClaimsAdmin):
    """The scales that organisations judge on."""

    verbs = SCALE
    list_display = ("name", "slug", "worst", "best", "updated_at")
    sortable_by = ("name", "slug")
    search_fields = ("name", "slug")
    readonly_fields: Any = ("created_at", "updated_at", "version")
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("worst", "best"))}),
        ("Record", {"classes": ("collapse",), "fields": (("created_at", "updated_at", "version"),)}),
    )
    inlines = (RatingInline,)


@admin.register(Rating, site=site)
class RatingAdmin(ClaimsAdmin):
    """Every label of every scale; a used one is retired, not deleted."""

    verbs = RATING
    ordering = ("scale", "position")
    links = ("scale",)
    list_display = ("name", "scale", "position", "value", "normalized", "is_retired")
    list_select_related = ("scale",)
    list_filter = ("scale", "normalized", "is_retired")
    sortable_by = ()
    search_fields = ("name", "slug", "scale__name")
    readonly_fields: Any = ("created_at", "updated_at", "version")
    fields = ("scale", "position", "slug", "name", "value", "normalized", "is_retired", *readonly_fields)
