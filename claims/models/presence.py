"""Presences: who has the page of a claim open, so that two people do not work past each other."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone

from claims.models.claim import Claim
from claims.models.user import User

LASTS = dt.timedelta(seconds=20)


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Presences, narrowed by adjectives."""

    def current(self) -> "PresenceQuerySet":
        """Keep those that were confirmed in the last seconds."""
        return self.filter(seen_at__gt=timezone.now() - LASTS)


class Presence(models.Model):
    """A person has the page of a claim open. Nothing depends on it, and no history is kept of it."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+", help_text="The claim that is looked at.")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", help_text="Who looks at it.")
    seen_at = models.DateTimeField(help_text="When the page last said that it is open.")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["claim", "user"], name="presence_once")]
        indexes: ClassVar = [models.Index(fields=["seen_at"], name="presence_seen_at")]

    def __str__(self) -> str:
        return f"{self.user} on claim {self.claim_id}"
