"""Verdicts: one publisher's judgement of a claim."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.fields import one_of, partial_date, precision_field, text_field, word_field
from claims.models.publisher import Publisher
from claims.models.rating import Rating
from claims.models.triggers import (
    RefuseChange,
    changed_last_by_load,
    citations_together,
    keep_moves,
    refusal,
    refuse,
    refuse_delete,
    refuse_truncate,
    touch_root,
    untouched_since_load,
)
from claims.models.user import User
from claims.rules.verbs import VERDICT_MOVES
from claims.rules.vocabulary import (
    NORMALIZED_RATINGS,
    OPEN_VERDICT_STATES,
    REASON_CODES,
    RELEASED_VERDICT_STATES,
    VERDICT_KINDS,
    VERDICT_STATES,
)

IDENTITY = ["publisher", "is_imported", "is_second_hand", "external_id", "revision", "kind"]
CONTENT = [
    "rating",
    "label",
    "normalized",
    "claim_reviewed",
    "claim_version",
    "reason_code",
    "headline",
    "summary",
    "explanation",
    "language",
    "byline",
    "note",
    "evidence_exception",
    "as_of",
    "as_of_precision",
    "author",
    "approvals_required",
]


# Which published verdicts a later, unequal figure on a measure of their claim has overtaken. Those figures
# of the claim that do not begin after the verdict's own date are the ones that it judged. Joins rather than
# subqueries, which would be run for each verdict.
OVERTAKEN = """
    SELECT verdict.id FROM claims_verdict AS verdict
    CROSS JOIN LATERAL (
        SELECT (verdict.as_of + CASE verdict.as_of_precision
            WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END
        )::date AS ended
    ) AS its
    JOIN claims_quantity AS judged ON judged.claim_id = verdict.claim_id AND (judged.as_of >= its.ended) IS NOT TRUE
    JOIN claims_quantity AS later ON later.measure_id = judged.measure_id AND later.as_of >= its.ended
    WHERE verdict.state = 'published' AND NOT verdict.is_stale AND verdict.as_of IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_quantity AS same
        WHERE same.claim_id = verdict.claim_id AND same.measure_id = later.measure_id
        AND (same.as_of >= its.ended) IS NOT TRUE
        AND (same.interval_low, same.interval_high, same.is_low_open, same.is_high_open)
            IS NOT DISTINCT FROM (later.interval_low, later.interval_high, later.is_low_open, later.is_high_open)
    )
"""


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Verdicts, narrowed by adjectives."""

    def released(self) -> "VerdictQuerySet":
        """Keep what was published once: drafts, reviews and schedules need `internal:read`."""
        return self.filter(state__in=RELEASED_VERDICT_STATES)

    def visible(self, *, internal: bool) -> "VerdictQuerySet":
        """Keep what a caller may see."""
        return self if internal else self.released()

    def due(self) -> "VerdictQuerySet":
        """Keep scheduled verdicts whose time has come."""
        return self.filter(state="scheduled", publish_at__lte=Now()).order_by("publish_at", "pk")

    def overtaken(self) -> "VerdictQuerySet":
        """Keep published verdicts that a later figure has overtaken and that are not marked stale yet."""
        return self.filter(pk__in=RawSQL(OVERTAKEN, []))  # noqa: S611  # nosec B611

    def for_claims(self, *, internal: bool) -> "VerdictQuerySet":
        """Read newest first, with what it refers to and the evidence that a caller may see."""
        cited = models.Prefetch("evidence", Evidence.objects.visible(internal=internal).order_by("pk"))
        approval: Any = self.model._meta.get_field("approvals").related_model
        approvals = models.Prefetch("approvals", approval.objects.select_related("user").order_by("pk"))
        reply: Any = self.model._meta.get_field("replies").related_model
        replies = models.Prefetch("replies", reply.objects.for_claims(internal=internal))
        return (
            self.visible(internal=internal)
            .select_related("publisher", "rating__scale", "author")
            .prefetch_related(cited, replies, *([approvals] if internal else []))
            .order_by("-pk")
        )


