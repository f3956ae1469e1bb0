"""Verdicts: one publisher's judgement of a claim."""

import datetime as dt
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Now

from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.fields import one_of, partial_date, precision_field, text_field, word_field
from claims.models.publisher import Publisher
from claims.models.rating import Rating
from claims.models.triggers import (
    refuse,
    refuse_delete,
    refuse_truncate,
    touch_root,
)
from claims.models.user import User
from claims.models.verdict_triggers import VERDICT_TRIGGERS
from claims.rules.standing import STANDING_ORDER
from claims.rules.vocabulary import (
    NORMALIZED_RATINGS,
    OPEN_VERDICT_STATES,
    REASON_CODES,
    RELEASED_VERDICT_STATES,
    VERDICT_KINDS,
    VERDICT_STATES,
)

# Which published verdicts a later, unequal figure on a measure of their claim has overtaken. Those figures
# of the claim that do not begin after the verdict's own date are the ones that it judged. A figure is later if it
# begins after that date. Within its last day a figure is later if it and all that were judged on the measure that day
# have a time, and its time is the latest. Joins rather than subqueries, which would be run for each verdict.
OVERTAKEN = """
    SELECT verdict.id FROM claims_verdict AS verdict
    CROSS JOIN LATERAL (
        SELECT (verdict.as_of + CASE verdict.as_of_precision
            WHEN 'year' THEN interval '1 year' WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END
        )::date AS ended
    ) AS its
    JOIN claims_quantity AS judged ON judged.claim_id = verdict.claim_id AND (judged.as_of >= its.ended) IS NOT TRUE
    JOIN claims_quantity AS later ON later.measure_id = judged.measure_id AND (
        later.as_of >= its.ended
        OR later.as_of = its.ended - 1 AND judged.as_of = later.as_of AND later.as_of_time > judged.as_of_time
    )
    WHERE verdict.state = 'published' AND NOT verdict.is_stale AND verdict.as_of IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_quantity AS same
        WHERE same.claim_id = verdict.claim_id AND same.measure_id = later.measure_id
        AND (same.as_of >= its.ended) IS NOT TRUE
        AND (
            (same.interval_low, same.interval_high, same.is_low_open, same.is_high_open)
                IS NOT DISTINCT FROM (later.interval_low, later.interval_high, later.is_low_open, later.is_high_open)
            OR (later.as_of >= its.ended OR later.as_of + later.as_of_time > same.as_of + same.as_of_time
                OR same.as_of < later.as_of AND same.as_of_precision IN ('day', 'minute')) IS NOT TRUE
        )
    )
"""


UNPUBLISHED = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


