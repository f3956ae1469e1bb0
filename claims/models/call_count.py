"""Counts of a caller's requests per minute, for the rate limits."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

# Requests with a token are counted by its id, others by the address.
CALL_KINDS = ("read", "write", "public", "refused")


class CallCount(models.Model):
    """The requests of one kind by one caller in one minute; `claims.actions.admission` writes it.

    The table is unlogged, so that counting waits for no disk; after a crash it is empty, and counting begins anew.
    A minute has a row of its own: under a snapshot that stays open, a row that were counted up for ever would
    leave a chain of versions as long, through which every call had to go. It refers to no other table, since the
    check of a reference writes to the row referred to.
    """

    pk = models.CompositePrimaryKey("caller", "kind", "began_at")
    caller = models.CharField(max_length=50, help_text="Id of the token, or the address of a caller without one.")
    kind = models.CharField(max_length=10, help_text="Which limit the calls count towards.")
    began_at = models.DateTimeField(help_text="The minute in which the calls were made.")
    calls = models.IntegerField(help_text="How many calls there were.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=CALL_KINDS), name="callcount_kind_known"),
            models.CheckConstraint(condition=Q(calls__gt=0), name="callcount_calls_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.calls} by {self.caller}"
