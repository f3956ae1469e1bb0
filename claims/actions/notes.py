"""Editorial notes on a claim."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.columns import to_columns
from claims.models.claim import Claim
from claims.models.note import Note
from claims.rules.access import Actor


def new_notes(claim: Claim, items: Sequence[Mapping[str, Any]], actor: Actor) -> list[Note]:
    """Build notes in the given order, written by the actor."""
    return [Note(claim=claim, author_id=actor.user_id, **to_columns(Note, item)) for item in items]
