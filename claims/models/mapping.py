"""Mappings: how a foreign file's columns become fields."""

from typing import ClassVar

from django.db import models

from claims.models.fields import filled
from claims.models.triggers import RefuseChange
from claims.models.user import User


class Mapping(models.Model):
    """A stored mapping of a file's columns to fields. A change creates a new version of the same name."""

    name = models.CharField(max_length=100, help_text="Name of the mapping.")
    version = models.IntegerField(default=1, db_default=1, help_text="Version of the mapping of this name, from 1.")
    document = models.JSONField(help_text="Which column each of our fields comes from, and how it is read.")
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False, help_text="Who stored it."
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When it was stored.")

    class Meta:
        triggers: ClassVar = [
            RefuseChange(
                name="mapping_kept",
                fields=["name", "version", "document"],
                message="A mapping is not changed: store a new version of it.",
            )
        ]
        constraints: ClassVar = [
            filled("mapping", "name"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="mapping_version_positive"),
            models.UniqueConstraint(fields=["name", "version"], name="mapping_version_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"
