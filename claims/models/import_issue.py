"""Import issues: the problems of a row."""

from typing import ClassVar

from django.db import models

from claims.models.fields import AsItCameField, filled, text_field
from claims.models.import_batch import ImportBatch


class ImportIssue(models.Model):
    """The problem of a field of one row of a load, and the original row."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="issues", help_text="The import that found it.")
    row_number = models.BigIntegerField(
        null=True,
        blank=True,
        help_text="Number of the row, from 1 for the first row of data. Empty if the issue is not about one row.",
    )
    field = text_field(200, help_text="The field that is wrong. Empty for the row as a whole.")
    value = text_field(500, help_text="The value that was found there, shortened.")
    code = models.CharField(max_length=100, help_text="The kind of issue. Codes do not change.")
    message = models.TextField(help_text="What is wrong, in words.")
    is_refusal = models.BooleanField(
        default=True, db_default=True, help_text="Whether the row was refused. If not, the issue is a note."
    )
    row = AsItCameField(null=True, blank=True, help_text="The whole row as it was read.")

    class Meta:
        constraints: ClassVar = [
            filled("importissue", "code"),
            filled("importissue", "message"),
            models.CheckConstraint(condition=models.Q(row_number__gte=1), name="importissue_row_number_positive"),
        ]
        indexes: ClassVar = [models.Index(fields=["batch", "row_number"], name="importissue_row")]

    def __str__(self) -> str:
        place = f"row {self.row_number}, " if self.row_number else ""
        return f"{place}{self.field}: {self.message}"[:100]