class Verdict(Versioned):
    """A publisher's judgement of a claim, made here or imported as published.

    Content changes in the draft only. `label` and `normalized` are copies, made when it was
    submitted or imported, so that a scale may change later.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verdicts")
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="verdicts")
    is_imported = models.BooleanField(default=False, db_default=False, editable=False)
    is_second_hand = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="From a data set that repeats another's labels."
    )
    external_id = models.CharField(
        max_length=2048, null=True, blank=True, help_text="An imported one's review URL or id."
    )
    revision = models.IntegerField(default=1, db_default=1, editable=False)
    kind = word_field(VERDICT_KINDS, "original")
    state = word_field(VERDICT_STATES, "draft")
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="verdicts")
    label = text_field(300)
    normalized = word_field(NORMALIZED_RATINGS, null=True, blank=True)
    claim_reviewed = text_field(help_text="The words that were judged.")
    claim_version = models.IntegerField(null=True, blank=True, editable=False)
    reason_code = word_field(REASON_CODES, null=True, blank=True)
    headline = text_field(300)
    summary = text_field(1000, help_text="One sentence.")
    explanation = text_field(help_text="Markdown.")
    language = text_field(35, help_text="BCP 47.")
    byline = text_field(300)
    note = text_field(help_text="What a correction corrects.")
    evidence = models.ManyToManyField(Evidence, through="VerdictEvidence", related_name="verdicts", blank=True)
    evidence_exception = text_field(help_text="Why no independent evidence is cited.")
    as_of = models.DateField(null=True, blank=True)
    as_of_precision = precision_field()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    writers = ArrayField(models.BigIntegerField(), default=list, blank=True, db_default=[], editable=False)
    publish_at = models.DateTimeField(null=True, blank=True)
    url = text_field(2048, help_text="The public article.")
    is_stale = models.BooleanField(default=False, db_default=False, editable=False)
    approvals_required = models.IntegerField(
        null=True, blank=True, editable=False, help_text="How many others had to approve it when it was submitted."
    )
    retraction_note = text_field(editable=False, help_text="Why it was retracted.")
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *touch_root("claims_claim", "claim_id"),
            RefuseChange(
                name="verdict_identity_kept",
                fields=IDENTITY,
                message="What a verdict is (publisher, origin, revision, kind) never changes.",
            ),
            RefuseChange(
                name="verdict_content_kept",
                fields=CONTENT,
                guard="OLD.state <> 'draft'",
                message="The content of a verdict changes in the draft only: make a new revision.",
            ),
            RefuseChange(
                name="verdict_claim_kept",
                fields=["claim"],
                guard="NOT OLD.is_imported",
                message="A verdict made here stays with its claim.",
            ),
            RefuseChange(
                name="verdict_published_at_kept",
                fields=["published_at", "submitted_at"],
                guard=f"OLD.state IN {RELEASED_VERDICT_STATES!r}",
                message="When a verdict was published never changes.",
            ),
            keep_moves(
                "verdict_moves",
                "state",
                # Where the newsroom asks for no approval, submit leads to approved at once.
                [*((start, end) for (start, _), end in VERDICT_MOVES.items()), ("draft", "approved")],
                "A verdict does not go from this state to that one.",
                # What a load superseded stands again once the load is reverted.
                unless=f"(OLD.state, NEW.state) = ('superseded', 'published') AND OLD.is_imported"
                f" AND {changed_last_by_load('claims_verdictevent')}",
            ),
            pgtrigger.Trigger(
                name="verdict_starts_as_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("(NOT NEW.is_imported AND NEW.state <> 'draft')"),
                func=refusal("verdict_starts_as_draft", "A verdict made here starts as a draft."),
            ),
            pgtrigger.Trigger(
                name="verdict_approved_by_others",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("(OLD.state <> 'approved' AND NEW.state = 'approved')"),
                func=f"""
                    IF (
                        SELECT count(DISTINCT user_id) FROM claims_approval
                        WHERE verdict_id = NEW.id AND decision = 'approve' AND NOT is_void
                          AND NOT user_id = ANY(NEW.writers)
                    ) < NEW.approvals_required AND OLD.state <> 'scheduled' THEN
                        {refusal("verdict_approved_by_others", "This verdict lacks the approvals of others.")}
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="verdict_draft_voids_approvals",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("(OLD.state <> 'draft' AND NEW.state = 'draft')"),
                func="""
                    UPDATE claims_approval SET is_void = TRUE WHERE verdict_id = NEW.id AND NOT is_void;
                    RETURN NULL;
                """,
            ),
            RefuseChange(
                name="verdict_retraction_kept",
                fields=["retraction_note", "retracted_at"],
                guard="OLD.state = 'retracted'",
                message="Why and when a verdict was retracted never changes.",
            ),
            citations_together("verdict"),
            refuse(
                "verdict_writers_grow",
                "NOT OLD.writers <@ NEW.writers",
                "Writers of a verdict are added, never removed.",
                pgtrigger.Update,
            ),
            refuse_delete(
                "verdict_kept",
                "Verdicts are discarded or retracted, never deleted.",
                when=f"NOT {untouched_since_load('claims_verdictevent')}",
            ),
        ]
        constraints: ClassVar = [
            one_of("verdict", "kind", VERDICT_KINDS),
            one_of("verdict", "state", VERDICT_STATES),
            one_of("verdict", "normalized", NORMALIZED_RATINGS),
            one_of("verdict", "reason_code", REASON_CODES),
            partial_date("verdict", "as_of"),
            models.UniqueConstraint(
                fields=["claim", "revision"],
                condition=Q(is_imported=False) & ~Q(state="discarded"),
                name="verdict_own_revision_unique",
            ),
            models.UniqueConstraint(
                fields=["claim", "publisher", "is_second_hand", "external_id", "revision"],
                condition=Q(is_imported=True),
                nulls_distinct=False,
                name="verdict_imported_revision_unique",
                violation_error_message="This revision of the publisher's verdict is there already.",
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(is_imported=False, state__in=OPEN_VERDICT_STATES),
                name="verdict_one_open",
                violation_error_message="A verdict on this claim is open already.",
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(is_imported=False, state="published"),
                name="verdict_one_published",
                violation_error_message="A verdict of ours on this claim is published already.",
            ),
            models.CheckConstraint(
                condition=Q(is_imported=False, is_second_hand=False, external_id__isnull=True)
                | Q(is_imported=True, state__in=RELEASED_VERDICT_STATES, author__isnull=True, publish_at__isnull=True)
                & Q(writers=[]),
                name="verdict_imported_as_published",
                violation_error_message="An imported verdict is published, without an author; ours has no external_id",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | Q(label__regex=r"\S"),
                name="verdict_has_label",
                violation_error_message="A verdict past its draft needs a label.",
            ),
            models.CheckConstraint(
                condition=Q(is_imported=True)
                | Q(state__in=["draft", "discarded"])
                | Q(
                    rating__isnull=False, summary__regex=r"\S", claim_reviewed__regex=r"\S", claim_version__isnull=False
                ),
                name="verdict_submitted_whole",
                violation_error_message="A verdict past its draft needs a rating, a summary and the words it judges.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="correction") | Q(state__in=["draft", "discarded"]) | Q(note__regex=r"\S"),
                name="verdict_correction_noted",
                violation_error_message="A correction needs a note that says what it corrects.",
            ),
            models.CheckConstraint(
                condition=Q(is_imported=True) | ~Q(state__in=RELEASED_VERDICT_STATES) | Q(published_at__isnull=False),
                name="verdict_published_at_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False), name="verdict_scheduled_for"
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="verdict_revision_positive"),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(writers__contains=[models.F("author")]),
                name="verdict_author_writes",
                violation_error_message="The author of a verdict is one of its writers.",
            ),
            models.CheckConstraint(
                condition=Q(is_imported=True)
                | Q(state__in=["draft", "discarded"])
                | Q(approvals_required__isnull=False, approvals_required__gte=0),
                name="verdict_approvals_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="retracted") & Q(retraction_note="", retracted_at__isnull=True)
                | Q(state="retracted")
                & (Q(is_imported=True) | Q(retraction_note__regex=r"\S", retracted_at__isnull=False)),
                name="verdict_retraction_noted",
                violation_error_message="A retraction needs a note that says why, and nothing else has one.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["publish_at"], condition=Q(state="scheduled"), name="verdict_due"),
            models.Index(
                fields=["as_of"],
                condition=Q(state="published", is_stale=False, as_of__isnull=False),
                name="verdict_fresh",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label or 'unrated'} ({self.state})"


class VerdictEvidence(models.Model):
    """One piece of evidence that a verdict cites; fixed once the draft is submitted."""

    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="citations")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="citations")

    class Meta:
        triggers: ClassVar = [
            refuse_truncate(),
            *touch_root("claims_verdict", "verdict_id", is_versioned=False),
            refuse(
                "citation_of_same_claim",
                "(SELECT claim_id FROM claims_verdict WHERE id = NEW.verdict_id) IS DISTINCT FROM"
                " (SELECT claim_id FROM claims_evidence WHERE id = NEW.evidence_id)",
                "A verdict cites evidence of its own claim only.",
                pgtrigger.Insert | pgtrigger.Update,
            ),
            refuse(
                "citation_in_draft",
                "NOT EXISTS (SELECT FROM claims_verdict WHERE id = NEW.verdict_id AND (state = 'draft'"
                " OR is_imported AND version = 1 AND changed_in = pg_current_xact_id()))",
                "What a verdict cites changes in the draft only.",
                pgtrigger.Insert | pgtrigger.Update,
            ),
            refuse_delete(
                "citation_kept",
                "What a verdict cites changes in the draft only.",
                when="EXISTS (SELECT FROM claims_verdict WHERE id = OLD.verdict_id AND state <> 'draft')",
            ),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["verdict", "evidence"], name="citation_unique")]

    def __str__(self) -> str:
        return f"verdict {self.verdict_id} cites evidence {self.evidence_id}"
