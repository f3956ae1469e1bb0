"""What two figures say about each other: the first of ten relations that holds.

The order of the rules is that of the table in `docs/figures.md`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from claims.rules.figures import reasons
from claims.rules.figures.dimension import EXACT
from claims.rules.figures.period import are_apart, same_period, shorter_of
from claims.rules.figures.precision import rounding_of
from claims.rules.figures.span import Span
from claims.rules.figures.stated import Pair, Stated, other
from claims.rules.figures.unit import RATIOS

COMPARISON_POLICY = "2026-1"
"""Version of the rule: raise it with every change that can change a relation."""

_TENTH = Decimal("0.1")
_VERBS = {"updates": "updates", "refines": "is inside", "corrects": "corrects", "part_of": "is part of"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation of two figures, with a reason in plain words.

    `subject` is the side that the relation begins with: "b" if b updates, refines, corrects or is part of a. It is
    empty for the other relations, which hold both ways. `gap_percent` is of conflicts: how far the figures are apart,
    in per cent of the nearer end of the lower one.
    """

    relation: str
    reason: str
    subject: str = ""
    gap_percent: Decimal | None = None
    policy: str = COMPARISON_POLICY

    @property
    def direction(self) -> str:
        """Return "b is inside a" and the like; an empty string if the relation holds both ways."""
        return f"{self.subject} {_VERBS[self.relation]} {other(self.subject)}" if self.subject else ""


def compare(a: Stated, b: Stated, *, growth: str = "free", same_measure: bool = True, part: str = "") -> Comparison:
    """Return what two figures say about each other.

    `growth` is that of their measure. `part` is "a" or "b" if that figure counts a part of the other's measure.
    """
    if not same_measure and not part:
        return _apart("They are of different measures.")
    pair = Pair(a, b, growth, part)
    found = (rule(pair) for rule in _RULES)
    return next((one for one in found if one is not None), None) or _conflict(pair)


def _apart(reason: str) -> Comparison:
    return Comparison("not_comparable", reason)


def _incomparable(pair: Pair) -> Comparison | None:
    one, second = pair.a.figure, pair.b.figure
    if one.kind != second.kind:
        return _apart(reasons.other_kind(pair))
    modalities = {_modality(pair.a), _modality(pair.b)}
    if len(modalities) > 1 and ("denied" not in modalities or pair.part):
        return _apart(f"One is {one.modality}, the other {second.modality}.")
    if not pair.has_one_dimension:
        return _apart(reasons.other_unit(pair))
    if are_apart(pair.a.times, pair.b.times, pair.growth):
        return _apart("They are of different periods.")
    return None


def _modality(one: Stated) -> str:
    return "actual" if one.figure.modality == "alleged" else one.figure.modality


def _denied(pair: Pair) -> Comparison | None:
    """Compare a denial: with the very figure that it denies, or with another denial of it."""
    is_denied = [one.figure.modality == "denied" for one in (pair.a, pair.b)]
    if not any(is_denied):
        return None
    if all(is_denied):
        return None if pair.spans[0] == pair.spans[1] else _apart("They are denials of different figures.")
    denial, claim = pair.spans if is_denied[0] else pair.spans[::-1]
    if denial.holds(claim):
        return Comparison("conflicts", reasons.denied(pair))
    return _apart("The denial is of another figure.")


def _part(pair: Pair) -> Comparison | None:
    part = pair.part or (shorter_of(pair.a.times, pair.b.times) if _adds_up(pair) else "")
    if not part:
        return None
    whole = other(part)
    if pair.lower != whole:
        return Comparison("part_of", reasons.part_of(pair, part, is_period=not pair.part), part)
    is_contradiction = not pair.later or pair.growth == "fixed" or (pair.growth == "monotone" and pair.later == whole)
    if is_contradiction:
        return Comparison("conflicts", reasons.part_too_large(pair, part), gap_percent=_gap(pair))
    return _apart(reasons.part_outgrew(pair, part))


def _adds_up(pair: Pair) -> bool:
    """Return whether a figure of a longer period contains that of a shorter one: a count does, a rate does not."""
    unit = pair.a.figure.unit
    is_rate = " per " in unit or unit in RATIOS or unit == "magnitude" or pair.is_temperature
    kind = pair.a.figure.kind
    if is_rate or kind in ("ratio", "duration") or pair.growth == "fixed":
        return False
    is_open = pair.a.times.is_running or pair.b.times.is_running
    return pair.growth == "monotone" or kind == "delta" or not is_open


def _equal(pair: Pair) -> Comparison | None:
    if pair.spans[0] != pair.spans[1]:
        return None
    is_known = pair.a.originator is not None and pair.b.originator is not None
    relation = "corroborates" if is_known and not pair.is_one_originator else "repeats"
    return Comparison(relation, reasons.equal(pair))


def _updates(pair: Pair) -> Comparison | None:
    if pair.growth != "monotone" or not pair.later:
        return None
    late, early = pair.span(pair.later).low, pair.span(other(pair.later)).low
    is_bound = pair.side(pair.later).figure.hedge not in ("at_most", "less_than")
    if not is_bound or late is None or early is None or late <= early:
        return None
    return Comparison("updates", reasons.updates(pair), pair.later)


def _refines(pair: Pair) -> Comparison | None:
    one, second = pair.spans
    inner = "b" if one.holds(second) else "a" if second.holds(one) else ""
    return Comparison("refines", reasons.refines(pair, inner), inner) if inner else None


def _overlaps(pair: Pair) -> Comparison | None:
    return None if pair.lower else Comparison("overlaps", reasons.overlaps(pair))


def _within_rounding(pair: Pair) -> Comparison | None:
    distance = _distance(pair)
    if distance <= 0:
        return Comparison("within_rounding", reasons.within_rounding(pair, ""))
    for name in ("a", "b"):
        one = pair.side(name)
        rounding = rounding_of(one.figure)
        if rounding is not None and distance <= EXACT.multiply(rounding, one.scale.factor):
            return Comparison("within_rounding", reasons.within_rounding(pair, name))
    return None


def _corrects(pair: Pair) -> Comparison | None:
    if not pair.later or not pair.is_one_originator or not same_period(pair.a.times, pair.b.times):
        return None
    return Comparison("corrects", reasons.corrects(pair), pair.later)


def _conflict(pair: Pair) -> Comparison:
    gap = _gap(pair)
    return Comparison("conflicts", reasons.conflicts(pair, gap), gap_percent=gap)


_RULES: tuple[Callable[[Pair], Comparison | None], ...] = (
    _incomparable,
    _denied,
    _part,
    _equal,
    _updates,
    _refines,
    _overlaps,
    _within_rounding,
    _corrects,
)


def _ends(pair: Pair) -> tuple[Decimal, Decimal]:
    """Return the two printed ends between which two figures that share no value lie apart, the lower first."""
    spans: tuple[Span, Span] = pair.printed if pair.lower == "a" else pair.printed[::-1]
    return spans[0].high or Decimal(0), spans[1].low or Decimal(0)


def _distance(pair: Pair) -> Decimal:
    low, high = _ends(pair)
    return EXACT.subtract(high, low)


def _gap(pair: Pair) -> Decimal | None:
    """Return the distance in per cent of the lower end; None from zero, across it and between temperatures."""
    low, _ = _ends(pair)
    if low <= 0 or pair.is_temperature:
        return None
    percent = EXACT.divide(EXACT.multiply(_distance(pair), Decimal(100)), low)
    return percent.quantize(_TENTH, ROUND_HALF_UP, EXACT)
