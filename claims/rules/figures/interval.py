"""Figures as claims state them, and the interval that each of them leaves open."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal

from claims.rules.dates import PartialDate
from claims.rules.figures.hedge import is_just_over
from claims.rules.figures.language import DEFAULT, language_for
from claims.rules.figures.numeral import Number, digits_at
from claims.rules.figures.tokens import tokenise
from claims.rules.figures.unit import is_count
from claims.rules.figures.vague import vague_bounds
from claims.rules.refusal import RefusedError
from claims.rules.vocabulary import CONFIDENCES, DIRECTIONS, HEDGES, MODALITIES, QUANTITY_KINDS

POLICY = "2026-2"
"""Version of the rule that makes intervals: raise it with every change of a table or a width."""

VALUE_BOUND = Decimal(10**30)
DECIMAL_PLACES = 12
SURFACE_MAX = 300

_EXACTLY = Context(prec=400)
_STEP = Decimal(1).scaleb(-DECIMAL_PLACES)


class QuantityError(RefusedError):
    """Refuse a figure that contradicts itself, cannot be stored or cannot be read."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure leaves open. None is unbounded, and an unbounded end is open."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool


_WORDS = {
    "kind": QUANTITY_KINDS,
    "direction": DIRECTIONS,
    "modality": MODALITIES,
    "confidence": CONFIDENCES,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """The literal layer of a figure: what was printed, before anything is concluded from it.

    Values are magnitudes, never below zero: a temperature or a change below zero has `direction` "down". They are
    equal for a point, apart for a range, and None for a vague word. `confidence` is "guessed" where a reader of words
    had to choose, and `guess` says what; `rule` names the rule that read it, empty where a person gave the values;
    `given` are the fields that a person gave beside the words, as text.
    `interval` is the derived layer, computed by the function of that name from the words of `language`.

    Raises QuantityError, naming the field, where the values do not make an interval.
    """

    surface: str
    value_low: Decimal | None
    value_high: Decimal | None
    hedge: str
    unit: str
    kind: str = "level"
    direction: str = "none"
    modality: str = "actual"
    confidence: str = "sure"
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    as_of: PartialDate | None = None
    rule: str = field(default="", compare=False)
    language: str = field(default=DEFAULT, compare=False)
    guess: str = field(default="", compare=False)
    given: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    interval: Interval = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, words in _WORDS.items():
            if getattr(self, name) not in words:
                raise QuantityError(getattr(self, name), "is not known here", f"give {' or '.join(words)}", name)
        object.__setattr__(self, "interval", _interval_of(self))


def interval(
    hedge: str,
    value_low: Decimal | None,
    value_high: Decimal | None,
    *,
    is_count: bool,
    surface: str = "",
    language: str = DEFAULT,
) -> Interval:
    """Compute what a hedge and its values leave open, by the rule whose version is POLICY.

    Values are magnitudes: for what is below zero give the direction "down" beside them. `surface` is the words as
    printed in `language`: a vague word is looked up in it, "just over" bounds it above, and for a measurement it says
    which digit was the last one printed ("5 billion" and "5,000,000,000" are not equally round). Ends are rounded to
    12 decimals, and none is below zero.

    Raises QuantityError, naming the field, where hedge and values do not fit each other, or a value is negative, not
    finite, 10^30 or more, or has more than 12 decimals.
    """
    if hedge not in HEDGES:
        raise QuantityError(hedge, "is no hedge", f"give one of {', '.join(HEDGES)}", "hedge")
    if hedge == "vague":
        return _vague_interval(value_low, value_high, surface, language)
    low, high = _checked("value_low", value_low), _checked("value_high", value_high)
    if hedge == "range":
        if low >= high:
            raise QuantityError(low, f"is not below value_high {high}", "give the lower end first", "value_low")
        return Interval(low, high, low_open=False, high_open=False)
    if low != high:
        remedy = f"give {low} for both, or the hedge range"
        raise QuantityError(high, f"is not value_low {low}, and the hedge is {hedge}", remedy, "value_high")
    return _point_interval(hedge, low, is_count=is_count, surface=surface, language=language)


def _interval_of(figure: Figure) -> Interval:
    counted = is_count(figure.unit)
    return interval(
        figure.hedge,
        figure.value_low,
        figure.value_high,
        is_count=counted,
        surface=figure.surface,
        language=figure.language,
    )


def width(value: Decimal, *, is_count: bool, surface: str = "", language: str = DEFAULT) -> Decimal:
    """Return how far "about" reaches on either side of a value.

    Of a count: a tenth, or half of the power of ten that its trailing zeros stand for where that is more, but never
    over a quarter. Of a measurement, which any number with decimals is: a twentieth, or half a unit of its last digit,
    but never over a tenth.
    """
    if is_count and value == value.to_integral_value():
        half_round = _round_part(value) / 2
        return min(_times(value, "0.25"), max(_times(value, "0.10"), half_round))
    half_digit = last_digit(value, surface, language) / 2
    return max(_times(value, "0.05"), min(half_digit, _times(value, "0.10")))


def last_digit(value: Decimal, surface: str = "", language: str = DEFAULT) -> Decimal:
    """Return the unit of the last digit that was printed: 0.01 for "2.50", 10^8 for "2.5 billion", else 1 or less."""
    found = language_for(language)
    tokens = tokenise(surface)
    for at in range(len(tokens)):
        printed = digits_at(tokens, at, found)
        power = _power_of_ten(value, printed.value) if isinstance(printed, Number) else None
        if power is not None and isinstance(printed, Number):
            return Decimal(1).scaleb(_exponent(printed.value) + power)
    return Decimal(1).scaleb(min(0, _exponent(value)))


def _point_interval(hedge: str, value: Decimal, *, is_count: bool, surface: str, language: str) -> Interval:
    if value == 0 and hedge in ("less_than", "nearly"):
        raise QuantityError(value, f"leaves nothing with the hedge {hedge}", "give a value above zero", "value_low")
    is_bounded = hedge == "more_than" and is_just_over(surface)
    below = above = value
    if hedge in ("about", "nearly") or is_bounded:
        around = width(value, is_count=is_count, surface=surface, language=language)
        below = _plain(max(Decimal(0), _EXACTLY.subtract(value, around)))
        above = _plain(_EXACTLY.add(value, around))
    low, high, low_open, high_open = {
        "exact": (value, value, False, False),
        "at_least": (value, None, False, True),
        "more_than": (value, above, True, False) if is_bounded else (value, None, True, True),
        "at_most": (Decimal(0), value, False, False),
        "less_than": (Decimal(0), value, False, True),
        "nearly": (below, value, False, True),
        "about": (below, above, False, False),
    }[hedge]
    return Interval(low, high, low_open=low_open, high_open=high_open)


def _vague_interval(value_low: Decimal | None, value_high: Decimal | None, surface: str, language: str) -> Interval:
    for name, value in (("value_low", value_low), ("value_high", value_high)):
        if value is not None:
            raise QuantityError(value, "is given with the hedge vague", "leave it out, or give the hedge range", name)
    low, high = vague_bounds(surface, language)
    return Interval(low, high, low_open=False, high_open=high is None)


def _checked(field: str, value: Decimal | None) -> Decimal:
    if value is None:
        raise QuantityError("", "is missing", "give a number; only the hedge vague has none", field)
    if not value.is_finite():
        raise QuantityError(value, "is not a number", "give a finite decimal", field)
    if value < 0:
        raise QuantityError(value, "is below zero", 'give the magnitude, and the direction "down"', field)
    if value >= VALUE_BOUND:
        raise QuantityError(value, "is too large", "give a number below 10^30", field)
    if value != _rounded(value):
        raise QuantityError(value, f"has more than {DECIMAL_PLACES} decimals", "round it", field)
    return _rounded(value.copy_abs())


def _rounded(value: Decimal) -> Decimal:
    return value if _exponent(value) >= -DECIMAL_PLACES else value.quantize(_STEP, ROUND_HALF_EVEN, _EXACTLY)


def _plain(value: Decimal) -> Decimal:
    """Round to what is stored, and drop zeros at the end without falling into exponents."""
    bare = _rounded(value).normalize(_EXACTLY)
    return bare if _exponent(bare) <= 0 else bare.quantize(Decimal(1), context=_EXACTLY)


def _times(value: Decimal, share: str) -> Decimal:
    return _EXACTLY.multiply(value, Decimal(share))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _round_part(value: Decimal) -> Decimal:
    """Return 10^(trailing zeros) of a whole number: 1000 for 14,000, 1 for 25; 0 for zero."""
    return Decimal(1).scaleb(_exponent(value.normalize(_EXACTLY))) if value else Decimal(0)


def _power_of_ten(value: Decimal, printed: Decimal) -> int | None:
    """Return n where value is printed times 10^n and n is not negative, else None."""
    ours, theirs = value.normalize(_EXACTLY).as_tuple(), printed.normalize(_EXACTLY).as_tuple()
    power = _exponent(value.normalize(_EXACTLY)) - _exponent(printed.normalize(_EXACTLY))
    return power if ours.digits == theirs.digits and power >= 0 else None
