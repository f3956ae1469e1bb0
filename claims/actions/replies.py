"""Replies: what those concerned asked or answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.columns import to_columns
from claims.actions.input import InputError, at
from claims.models.claim import Claim
from claims.models.reply import Reply
from claims.models.verdict import Verdict
from claims.rules.access import Actor


def new_replies(claim: Claim, items: Sequence[Mapping[str, Any]], _actor: Actor) -> list[Reply]:
    """Build replies in the given order. Raises InputError for a verdict of another claim."""
    rows = []
    for index, item in enumerate(items):
        with at(index):
            rows.append(Reply(claim=claim, **to_columns(Reply, of_claim(claim, item))))
    return rows


def of_claim(claim: Claim, data: Mapping[str, Any]) -> dict[str, Any]:
    """Replace the id of a reply's verdict by its row. Raises InputError if it is not the claim's."""
    if not isinstance(data.get("verdict"), int):
        return dict(data)
    verdict = Verdict.objects.filter(pk=data["verdict"], claim_id=claim.pk).first()  # a new claim has no id yet
    if verdict is None:
        raise InputError("does_not_exist", f"The claim has no verdict {data['verdict']}.", "verdict")
    return {**data, "verdict": verdict}
