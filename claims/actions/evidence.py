"""Evidence on a claim."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.anchors import anchored
from claims.actions.columns import to_columns
from claims.actions.input import at
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.rules.access import Actor


def new_evidence(claim: Claim, items: Sequence[Mapping[str, Any]], actor: Actor) -> list[Evidence]:
    """Build evidence in the given order, added by the actor."""
    rows = []
    for index, item in enumerate(items):
        with at(index):
            found = to_columns(Evidence, anchored(item, item.get("source")))
        rows.append(Evidence(claim=claim, added_by_id=actor.user_id, **found))
    return rows
