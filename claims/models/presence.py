"""Presences: who has a claim's page open, so that two people do not edit it at the same time unknowingly."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone

from claims.models.claim import Claim
from claims.models.user import User

LASTS = dt.timedelta(seconds=20)


class PresenceQuerySet(models.QuerySet["Presence"]):
    """A queryset of presences."""

    def current(self) -> "PresenceQuerySet":
        """Filter to presences that were confirmed in the last seconds."""
        return self.filter(seen_at__gt=timezone.now() - LASTS)


class Presence(models.Model):
    """A record that a person has a claim's page open. Nothing depends on it, and it has no history."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+", help_text="The claim that is looked at.")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", help_text="Who looks at it.")
    seen_at = models.DateTimeField(help_text="When the page last said that it is open.")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["claim", "user"], name="presence_once")]
        indexes: ClassVar = [models.Index(fields=["seen_at"], name="presence_seen_at")]

    def __str__(self) -> str:
        return f"{self.user} on claim {self.claim_id}"
