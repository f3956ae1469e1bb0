"""Appearances and their chains of attribution."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from claims.actions.columns import to_columns
from claims.actions.input import InputError, at
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.entity import Entity
from claims.models.insert_rows import insert
from claims.rules.access import Actor

Data = Mapping[str, Any]


def new_appearances(claim: Claim, items: Sequence[Data], _actor: Actor) -> list[Appearance | Attribution]:
    """Make appearances, in the order given, and their chains behind them.

    The first one of a claim is its first unless one says so itself.
    """
    rows = []
    for index, item in enumerate(items):
        with at(index):
            rows.append(Appearance(claim=claim, **to_columns(Appearance, item)))
    if not any(row.is_first for row in rows) and not claim.appearances.exists():
        rows[0].is_first = True
    chains = [_chain(row, item.get("attributions") or []) for row, item in zip(rows, items, strict=True)]
    return [*rows, *chain.from_iterable(chains)]


def set_attributions(appearance: Appearance, items: Sequence[Data], actor: Actor) -> None:
    """Put a chain of attribution in the place of the one that is there; an equal one stays untouched.

    Raises InputError where the chain has links that the actor does not see, and would lose.
    """
    wanted = _chain(appearance, items)
    there = list(appearance.attributions.order_by("position"))
    if not actor.is_internal and any(link.is_confidential for link in there):
        raise InputError(
            "conflict", "Some links of this chain are not open to you, so you cannot replace it.", "attributions"
        )
    if [_content(link) for link in there] == [_content(link) for link in wanted]:
        return
    appearance.attributions.all().delete()
    insert(wanted)


def first_originator(appearances: Sequence[Data]) -> Entity | None:
    """Give who the first appearance names as the origin, unless that is confidential."""
    first = next((item for item in appearances if item.get("is_first")), appearances[0] if appearances else None)
    if first is None or first["source"].is_confidential:
        return None
    for link in first.get("attributions") or []:
        if link.get("role", "originator") == "originator" and link.get("entity") and not link.get("is_confidential"):
            entity: Entity = link["entity"]
            return entity
    return None


def _chain(appearance: Appearance, items: Sequence[Data]) -> list[Attribution]:
    return [
        Attribution(appearance=appearance, position=position, **to_columns(Attribution, item))
        for position, item in enumerate(items, start=1)
    ]


def _content(link: Attribution) -> tuple[object, ...]:
    return (
        link.position, link.role, link.named_as, link.described_as,
        link.entity_id, link.cue, link.certainty, link.is_confidential,
    )  # fmt: skip
