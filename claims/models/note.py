"""Notes: editorial remarks, never public."""

from typing import ClassVar

from django.db import models

from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.fields import filled
from claims.models.triggers import touch_root
from claims.models.user import User


class NoteQuerySet(models.QuerySet["Note"]):
    """A queryset of notes."""

    def visible(self, *, internal: bool) -> "NoteQuerySet":
        """Filter to rows that a caller may see: notes need `internal:read`."""
        return self if internal else self.none()

    def for_claims(self, *, internal: bool) -> "NoteQuerySet":
        """Order by filing, and prefetch related rows."""
        return self.visible(internal=internal).select_related("author").order_by("pk")


class Note(Versioned):
    """An editorial remark on a claim. It is never public."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="notes", help_text="The claim that the note is on.")
    text = models.TextField(help_text="The remark. Notes are never public.")
    author = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False, help_text="Who wrote it."
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers, *touch_root("claims_claim", "claim_id")]
        constraints: ClassVar = [filled("note", "text", 20_000)]

    def __str__(self) -> str:
        return self.text[:100]
