"""Evidence: sources for or against a claim."""

from typing import ClassVar

from django.db import models

from claims.models.anchor import Anchor, anchored
from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.fields import one_of, text_field, word_field
from claims.models.source import Source
from claims.models.triggers import RefuseChange, citations_together, refuse_delete, touch_root
from claims.models.user import User
from claims.rules.vocabulary import STANCES

IS_CITED = """EXISTS (
    SELECT FROM claims_verdictevidence AS cited JOIN claims_verdict AS verdict ON verdict.id = cited.verdict_id
    WHERE cited.evidence_id = OLD.id AND verdict.state NOT IN ('draft', 'discarded')
)"""


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """A queryset of evidence."""

    def visible(self, *, internal: bool) -> "EvidenceQuerySet":
        """Filter to rows that a caller may see: confidential evidence and sources need `internal:read`."""
        if internal:
            return self
        return self.filter(is_confidential=False).exclude(source__is_confidential=True)

    def for_claims(self, *, internal: bool) -> "EvidenceQuerySet":
        """Order by filing, and prefetch related rows."""
        return self.visible(internal=internal).select_related("source", "added_by").order_by("pk")


class Evidence(Anchor, Versioned):
    """The statement that a source supports or refutes a claim, or gives its context.

    Evidence without a source is common knowledge, which a note explains.
    """

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="evidence", help_text="The claim that the evidence is about."
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        help_text="The source of the evidence. Empty for common knowledge, which the note explains.",
    )
    stance = word_field(STANCES, help_text="Whether it supports or refutes the claim, or gives its context.")
    question = text_field(1000, help_text="The question that it answers.")
    note = text_field(help_text="What it shows. Required where there is no source.")
    is_primary = models.BooleanField(
        default=False, db_default=False, help_text="Whether the source saw or measured it itself."
    )
    interest = text_field(1000, help_text="The stake that the source has in the matter.")
    is_confidential = models.BooleanField(
        default=False, db_default=False, help_text="Whether only users with internal:read see the evidence."
    )
    added_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False, help_text="Who added it."
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *touch_root("claims_claim", "claim_id"),
            RefuseChange(
                name="evidence_cited_kept",
                exclude=["claim"],
                guard=IS_CITED,
                message="Evidence that a submitted or published verdict cites is not changed.",
            ),
            citations_together("evidence"),
            refuse_delete(
                "evidence_cited_not_deleted",
                "Evidence that a submitted or published verdict cites is not deleted.",
                when=IS_CITED,
            ),
        ]
        constraints: ClassVar = [
            one_of("evidence", "stance", STANCES),
            anchored("evidence"),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) | models.Q(note__regex=r"\S"),
                name="evidence_source_or_note",
                violation_error_message="Evidence without a source (common knowledge) needs a note.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance}: {self.quote or self.note or self.question}"[:100]
