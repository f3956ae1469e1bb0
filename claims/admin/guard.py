"""Who sees and does what in the admin, on the pages of nouns and in the lists inside them."""

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
"""More than this many forms in one are no person's work."""

Verbs = dict[str, str]


def noun_verbs(name: str) -> Verbs:
    """Map the pages of a shared noun to the verbs that they need."""
    return {"view": "noun.read", "add": f"{name}.create", "change": f"{name}.update", "delete": f"{name}.delete"}


def part_verbs(name: str) -> Verbs:
    """Map the pages of a part of a claim to the verbs that they need."""
    found = {"view": "part.read", "add": f"{name}.create", "change": f"{name}.update", "delete": f"{name}.delete"}
    return {page: verb for page, verb in found.items() if verb in NEEDS}


class Guarded(BaseModelAdmin):
    """Ask the access table, not Django's permission rows, and show nobody what is not for them.

    `verbs` names the verb of that table for view, add, change and delete; one that is missing is
    nobody's. `heavy` columns are read only where they are shown.
    """

    verbs: ClassVar[Verbs] = {}
    heavy: ClassVar[tuple[str, ...]] = ()
    view_on_site = False
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        ArrayField: {"form_class": LinesField},
    }

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Ask the access table."""
        return may(request, self.verbs.get("view", ""))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the access table, and whether the claim is open to writing."""
        return may(request, self.verbs.get("add", "")) and not self.is_closed(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the access table, and whether the claim is open to writing."""
        return may(request, self.verbs.get("change", "")) and not self.is_closed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the access table, and whether the claim is open to writing."""
        return may(request, self.verbs.get("delete", "")) and not self.is_closed(obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show a noun on the first page to whoever may read it."""
        return self.has_view_permission(request)

    def is_closed(self, obj: Any) -> bool:
        """Tell whether a row is a merged claim, or belongs to one: those are only read."""
        claim = None if obj is None else self.claim_of(obj)
        return claim is not None and claim.merged_into_id is not None

    def claim_of(self, obj: Any) -> Claim | None:
        """Give the claim that a row is or belongs to, if any."""
        return obj if isinstance(obj, Claim) else getattr(obj, "claim", None)

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """Leave out what the person may not see."""
        rows: Any = super().get_queryset(request)
        if hasattr(rows, "visible"):
            rows = rows.visible(internal=actor(request).is_internal)
        found: models.QuerySet[Any] = rows.defer(*self.heavy)
        return found

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:  # noqa: ARG002
        """Complete every reference as one types: no page holds a million options."""
        return [
            field.name
            for field in self.opts.local_fields
            if isinstance(field, models.ForeignKey) and site.is_registered(field.related_model)
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Choose a reference in a box that completes it."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ReferenceSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer no deletion beside a reference: that is done on the page of what is deleted."""
        if isinstance(db_field, ArrayField):
            kwargs.setdefault("max_length", db_field.base_field.max_length)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field


class GuardedInline(Guarded, InlineModelAdmin):
    """Rows on the page of what they belong to."""

    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Limit the number of forms."""
        return super().get_formset(request, obj, **{"absolute_max": 2 * MOST_FORMS, **kwargs})

    def get_max_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:  # noqa: ARG002
        """Take no more forms than a person fills in, and none from those who may not add: Django sets 0 for them."""
        return 0 if self.max_num == 0 else MOST_FORMS
