"""Presence: who has the page of a claim open."""

import datetime as dt

from django.utils import timezone

from claims.models.presence import LASTS, Presence
from claims.rules.access import Actor

KEPT = dt.timedelta(hours=1)


def confirm_presence(claim_id: int, *, actor: Actor) -> list[str]:
    """Note that a person has the page of a claim open. Returns the names of the others who have it open, too."""
    if actor.user_id is not None:
        now = {"seen_at": timezone.now()}
        Presence.objects.update_or_create(claim_id=claim_id, user_id=actor.user_id, defaults=now)
    return others_present(claim_id, actor=actor)


def others_present(claim_id: int, *, actor: Actor) -> list[str]:
    """Return the names of the other people who have the page of a claim open."""
    rows = Presence.objects.current().filter(claim=claim_id).exclude(user=actor.user_id).select_related("user")
    return [row.user.name for row in rows.order_by("user__username")]


def forget_old_presences() -> None:
    """Delete presences that nobody has confirmed for an hour."""
    Presence.objects.filter(seen_at__lt=timezone.now() - max(KEPT, LASTS)).delete()
