"""Intervals of two figures on one scale, so that they can be laid beside each other."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.rules.figures.dimension import EXACT, Scale
from claims.rules.figures.interval import Figure

_BOUNDS = ("at_least", "more_than", "at_most", "less_than")
_MINUS = re.compile(r"(?:[-\u2212]|\bminus )\s?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """An interval with its sign, in the unit of comparison. None is unbounded."""

    low: Decimal | None
    high: Decimal | None
    is_low_open: bool
    is_high_open: bool

    def holds(self, inner: "Span") -> bool:
        """Return whether another interval lies inside this one."""
        return _reaches_down(self, inner) and _reaches_down(self.mirrored(), inner.mirrored())

    def is_below(self, upper: "Span") -> bool:
        """Return whether all of this interval lies below another."""
        if self.high is None or upper.low is None:
            return False
        is_open = self.is_high_open or upper.is_low_open
        return self.high < upper.low or (self.high == upper.low and is_open)

    def mirrored(self) -> "Span":
        """Return the interval on the other side of zero."""
        low = None if self.high is None else self.high.copy_negate()
        high = None if self.low is None else self.low.copy_negate()
        return Span(low, high, self.is_high_open, self.is_low_open)

    def in_whole_numbers(self) -> "Span":
        """Return the interval of a count: an open end at a whole number is the next whole number."""
        found = self
        if self.low is not None and self.is_low_open and self.low == self.low.to_integral_value():
            found = replace(found, low=EXACT.add(self.low, 1), is_low_open=False)
        if self.high is not None and self.is_high_open and self.high == self.high.to_integral_value():
            found = replace(found, high=EXACT.subtract(self.high, 1), is_high_open=False)
        return found


def _reaches_down(outer: Span, inner: Span) -> bool:
    if outer.low is None or inner.low is None:
        return outer.low is None
    return outer.low < inner.low or (outer.low == inner.low and (inner.is_low_open or not outer.is_low_open))


def span_of(figure: Figure, scale: Scale, *, is_signed: bool) -> Span:
    """Return the interval of a figure on a scale; with its sign if `is_signed`."""
    interval = figure.interval
    found = Span(interval.low, interval.high, interval.low_open, interval.high_open)
    if scale.is_temperature and figure.hedge in _BOUNDS:
        found = _bound_of_temperature(figure, found)
    elif is_signed and figure.direction == "down":
        found = found.mirrored()
    low = None if found.low is None else scale.convert(found.low)
    high = None if found.high is None else scale.convert(found.high)
    return replace(found, low=low, high=high)


def _bound_of_temperature(figure: Figure, found: Span) -> Span:
    """Return what a bound leaves open where there is no end at zero: "below 5 °C" includes frost.

    Behind a printed minus a bound speaks of the signed value: "below -5 °C" is colder, "above -5 °C" is warmer.
    """
    is_below_zero = figure.direction == "down"
    has_minus = is_below_zero and _MINUS.search(figure.surface) is not None
    if has_minus and figure.value_low is not None:
        value, is_open = figure.value_low.copy_negate(), figure.hedge in ("less_than", "more_than")
        is_upper = figure.hedge in ("less_than", "at_most")
        return Span(None, value, True, is_open) if is_upper else Span(value, None, is_open, True)  # noqa: FBT003
    if is_below_zero:
        return found.mirrored()
    return replace(found, low=None, is_low_open=True) if figure.hedge in ("less_than", "at_most") else found
