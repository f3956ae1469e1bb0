"""Editorial notes on a claim."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.columns import columns
from claims.models.claim import Claim
from claims.models.inserting import insert
from claims.models.note import Note
from claims.rules.access import Actor


def add_notes(claim: Claim, items: Sequence[Mapping[str, Any]], actor: Actor) -> list[Note]:
    """Add notes, in the order given, as written by the actor."""
    return insert([Note(claim=claim, author_id=actor.user_id, **columns(Note, item)) for item in items])
