"""Quantities: the words as printed, the figure read from them, and the interval that the rule makes of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.change import StaleVersionError, change
from claims.actions.columns import to_columns
from claims.actions.input import InputError, alone, at
from claims.actions.nouns import resolve
from claims.models.claim import Claim
from claims.models.insert_rows import insert
from claims.models.quantity import Quantity
from claims.rules.access import Actor
from claims.rules.figures.given import FIELDS, figure_from
from claims.rules.figures.interval import POLICY, Figure
from claims.rules.figures.language import DEFAULT

FIGURE = FIELDS


def new_quantities(claim: Claim, items: Sequence[Mapping[str, Any] | str], _actor: Actor) -> list[Quantity]:
    """Build figures, each from a phrase that is read in the claim's language, or from an object with the values.

    An object with a `surface` and no `hedge` is read too; its other fields replace what was read.
    Raises InputError with the field at fault.
    """
    rows = []
    for index, item in enumerate(items):
        with at(index):
            rows.append(_quantity(claim, {"surface": item} if isinstance(item, str) else item))
    return rows


def replace_quantity(
    quantity_id: int,
    claim_id: int,
    data: Mapping[str, Any] | str,
    *,
    reason: str,
    actor: Actor,
    if_version: int | None = None,
) -> Quantity:
    """Replace a figure that was noted wrongly, with the reason; history keeps the old one.

    Raises the DoesNotExist of the claim or quantity, StaleVersionError against the quantity, and InputError,
    whose path begins with `quantity` or `reason`.
    """
    if not reason.strip():
        raise InputError("required", "Say why the figure is replaced.", "reason")
    claims = Claim.objects.filter(pk=claim_id)
    with change(claims, actor=actor, verb="quantity.replace", reason=reason) as claim:
        old = claim.quantities.select_for_update(of=("self",), no_key=True).get(pk=quantity_id)
        if if_version is not None and old.version != if_version:
            raise StaleVersionError(if_version, old.version)
        with at("quantity"):
            item = data if isinstance(data, str) else resolve(data, actor)
            with alone():
                (new,) = new_quantities(claim, [item], actor)
        insert([new])
        old.delete()
        return new


def figure_of(data: Mapping[str, Any], language: str = DEFAULT) -> Figure:
    """Return the figure of an object: its values if it has a hedge or a value, else what its words say.

    Raises QuantityError with the field.
    """
    # As text, 300 and 300.0 stay apart: the first is rounder.
    given = [(name, str(data[name])) for name in FIGURE if data.get(name) is not None]
    return figure_from(data["surface"], tuple(given), language)


def _quantity(claim: Claim, data: Mapping[str, Any]) -> Quantity:
    figure = figure_of(data, claim.language)
    interval = figure.interval
    found = dict(data) | {name: getattr(figure, name) for name in FIGURE}
    if not figure.unit:
        raise InputError("required", "Give the unit: person, rocket, USD, percent and so on.", "unit")
    return Quantity(
        claim=claim,
        **to_columns(Quantity, found),
        interval_low=interval.low,
        interval_high=interval.high,
        is_low_open=interval.low_open,
        is_high_open=interval.high_open,
        policy=POLICY,
        rule=figure.rule,
    )
