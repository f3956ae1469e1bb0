"""Quantities: what was printed, and the interval that the rule makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claims.actions.change import StaleVersionError, change
from claims.actions.columns import to_columns
from claims.actions.input import InputError, alone, at
from claims.actions.nouns import resolve
from claims.models.claim import Claim
from claims.models.inserting import insert
from claims.models.quantity import Quantity
from claims.rules.access import Actor
from claims.rules.phrase import read
from claims.rules.quantity import POLICY, Figure
from claims.rules.unit import canonical_unit

VALUES = ("value_low", "value_high")
FIGURE = (*VALUES, "hedge", "unit", "kind", "direction", "modality")


def new_quantities(claim: Claim, items: Sequence[Mapping[str, Any] | str], _actor: Actor) -> list[Quantity]:
    """Make figures, each a phrase that is read, or an object with the figure spelled out.

    An object with a `surface` and no `hedge` is read too; what it gives besides stands above what was read.
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
    """Put another figure in the place of one that was noted wrongly, with the reason; history keeps the old.

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


def figure_of(data: Mapping[str, Any]) -> Figure:
    """Make the figure that an object means: spelled out where it has a hedge or a value, else read from its words.

    Raises QuantityError naming the field.
    """
    # By its digits a number is told from one that is as large: 300 is rounder than 300.0.
    given = [(name, str(data[name])) for name in FIGURE if data.get(name) is not None]
    return _figure(data["surface"], tuple(given))


@lru_cache(maxsize=1_000)  # one that is given is read when it is checked and when it is stored
def _figure(surface: str, told: tuple[tuple[str, str], ...]) -> Figure:
    given: dict[str, Any] = dict(told)
    if "unit" in given:
        given["unit"] = canonical_unit(given["unit"])
    given |= {name: Decimal(given[name]) for name in VALUES if name in given}
    if not given.keys() & {"hedge", *VALUES}:
        return replace(read(surface), **given)
    low, high = given.get("value_low"), given.get("value_high")
    given |= {"value_low": high if low is None else low, "value_high": low if high is None else high}
    given.setdefault("hedge", "exact" if low is None or high is None or low == high else "range")
    return Figure(surface=surface, **{"unit": "", **given})


def _quantity(claim: Claim, data: Mapping[str, Any]) -> Quantity:
    figure = figure_of(data)
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
    )
