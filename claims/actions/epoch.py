"""The feed's epoch: raised when the database moves, since transaction ids begin anew there."""

from django.db.models import F

from claims.actions.change import record
from claims.models.clocks import FeedEpoch
from claims.rules.access import Actor


def raise_epoch(*, actor: Actor) -> int:
    """Begin a new epoch of the feed and return its number; do it before the first write after a restore."""
    with record(actor=actor, verb="epoch.raise"):
        FeedEpoch.objects.update(value=F("value") + 1)
        return FeedEpoch.objects.values_list("value", flat=True).get()
