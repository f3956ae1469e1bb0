"""Replies: what those concerned asked or answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.columns import columns
from claims.actions.input import InputError, at
from claims.models.claim import Claim
from claims.models.inserting import insert
from claims.models.reply import Reply
from claims.rules.access import Actor


def add_replies(claim: Claim, items: Sequence[Mapping[str, Any]], actor: Actor) -> list[Reply]:  # noqa: ARG001
    """Add replies, in the order given. Raises InputError for a verdict of another claim."""
    rows = []
    for index, item in enumerate(items):
        with at(index):
            rows.append(Reply(claim=claim, **columns(Reply, of_claim(claim, item))))
    return insert(rows)


def of_claim(claim: Claim, data: Mapping[str, Any]) -> dict[str, Any]:
    """Look up the verdict that a reply is about among the claim's own. Raises InputError."""
    if not isinstance(data.get("verdict"), int):
        return dict(data)
    verdict = claim.verdicts.filter(pk=data["verdict"]).first()
    if verdict is None:
        raise InputError("does_not_exist", f"Claim {claim.pk} has no verdict {data['verdict']}.", "verdict")
    return {**data, "verdict": verdict}
