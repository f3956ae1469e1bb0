"""Permissions of the admin, derived from the table of verbs."""

from typing import Any, ClassVar

from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import HttpRequest

from claims.admin.access import actor, may
from claims.admin.fields import LinesField, ReferenceSelect
from claims.admin.site import site
from claims.models.claim import Claim
from claims.rules.verbs import NEEDS

MOST_FORMS = 100
"""The most inline forms that are accepted."""

Verbs = dict[str, str]


def noun_verbs(name: str) -> Verbs:
    """Map the pages of a shared noun to the verbs that they need."""
    return {"view": "noun.read", "add": f"{name}.create", "change": f"{name}.update", "delete": f"{name}.delete"}


def part_verbs(name: str) -> Verbs:
    """Map the pages of a part of a claim to the verbs that they need."""
    found = {"view": "part.read", "add": f"{name}.create", "change": f"{name}.update", "delete": f"{name}.delete"}
    return {page: verb for page, verb in found.items() if verb in NEEDS}


class Guarded(BaseModelAdmin):
    """Check the table of verbs instead of Django's permissions, and hide rows that the person may not see.

    `verbs` maps view, add, change and delete to verbs; what is missing is allowed to nobody. `heavy` columns are loaded
    only where they are shown.
    """

    verbs: ClassVar[Verbs] = {}
    heavy: ClassVar[tuple[str, ...]] = ()
    view_on_site = False
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        ArrayField: {"form_class": LinesField},
    }

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Check the table of verbs."""
        return may(request, self.verbs.get("view", ""))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Check the table of verbs, and that the claim is not merged."""
        return may(request, self.verbs.get("add", "")) and not self.is_closed(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Check the table of verbs, and that the claim is not merged."""
        return may(request, self.verbs.get("change", "")) and not self.is_closed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Check the table of verbs, and that the claim is not merged."""
        return may(request, self.verbs.get("delete", "")) and not self.is_closed(obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show a noun on the index page to everybody who may read it."""
        return self.has_view_permission(request)

    def is_closed(self, obj: Any) -> bool:
        """Return whether a row is a merged claim, or a part of one: these are read-only."""
        claim = None if obj is None else self.claim_of(obj)
        return claim is not None and claim.merged_into_id is not None

    def claim_of(self, obj: Any) -> Claim | None:
        """Return the claim that a row is or belongs to, if any."""
        return obj if isinstance(obj, Claim) else getattr(obj, "claim", None)

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """Return the rows that the person may see."""
        rows: Any = super().get_queryset(request)
        if hasattr(rows, "visible"):
            rows = rows.visible(internal=actor(request).is_internal)
        found: models.QuerySet[Any] = rows.defer(*self.heavy)
        return found

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:  # noqa: ARG002
        """Use an autocomplete box for every reference."""
        return [
            field.name
            for field in self.opts.local_fields
            if isinstance(field, models.ForeignKey) and site.is_registered(field.related_model)
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Use an autocomplete box."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ReferenceSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Remove the delete button beside references."""
        if isinstance(db_field, ArrayField):
            kwargs.setdefault("max_length", db_field.base_field.max_length)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field


class GuardedInline(Guarded, InlineModelAdmin):
    """Rows on the page of their parent."""

    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Limit the number of forms."""
        return super().get_formset(request, obj, **{"absolute_max": 2 * MOST_FORMS, **kwargs})

    def get_max_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:  # noqa: ARG002
        """Return the most forms that a person can add; Django sets 0 for those who may not add any."""
        return 0 if self.max_num == 0 else MOST_FORMS
