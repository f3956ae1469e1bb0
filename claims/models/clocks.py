"""Two one-row tables: the epoch of the feed, and the clock of the shared nouns."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from claims.models.fields import CurrentXactId, XactIdField


class FeedEpoch(models.Model):
    """The epoch of the feed. A restore or a move raises it, since it sets transaction ids back."""

    id = models.IntegerField(primary_key=True, default=1)
    value = models.IntegerField(
        default=1, help_text="The epoch of the feed. It is raised when the database is restored."
    )

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="feedepoch_one_row")]

    def __str__(self) -> str:
        return str(self.value)


class NounClock(models.Model):
    """Ticks with every commit that changes a shared noun, so that the ETags of claims change too."""

    id = models.IntegerField(primary_key=True, default=1)
    value = models.BigIntegerField(default=1, help_text="Raised by one with each commit that changes a shared noun.")
    changed_in = XactIdField(db_default=CurrentXactId(), help_text="Id of the last transaction that raised it.")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="nounclock_one_row")]

    def __str__(self) -> str:
        return str(self.value)
