"""Figures that a caller compares: phrases, values or stored figures. Nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.actions.input import InputError, at
from claims.actions.quantities import FIGURE, figure_of
from claims.models.quantity import Quantity
from claims.models.stated import stated_of
from claims.rules.access import Actor
from claims.rules.figures.comparison import Comparison, compare
from claims.rules.figures.given import words_of
from claims.rules.figures.interval import Figure
from claims.rules.figures.period import Times
from claims.rules.figures.reading import kind_of
from claims.rules.figures.stated import Originator, Stated
from claims.rules.figures.unit import UNSTATED
from claims.rules.vocabulary import PAIR_SIDES

_VALUES = ("value_low", "value_high", "hedge")

Side = str | int | Mapping[str, Any]


@dataclass(frozen=True)
class Compared:
    """Two figures as they were understood, and what one says about the other."""

    a: Figure
    b: Figure
    comparison: Comparison


def compare_figures(body: Mapping[str, Any], actor: Actor) -> Compared:
    """Compare the figures `a` and `b`: each a phrase, the id of a stored figure, or an object with fields of one.

    What is left out of an object is taken from its words; a unit that is left out is that of the other figure. What
    is left out of the body is taken from the measures of stored figures: whether they are of one measure, and how it
    grows. Raises InputError with the path of the value.
    """
    rows = {name: _stored(name, body[name], actor) for name in PAIR_SIDES}
    given = {name: _fields(body[name]) for name in PAIR_SIDES}
    found = {name: _with_path(name, row) for name, row in rows.items() if row is not None}
    # A side that says its own unit comes first: the other may lack one.
    for name in sorted(given.keys() - found.keys(), key=lambda name: _lacks_unit(given[name])):
        other = found.get("b" if name == "a" else "a")
        with at(name):
            found[name] = _given(given[name], other.figure.unit if other else UNSTATED, body.get("language") or "")
    comparison = compare(found["a"], found["b"], **_measure(body, rows))
    return Compared(found["a"].figure, found["b"].figure, comparison)


def _stored(name: str, side: Side, actor: Actor) -> Quantity | None:
    if not isinstance(side, int):
        return None
    seen = Quantity.objects.visible(internal=actor.is_internal)
    row = seen.select_related("claim__claimant", "measure").filter(pk=side).first()
    if row is None:
        raise InputError("does_not_exist", f"There is no quantity {side}.", name)
    return row


def _with_path(name: str, row: Quantity) -> Stated:
    with at(name):
        return stated_of(row)


def _fields(side: Side) -> Mapping[str, Any]:
    return {"surface": side} if isinstance(side, str) else {} if isinstance(side, int) else side


def _lacks_unit(fields: Mapping[str, Any]) -> bool:
    return _has_values(fields) and not fields.get("unit")


def _has_values(fields: Mapping[str, Any]) -> bool:
    return any(fields.get(name) is not None for name in _VALUES)


def figure_given(fields: Mapping[str, Any], other_unit: str = UNSTATED, language: str = "") -> Figure:
    """Return the figure of an object with words or values. Raises QuantityError with the field."""
    data = {name: fields[name] for name in FIGURE if fields.get(name) is not None}
    if _has_values(data):
        data.setdefault("unit", other_unit)
        is_change = data.get("direction", "none") != "none"
        data.setdefault("kind", "delta" if is_change else kind_of(data["unit"]))
    return figure_of({**data, "surface": fields.get("surface") or words_of(data)}, language)


def _given(fields: Mapping[str, Any], other_unit: str, language: str) -> Stated:
    figure = figure_given(fields, other_unit, language)
    # A phrase may say when it is of; what is sent beside it stands above that.
    times = Times(*(fields.get(name) or getattr(figure, name) for name in ("as_of", "valid_from", "valid_to")))
    name = fields.get("originator")
    return Stated(figure, times, Originator(name) if name else None)


def _measure(body: Mapping[str, Any], rows: Mapping[str, Quantity | None]) -> dict[str, Any]:
    """Return how the measures stand to each other and grow: as the caller says, else as stored figures have it."""
    measures = [row.measure for row in rows.values() if row is not None and row.measure is not None]
    is_same = body.get("same_measure")
    if is_same is None:
        is_same = len({measure.pk for measure in measures}) < len(PAIR_SIDES)
    growth = body.get("growth") or next((measure.growth for measure in measures), "free")
    return {"same_measure": is_same, "growth": growth, "part": body.get("part") or ""}
