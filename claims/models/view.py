"""Views: saved searches of claims."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from claims.models.base import Versioned
from claims.models.fields import filled
from claims.models.user import User


class ViewQuerySet(models.QuerySet["View"]):
    """A queryset of views."""

    def open_to(self, user_id: int | None) -> "ViewQuerySet":
        """Filter to a person's own views and the shared ones."""
        return self.filter(Q(owner=user_id) | Q(is_shared=True)) if user_id else self.none()


class View(Versioned):
    """A saved search of claims: a name, filters and an order."""

    name = models.CharField(max_length=100, help_text="What the view is called.")
    question = models.JSONField(
        help_text="Filters of claims by their names, each with its value as text, and `sort` for the order."
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="views", editable=False, help_text="Who saved the view, and may change it."
    )
    is_shared = models.BooleanField(default=False, db_default=False, help_text="Whether everybody sees the view.")

    objects = ViewQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers]
        constraints: ClassVar = [
            filled("view", "name"),
            models.UniqueConstraint(
                "owner",
                Lower("name"),
                name="view_name_unique",
                violation_error_message="You have a view of this name already.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["name"], condition=Q(is_shared=True), name="view_shared")]

    def __str__(self) -> str:
        return self.name
