"""How far a printed number may have been rounded."""

from decimal import Decimal

from claims.rules.figures.dimension import EXACT
from claims.rules.figures.interval import Figure, last_digit

_SMALL = 100
_SHARE = Decimal("0.05")


def rounding_of(figure: Figure) -> Decimal | None:
    """Return how far a figure may be rounded beyond its interval; None for a bound or a vague word, which is not.

    A bare number below 100: half a unit of its last printed digit. From 100: half of the power of ten that its
    trailing zeros stand for, but at most a twentieth. About, nearly and ranges: half of that power.
    """
    low, high = figure.value_low, figure.value_high
    if low is None or high is None:
        return None
    if figure.hedge == "exact":
        if low < _SMALL:
            return last_digit(low, figure.surface, figure.language) / 2
        return min(_round_part(low, figure) / 2, EXACT.multiply(low, _SHARE))
    if figure.hedge in ("about", "nearly", "range"):
        return min(_round_part(end, figure) for end in (low, high) if end or low == high) / 2
    return None


def _round_part(value: Decimal, figure: Figure) -> Decimal:
    """Return 10^(trailing zeros) of a whole number, else the unit of its last printed digit."""
    digit = last_digit(value, figure.surface, figure.language)
    if digit < 1 or not value:
        return digit
    exponent = value.normalize(EXACT).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