def sortable_published_at() -> Coalesce:
    """Return the time of publication as a sort key: verdicts without one count as the oldest."""
    return Coalesce("published_at", models.Value(UNPUBLISHED, models.DateTimeField()))


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """A queryset of verdicts."""

    def released(self) -> "VerdictQuerySet":
        """Filter to verdicts that were ever published: drafts, reviews and schedules need `internal:read`."""
        return self.filter(state__in=RELEASED_VERDICT_STATES)

    def visible(self, *, internal: bool) -> "VerdictQuerySet":
        """Filter to rows that a caller may see."""
        return self if internal else self.released()

    def due(self) -> "VerdictQuerySet":
        """Filter to scheduled verdicts that are due."""
        return self.filter(state="scheduled", publish_at__lte=Now()).order_by("publish_at", "pk")

    def awaiting_approval_of(self, user_id: int) -> "VerdictQuerySet":
        """Filter to verdicts in review that this user neither wrote nor has decided on."""
        approval: Any = self.model._meta.get_field("approvals").related_model
        decided = approval.objects.filter(user=user_id, is_void=False)
        return (
            self.filter(state="in_review")
            .exclude(writers__contains=[user_id])
            .exclude(pk__in=decided.values("verdict"))
        )

    def overtaken(self) -> "VerdictQuerySet":
        """Filter to published verdicts that a later figure has overtaken and that are not marked stale yet."""
        return self.filter(pk__in=RawSQL(OVERTAKEN, []))  # noqa: S611  # nosec B611

    def by_standing(self) -> "VerdictQuerySet":
        """Order a claim's published verdicts so that the one that stands comes first."""
        columns = {"is_own": "publisher__is_own", "verdict_id": "pk"}
        ordered = ((F(columns.get(name, name)), is_greatest) for name, is_greatest in STANDING_ORDER)
        return self.order_by(*(one.desc(nulls_last=True) if is_greatest else one.asc() for one, is_greatest in ordered))

    def for_claims(self, *, internal: bool) -> "VerdictQuerySet":
        """Order by newest first, and prefetch related rows and the evidence that a caller may see."""
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

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verdicts", help_text="The claim that is judged.")
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="verdicts", help_text="Whose verdict it is.")
    is_imported = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Whether it was imported as published, and had no review here.",
    )
    is_second_hand = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Whether it comes from a data set that repeats the publisher's labels, not from the publisher.",
    )
    external_id = models.CharField(
        max_length=2048, null=True, blank=True, help_text="The address or id of an imported verdict's review."
    )
    revision = models.IntegerField(default=1, db_default=1, editable=False, help_text="Number of the revision, from 1.")
    kind = word_field(
        VERDICT_KINDS,
        "original",
        help_text="Whether it is the first verdict, or an update, correction or refile of a published one.",
    )
    state = word_field(VERDICT_STATES, "draft", help_text="How far the verdict is on its way from draft to published.")
    rating = models.ForeignKey(
        Rating,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verdicts",
        help_text="The rating, on its publisher's scale.",
    )
    label = text_field(
        300, help_text="The rating in the publisher's own words, copied when the verdict was submitted or imported."
    )
    normalized = word_field(
        NORMALIZED_RATINGS,
        null=True,
        blank=True,
        help_text="The rating on the scale that all publishers share. Empty where there is no honest match.",
    )
    claim_reviewed = text_field(help_text="The claim in the words that were judged.")
    claim_version = models.IntegerField(
        null=True, blank=True, editable=False, help_text="Version of the claim when the verdict was submitted."
    )
    reason_code = word_field(
        REASON_CODES, null=True, blank=True, help_text="What is wrong with the claim, as one of a few codes."
    )
    headline = text_field(300, help_text="Headline of the verdict.")
    summary = text_field(1000, help_text="The verdict in one sentence.")
    explanation = text_field(help_text="The reasoning, in Markdown.")
    language = text_field(35, help_text="Language of the verdict, as a BCP 47 tag, for example de-AT.")
    byline = text_field(300, help_text="The names to print.")
    note = text_field(help_text="What a correction corrects. Required for a correction.")
    evidence = models.ManyToManyField(
        Evidence,
        through="VerdictEvidence",
        related_name="verdicts",
        blank=True,
        help_text="The evidence that the verdict cites.",
    )
    evidence_exception = text_field(
        help_text="Why the verdict stands without independent evidence. The approver sees it."
    )
    as_of = models.DateField(null=True, blank=True, help_text="The day, month or year that the verdict speaks of.")
    as_of_precision = precision_field()
    author = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        help_text="Who wrote it. Empty for an imported verdict.",
    )
    writers = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        db_default=[],
        editable=False,
        help_text="Ids of the users who worked on it. None of them may approve it.",
    )
    publish_at = models.DateTimeField(null=True, blank=True, help_text="When it is scheduled to be published.")
    url = text_field(2048, help_text="Address of the published article.")
    is_stale = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Whether a later figure on the same measure differs from the one that was judged.",
    )
    approvals_required = models.IntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="How many other people have to approve it, as set when it was submitted.",
    )
    retraction_note = text_field(editable=False, help_text="Why it was retracted.")
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When it was retracted.")
    submitted_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was submitted for review."
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When it was published.")

    objects = VerdictQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers, *VERDICT_TRIGGERS]
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
            models.Index(fields=["state", "id"], name="verdict_state"),
            models.Index(fields=["updated_at", "id"], name="verdict_updated_at"),
            models.Index(sortable_published_at(), "id", name="verdict_published_at"),
            models.Index(fields=["id"], condition=Q(is_stale=True), name="verdict_stale"),
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

    verdict = models.ForeignKey(
        Verdict, models.CASCADE, related_name="citations", help_text="The verdict that cites it."
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="citations", help_text="The evidence that is cited."
    )

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
