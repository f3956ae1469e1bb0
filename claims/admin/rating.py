"""Rating scales and their ratings."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from claims.actions.verbs import ACTIONS
from claims.admin.access import actor
from claims.admin.base import ClaimsAdmin
from claims.admin.form import ClaimsForm, VersionedForm
from claims.admin.guard import GuardedInline, noun_verbs
from claims.admin.site import site
from claims.models.rating import Rating, RatingScale

SCALE = noun_verbs("ratingscale")
RATING = {**SCALE, "add": "ratingscale.update", "delete": "rating.delete"}


class RatingForm(ClaimsForm):
    """A form for a rating. The slug, which identifies it on its scale, cannot be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "slug" in self.fields:
            self.fields["slug"].disabled = True


class Ratings(forms.BaseInlineFormSet):
    """The ratings on the page of their scale."""

    def given(self) -> dict[str, Any]:
        """Return the added and changed ratings as data for an action."""
        changed = [form for form in self.forms if form.has_changed()]
        return {"ratings": [_item(form, is_new=form.instance.pk is None) for form in changed]}


class RatingInline(GuardedInline, admin.TabularInline):
    """The ratings of a scale, on its page. One is deleted on its own page."""

    model = Rating
    verbs = RATING
    form = RatingForm
    formset = Ratings
    can_delete = False
    ordering = ("position",)
    fields = ("position", "slug", "name", "value", "normalized", "is_retired")


@admin.register(RatingScale, site=site)
class RatingScaleAdmin(ClaimsAdmin):
    """Rating scales of organisations."""

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


class RatingPageForm(RatingForm, VersionedForm):
    """A form that compares the version of the rating's scale, as the action does."""

    def current_version(self) -> int:
        """Return the version that the scale has now."""
        version: int = self.instance.scale.version
        return version


@admin.register(Rating, site=site)
class RatingAdmin(ClaimsAdmin):
    """Every label of every scale; a used one is retired, not deleted."""

    form = RatingPageForm
    verbs = RATING
    ordering = ("scale", "position")
    links = ("scale",)
    list_display = ("name", "scale", "position", "value", "normalized", "is_retired")
    list_select_related = ("scale",)
    list_filter = ("scale", "normalized", "is_retired")
    sortable_by = ()
    search_fields = ("name", "slug", "scale__name")
    fields = (
        "scale", "position", "slug", "name", "value", "normalized", "is_retired", "created_at", "updated_at", "version",
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Make the scale of an existing rating read-only."""
        record = ("created_at", "updated_at", "version")
        return record if obj is None else ("scale", *record)

    def write(self, request: HttpRequest, form: Any, data: dict[str, Any], *, change: bool) -> Any:  # noqa: ARG002
        """Add or change the rating, as one of its scale."""
        rating = form.instance
        changes = {"ratings": [_item(form, is_new=not change)]}
        version = form.version_read if change else None
        ACTIONS["ratingscale.update"].act(rating.scale_id, changes, actor=actor(request), if_version=version)
        return Rating.objects.get(scale=rating.scale_id, slug=rating.slug)


def _item(form: Any, *, is_new: bool) -> dict[str, Any]:
    """Return a rating as data for an action."""
    data = form.given() if is_new else form.changes()
    return {**data, "slug": form.instance.slug}
