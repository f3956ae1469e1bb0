"""Claims: assertions that somebody made, as the newsroom words them. All other models belong to claims."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce

from claims.models.base import Versioned
from claims.models.entity import Entity
from claims.models.fields import dates_in_order, filled, one_of, partial_date, precision_field, text_field, word_field
from claims.models.judged_words import WORDS_JUDGED
from claims.models.search import Search, claim_vector
from claims.models.triggers import keep_moves, refusal, refuse_delete, untouched_since_load
from claims.models.user import User
from claims.rules.verbs import CLAIM_MOVES
from claims.rules.vocabulary import CLAIM_STATUSES, DECLINE_CODES, OCCURRED_HEDGES, PRIORITIES

LONGEST_TEXT = 5_000
UNDATED = dt.date(1, 1, 1)
NEVER_DUE = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def sortable_claimed_on() -> Coalesce:
    """Return the expression by whose date claims are sorted and searched: undated ones count as the oldest."""
    return Coalesce("claimed_on", models.Value(UNDATED, models.DateField()))


def sortable_due_at(path: str = "") -> Coalesce:
    """Return the due date of a claim as lists sort and filter by it: claims without one come last."""
    return Coalesce(f"{path}due_at", models.Value(NEVER_DUE, models.DateTimeField()))


def priority_rank() -> models.Func:
    """Return the rank of a claim's priority: 0 is the lowest."""
    ranks = " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(PRIORITIES))
    return models.Func(
        models.F("priority"), template=f"CASE %(expressions)s {ranks} END", output_field=models.IntegerField()
    )


def occurrence_dated() -> models.Q:
    """Match claims that say when something happened; a partial index has this condition."""
    return models.Q(occurred_from__isnull=False) | models.Q(occurred_to__isnull=False)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """A queryset of claims."""

    def unmerged(self) -> "ClaimQuerySet":
        """Exclude claims that were merged into others."""
        return self.filter(merged_into__isnull=True)

    def waiting_for(self, user_id: int) -> "ClaimQuerySet":
        """Filter to claims that a person still has to work on."""
        return self.filter(assignee=user_id, status__in=["new", "triaged", "in_progress"]).order_by("due_at", "pk")

    def public(self) -> "ClaimQuerySet":
        """Filter to public claims: those with a published verdict."""
        return self.filter(current_verdict__state="published").unmerged()

    def matching(self, words: str, *, internal: bool = False, search: Search | None = None) -> "ClaimQuerySet":
        """Filter to claims that match a web search in their words, the claimant's name or a publisher's name.

        Quotation marks keep words together, `or` joins alternatives, a minus leaves out. Each claim is searched in its
        language. Publishers of confidential sources count with `internal` only.
        """
        ways = (search or Search.of(words)).ways(internal=internal)
        if len(ways) == 1:
            return self.filter(ways[0])
        # A union of sets, each found by an index: an OR over the conditions would read every claim.
        first, *others = (Claim.objects.filter(way).order_by().values("pk") for way in ways)
        return self.filter(pk__in=first.union(*others))


