"""Appearances and their chains of attribution."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from claims.actions.anchors import anchored
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
    """Build appearances in the given order, followed by their chains of attribution.

    The first one becomes the first appearance of its claim, unless another is marked as such.
    """
    rows = []
    for index, item in enumerate(items):
        with at(index):
            rows.append(Appearance(claim=claim, **to_columns(Appearance, anchored(item, item["source"]))))
    if not any(row.is_first for row in rows) and not claim.appearances.exists():
        rows[0].is_first = True
    chains = [_chain(row, item.get("attributions") or []) for row, item in zip(rows, items, strict=True)]
    return [*rows, *chain.from_iterable(chains)]


def set_attributions(appearance: Appearance, items: Sequence[Data], actor: Actor) -> None:
    """Replace the chain of attribution of an appearance, unless the new one is equal.

    Raises InputError if the chain has links that the actor cannot see and would delete.
    """
    wanted = _chain(appearance, items)
    current = list(appearance.attributions.order_by("position"))
    if not actor.is_internal and any(link.is_confidential for link in current):
        raise InputError(
            "conflict", "You cannot see some links of this chain, so you cannot replace it.", "attributions"
        )
    if [_content(link) for link in current] == [_content(link) for link in wanted]:
        return
    appearance.attributions.all().delete()
    insert(wanted)


def first_originator(appearances: Sequence[Data]) -> Entity | None:
    """Return the originator in the first appearance, unless it is confidential."""
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
        link.entity_id, link.is_anonymous, link.cue, link.certainty, link.is_confidential,
    )  # fmt: skip
