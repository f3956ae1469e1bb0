"""Notes: editorial remarks, never public."""

from typing import ClassVar

from django.db import models

from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.fields import filled
from claims.models.triggers import touch_root
from claims.models.user import User


class Note(Versioned):
    """An editorial remark on a claim. It is never public."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="notes")
    text = models.TextField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers, *touch_root("claims_claim", "claim_id")]
        constraints: ClassVar = [filled("note", "text", 20_000)]

    def __str__(self) -> str:
        return self.text[:100]
