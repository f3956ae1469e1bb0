"""Changes of what a verdict of ours judged: the text, the claimant and the date of a claim."""

from collections.abc import Mapping
from typing import Any

from claims.actions.columns import to_columns
from claims.actions.drafts import claim_facts
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.rules.access import Actor, require
from claims.rules.workflow import BlockedError, appearance_blockers, rewording_blockers

JUDGED = ("text", "claimant", "claimed_on", "claimed_on_precision")


def check_rewording(claim: Claim, changes: Mapping[str, Any], *, actor: Actor, reason: str) -> None:
    """Check changes of a locked claim: what a released verdict of ours judged changes by a checker, with a reason.

    The database recalls an open verdict past its draft. Raises AccessError, BlockedError.
    """
    found = to_columns(Claim, {name: changes[name] for name in JUDGED if name in changes})
    if all(getattr(claim, name) == value for name, value in found.items()):
        return
    facts = claim_facts(claim)
    if facts.was_published:
        require(actor, "claim.reword")
    blockers = rewording_blockers(facts, reason)
    if blockers:
        raise BlockedError("update", blockers)


def check_deletion(appearance: Appearance, claim: Claim) -> None:
    """Check the deletion of an appearance of a locked claim. Raises BlockedError."""
    if claim.appearances.exclude(pk=appearance.pk).exists():
        return
    blockers = appearance_blockers(claim_facts(claim))
    if blockers:
        raise BlockedError("delete", blockers)
