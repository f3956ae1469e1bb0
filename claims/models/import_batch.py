"""Import batches: one load of a file each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from claims.models.fields import filled, one_of, text_field, word_field
from claims.models.mapping import Mapping
from claims.models.user import User
from claims.rules.vocabulary import IMPORT_FORMATS, IMPORT_STATES

COUNTS = ("rows_read", "inserted", "updated", "unchanged", "refused")


def _count() -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(default=0, db_default=0)


class ImportBatch(models.Model):
    """One load of a file: what was read, by which mapping, and what became of its rows."""

    origin = models.CharField(max_length=100, help_text="Where the rows' ids come from, for example politifact.")
    file_name = models.CharField(max_length=300)
    format = word_field(IMPORT_FORMATS)
    mapping = models.ForeignKey(Mapping, models.PROTECT, null=True, blank=True, related_name="batches")
    options = models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))
    state = word_field(IMPORT_STATES, "pending")
    rows_read = _count()
    inserted = _count()
    updated = _count()
    unchanged = _count()
    refused = _count()
    error = text_field(help_text="Why the whole load failed, where it did.")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "import batches"
        constraints: ClassVar = [
            filled("importbatch", "origin"),
            one_of("importbatch", "format", IMPORT_FORMATS),
            one_of("importbatch", "state", IMPORT_STATES),
            models.CheckConstraint(
                condition=Q(**{f"{count}__gte": 0 for count in COUNTS}), name="importbatch_counts_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"
