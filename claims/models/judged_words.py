"""Triggers that hold a claim together with our verdicts on it, whoever writes."""

import pgtrigger

from claims.models.triggers import refusal, refuse_delete
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

_WORDS = ("text", "claimant_id", "claimed_on", "claimed_on_precision")
_IS_REWORDED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _WORDS)


def is_judged(claim: str) -> str:
    """Write the condition that a verdict of ours on a claim was released; `claim` is its id in SQL."""
    return f"""EXISTS (
        SELECT FROM claims_verdict WHERE claim_id = {claim} AND NOT is_imported AND state IN {RELEASED_VERDICT_STATES!r}
    )"""


# A transaction says by which verb it writes and why; loads name their batch, which is no reason to reword.
_IS_REASONED = """EXISTS (
    SELECT FROM CAST(NULLIF(current_setting('pghistory.context_metadata', TRUE), '') AS jsonb) AS context
    WHERE context ->> 'verb' = 'claim.update' AND context ->> 'reason' ~ '\\S'
)"""

WORDS_JUDGED: tuple[pgtrigger.Trigger, ...] = (
    pgtrigger.Trigger(
        name="claim_words_kept",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("text", "claimant_id", "claimed_on", "claimed_on_precision"),
        condition=pgtrigger.Condition(f"({_IS_REWORDED})"),
        func=f"""
            IF {is_judged("OLD.id")} AND NOT {_IS_REASONED} THEN
                {refusal("claim_words_kept", "What a verdict of ours judged changes only with a reason.")}
            END IF;
            RETURN NEW;
        """,
    ),
    # In review stands what was submitted: after a rewording, its writers look at it again.
    pgtrigger.Trigger(
        name="claim_rewording_recalls",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("text", "claimant_id", "claimed_on", "claimed_on_precision"),
        condition=pgtrigger.Condition(f"({_IS_REWORDED})"),
        func="""
            UPDATE claims_verdict SET state = 'approved', publish_at = NULL
            WHERE claim_id = NEW.id AND NOT is_imported AND state = 'scheduled';
            UPDATE claims_verdict SET state = 'draft'
            WHERE claim_id = NEW.id AND NOT is_imported AND state IN ('in_review', 'approved');
            RETURN NULL;
        """,
    ),
)

ONLY_APPEARANCE = refuse_delete(
    "appearance_of_judged_kept",
    "The only appearance of a claim that a verdict of ours judged is not deleted.",
    when=f"""{is_judged("OLD.claim_id")} AND NOT EXISTS (
        SELECT FROM claims_appearance WHERE claim_id = OLD.claim_id AND id <> OLD.id
    )""",
)
