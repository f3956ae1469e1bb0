"""Replies: questions to and answers from the people concerned."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.entity import Entity
from claims.models.fields import one_of, text_field, word_field
from claims.models.triggers import touch_root
from claims.models.verdict import Verdict
from claims.rules.vocabulary import REPLY_KINDS, REPLY_OUTCOMES


class ReplyQuerySet(models.QuerySet["Reply"]):
    """A queryset of replies."""

    def visible(self, *, internal: bool) -> "ReplyQuerySet":
        """Filter to rows that a caller may see: replies that are not public need `internal:read`."""
        return self if internal else self.filter(is_public=True)

    def overdue(self) -> "ReplyQuerySet":
        """Filter to replies that are due and not answered."""
        return self.filter(answered_at__isnull=True, due_at__lt=Now())

    def for_claims(self, *, internal: bool) -> "ReplyQuerySet":
        """Order by the time of asking, and prefetch related rows."""
        return self.visible(internal=internal).select_related("entity", "verdict").order_by("asked_at", "pk")


class Reply(Versioned):
    """A comment request, right of reply, correction request or complaint, and its outcome."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="replies", help_text="The claim that the reply is about."
    )
    # Migrations add the foreign key that restricts it to this claim's own verdicts.
    verdict = models.ForeignKey(
        Verdict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        db_constraint=False,
        help_text="The verdict that the reply is about, if it is about one.",
    )
    kind = word_field(
        REPLY_KINDS, help_text="Whether it is a comment request, right of reply, correction request or complaint."
    )
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="replies", help_text="Who was asked, or who asked."
    )
    asked_at = models.DateTimeField(help_text="When it was asked.")
    due_at = models.DateTimeField(null=True, blank=True, help_text="When the answer is due.")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When the answer came.")
    text = text_field(help_text="What was asked or answered.")
    outcome = word_field(REPLY_OUTCOMES, "pending", help_text="What came of it.")
    is_public = models.BooleanField(default=False, db_default=False, help_text="Whether readers see it.")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        triggers: ClassVar = [*Versioned.Meta.triggers, *touch_root("claims_claim", "claim_id")]
        indexes: ClassVar = [
            models.Index(fields=["due_at", "id"], condition=Q(answered_at__isnull=True), name="reply_unanswered"),
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(kind__in=["complaint", "correction_request"], outcome="pending"),
                name="reply_complaints_open",
            ),
        ]
        constraints: ClassVar = [
            one_of("reply", "kind", REPLY_KINDS),
            one_of("reply", "outcome", REPLY_OUTCOMES),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gte=models.F("asked_at")),
                name="reply_due_after_asked",
                violation_error_message="due_at must not be before asked_at.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=models.F("asked_at")),
                name="reply_answered_after_asked",
                violation_error_message="answered_at must not be before asked_at.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on claim {self.claim_id}"
