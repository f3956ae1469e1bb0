"""Triggers of verdicts, which refuse illegal moves, changes of content and missing approvals."""

import pgtrigger

from claims.models.triggers import (
    RefuseChange,
    changed_last_by_load,
    citations_together,
    keep_moves,
    refusal,
    refuse,
    refuse_delete,
    touch_root,
    untouched_since_load,
)
from claims.rules.verbs import VERDICT_MOVES
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

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

VERDICT_TRIGGERS: tuple[pgtrigger.Trigger, ...] = (
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
)