class Claim(Versioned):
    """An assertion that somebody made, as the newsroom words it."""

    text = models.TextField(help_text="What is claimed, in one or a few sentences.")
    title = text_field(300, help_text="The heading under which the claim was published.")
    language = models.CharField(
        max_length=35,
        default="en",
        db_default="en",
        help_text="Language of the text, as a BCP 47 tag, for example de-AT.",
    )
    claimant = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="Who made the claim. By default the first originator of its first appearance.",
    )
    claimed_on = models.DateField(null=True, blank=True, help_text="When the claim was made, as far as is known.")
    claimed_on_precision = precision_field()
    occurred_from = models.DateField(
        null=True, blank=True, help_text="When what the claim says happened, or when that began, as far as is known."
    )
    occurred_from_precision = precision_field()
    occurred_to = models.DateField(
        null=True, blank=True, help_text="When what the claim says ended, as far as is known."
    )
    occurred_to_precision = precision_field()
    occurred_hedge = word_field(
        OCCURRED_HEDGES,
        null=True,
        blank=True,
        help_text="How the claim states these dates: since at least October is at_least_since. Needs a date.",
    )
    place = text_field(300, help_text="Where the claim was made.")
    topics = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, db_default=[], help_text="Topics, as slugs."
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The compound claim that this claim is part of.",
    )
    status = word_field(CLAIM_STATUSES, "new", help_text="How far the work on the claim is.")
    decline_code = word_field(
        DECLINE_CODES, null=True, blank=True, help_text="Why the claim is not checked. Empty unless it was declined."
    )
    status_reason = text_field(help_text="Why it was declined or reopened, in words.")
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_claims",
        help_text="The claim that this one was merged into. Empty unless it was merged.",
    )
    priority = word_field(PRIORITIES, "normal", help_text="How urgent the claim is.")
    assignee = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_claims",
        help_text="Who works on the claim. Empty if nobody does.",
    )
    due_at = models.DateTimeField(null=True, blank=True, help_text="When the work is to be finished.")
    # Migrations add the foreign key that restricts it to this claim's own verdicts.
    current_verdict = models.ForeignKey(
        "Verdict",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        editable=False,
        help_text="The verdict that stands: our own published one, or else the newest of other publishers.",
    )
    created_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        db_index=False,
        help_text="Who filed the claim.",
    )
    # Digest of the text's normal form, see `rules.text`. Loads write it, and fill it in if others wrote the text.
    words_digest = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        help_text="Digest of the text in its normal form, by which imports find claims of the same words.",
    )
    search = models.GeneratedField(
        expression=claim_vector(),
        output_field=SearchVectorField(),
        db_persist=True,
        help_text="The words of the text, indexed for full-text search in the claim's language.",
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            refuse_delete(
                "claim_kept",
                "Claims are declined or merged, never deleted.",
                when=f"NOT {untouched_since_load('claims_claimevent')}",
            ),
            keep_moves(
                "claim_moves",
                "status",
                ((start, end) for (start, _), end in CLAIM_MOVES.items()),
                "A claim does not go from this status to that one.",
            ),
            pgtrigger.Trigger(
                name="claim_starts_new",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(
                    "(NEW.status <> 'new' AND NOT (NEW.status = 'checked' AND NEW.current_verdict_id IS NOT NULL))"
                ),
                func=refusal("claim_starts_new", "A claim starts as new, or as checked where it comes with a verdict."),
            ),
            *WORDS_JUDGED,
            pgtrigger.Trigger(
                name="claim_forget_words",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("text"),
                condition=pgtrigger.Condition(
                    "(OLD.text <> NEW.text AND OLD.words_digest IS NOT DISTINCT FROM NEW.words_digest)"
                ),
                func="NEW.words_digest := NULL; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="claim_merge_unchained",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("(OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)"),
                func=f"""
                    PERFORM FROM claims_claim WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT FROM claims_claim WHERE id = NEW.merged_into_id AND status = 'merged')
                       OR EXISTS (SELECT FROM claims_claim WHERE merged_into_id = NEW.id) THEN
                        {refusal("claim_merge_unchained", "A claim is merged into one that is not merged itself.")}
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="claim_part_of_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("part_of_id"),
                func=f"""
                    IF NEW.part_of_id IS NULL THEN RETURN NEW; END IF;
                    PERFORM FROM claims_claim WHERE id = NEW.part_of_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT FROM claims_claim WHERE part_of_id = NEW.id) OR EXISTS (
                        SELECT FROM claims_claim WHERE id = NEW.part_of_id AND part_of_id IS NOT NULL
                    ) THEN
                        {refusal("claim_part_of_whole", "A part has no parts: part_of must be a whole claim.")}
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        constraints: ClassVar = [
            filled("claim", "text", LONGEST_TEXT),
            filled("claim", "language"),
            one_of("claim", "status", CLAIM_STATUSES),
            one_of("claim", "priority", PRIORITIES),
            one_of("claim", "decline_code", DECLINE_CODES),
            partial_date("claim", "claimed_on"),
            partial_date("claim", "occurred_from"),
            partial_date("claim", "occurred_to"),
            one_of("claim", "occurred_hedge", OCCURRED_HEDGES),
            dates_in_order("occurred_from", "occurred_to", "claim_occurred_ordered"),
            models.CheckConstraint(
                condition=models.Q(occurred_hedge__isnull=True)
                | occurrence_dated()
                & (~models.Q(occurred_hedge="at_least_since") | models.Q(occurred_from__isnull=False))
                & (~models.Q(occurred_hedge="until") | models.Q(occurred_to__isnull=False)),
                name="claim_occurred_hedge_dated",
                violation_error_message="occurred_hedge needs a date: at_least_since a start, until an end.",
            ),
            models.CheckConstraint(
                condition=models.Q(status="declined", decline_code__isnull=False)
                | ~models.Q(status="declined") & models.Q(decline_code__isnull=True),
                name="claim_declined_with_code",
                violation_error_message="A declined claim needs a decline_code, and no other has one.",
            ),
            models.CheckConstraint(
                condition=models.Q(status="merged", merged_into__isnull=False)
                | ~models.Q(status="merged") & models.Q(merged_into__isnull=True),
                name="claim_merged_with_pointer",
                violation_error_message="A merged claim points to the claim it was merged into, and no other does.",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")) & ~models.Q(part_of=models.F("id")),
                name="claim_not_of_itself",
                violation_error_message="A claim can neither be part of itself nor be merged into itself.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["assignee", "id"], condition=models.Q(assignee__isnull=False), name="claim_assignee"),
            GinIndex(fields=["search"], name="claim_search"),
            GinIndex(fields=["topics"], name="claim_topics"),
            models.Index(fields=["updated_at", "id"], name="claim_updated_at"),
            models.Index(fields=["created_at", "id"], name="claim_created_at"),
            models.Index(sortable_claimed_on(), "id", name="claim_claimed_on"),
            models.Index(fields=["id"], condition=occurrence_dated(), name="claim_occurred"),
            models.Index(fields=["status", "id"], name="claim_status"),
            models.Index(fields=["language", "id"], name="claim_language"),
            models.Index(sortable_due_at(), "id", name="claim_due_at"),
            models.Index(priority_rank(), "id", name="claim_priority"),
            models.Index(priority_rank().desc(), sortable_due_at().asc(), models.F("id").desc(), name="claim_pressing"),
            models.Index(fields=["words_digest", "id"], name="claim_words"),
            models.Index(fields=["id"], condition=models.Q(words_digest__isnull=True), name="claim_words_unknown"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 100 else self.text[:99] + "…"
