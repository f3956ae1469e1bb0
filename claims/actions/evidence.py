"""Evidence on a claim."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.columns import to_columns
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.rules.access import Actor


def new_evidence(claim: Claim, items: Sequence[Mapping[str, Any]], actor: Actor) -> list[Evidence]:
    """Build evidence in the given order, added by the actor."""
    return [Evidence(claim=claim, added_by_id=actor.user_id, **to_columns(Evidence, item)) for item in items]
