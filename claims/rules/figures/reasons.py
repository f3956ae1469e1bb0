"""Why two figures stand to each other as they do, in words that an editor would sign."""

from decimal import Decimal

from claims.rules.figures.dimension import AMBIGUOUS, EXACT
from claims.rules.figures.span import Span
from claims.rules.figures.stated import Pair, Stated, other
from claims.rules.figures.unit import CURRENCY_CODES, RATIOS

_DIGITS = 5
_LONGEST_SIGN = 4
_WRITTEN = {
    "degC": "°C",
    "degF": "°F",
    "kelvin": "K",
    "inch": "inches",
    "foot": "feet",
    "square foot": "square feet",
    "cubic foot": "cubic feet",
    "century": "centuries",
    "hertz": "hertz",
    "km/h": "km/h",
    "Mbit/s": "Mbit/s",
}
_KINDS = {"level": "a level", "delta": "a change", "ratio": "a ratio", "duration": "a duration"}


def other_kind(pair: Pair) -> str:
    """Say which kinds of figure the two are."""
    return f"One is {_KINDS[pair.a.figure.kind]}, the other {_KINDS[pair.b.figure.kind]}."


def other_unit(pair: Pair) -> str:
    """Say why two units cannot be compared."""
    units = [pair.a.figure.unit, pair.b.figure.unit]
    bases = [unit.partition(" per ")[0] for unit in units]
    if all(base in CURRENCY_CODES for base in bases) and bases[0] != bases[1]:
        return f"Nothing says at which rate {bases[0]} and {bases[1]} are exchanged."
    for base in bases:
        if base in AMBIGUOUS:
            return f"A bare “{base}” can be {AMBIGUOUS[base]}."
    if pair.a.scale.is_count and pair.b.scale.is_count:
        return f"They count different things: {units[0]} and {units[1]}."
    if set(bases) == {"percent", "percentage point"}:
        return "Per cent and percentage points are two things."
    return f"No fixed factor converts {units[0]} into {units[1]}."


def equal(pair: Pair) -> str:
    """Say that two figures are equal, and what is known of who says them."""
    one, second = pair.a.originator, pair.b.originator
    if pair.is_one_originator and one is not None:
        return f"{_both(pair)} say the same, and both are from {one.name}."
    if one is not None and second is not None:
        return f"{_both(pair)} say the same, the one from {one.name}, the other from {second.name}."
    who = "neither says" if one is None and second is None else "one does not say"
    return f"{_both(pair)} say the same, but {who} who counted: that is no second source."


def updates(pair: Pair) -> str:
    """Say that the later figure is higher."""
    late, early = pair.side(pair.later), pair.side(other(pair.later))
    return (
        f"{_quoted(late)} is later{_dated(late)} than {_quoted(early)}{_dated(early)} and its lower end is higher; "
        f"the count can only grow.{_converted(pair)}"
    )


def refines(pair: Pair, inner: str) -> str:
    """Say which figure is the more exact one."""
    return f"{_quoted(pair.side(inner))} lies within what {_quoted(pair.side(other(inner)))} allows.{_converted(pair)}"


def overlaps(pair: Pair) -> str:
    """Say that both can be true."""
    return f"{_both(pair)} can both be true, and neither is the more exact.{_converted(pair)}"


def within_rounding(pair: Pair, rounded: str) -> str:
    """Say which figure, rounded as it is printed, reaches the other; or that the two touch."""
    if not rounded:
        return f"{_both(pair)} touch: no value lies between them.{_converted(pair)}"
    return (
        f"{_quoted(pair.side(other(rounded)))} is no further from {_quoted(pair.side(rounded))} than "
        f"the rounding of the latter.{_converted(pair)}"
    )


def corrects(pair: Pair) -> str:
    """Say that the originator changed the figure."""
    late, early = pair.side(pair.later), pair.side(other(pair.later))
    name = late.originator.name if late.originator else ""
    return (
        f"{name[:1].upper()}{name[1:]} said {_quoted(early)}{_dated(early)} and later {_quoted(late)}{_dated(late)}, "
        f"about the same period.{_converted(pair)}"
    )


def conflicts(pair: Pair, gap: Decimal | None) -> str:
    """Say that not both can be true, how far apart they are, and why growth or a correction does not explain it."""
    apart = f" They are {gap:f} % apart." if gap is not None else ""
    return f"{_both(pair)} cannot both be true.{apart}{_unexplained(pair)}{_converted(pair)}"


def part_of(pair: Pair, part: str, *, is_period: bool) -> str:
    """Say which figure counts a part of what the other counts."""
    inner, outer = _quoted(pair.side(part)), _quoted(pair.side(other(part)))
    if is_period:
        return f"The period of {inner} is a part of that of {outer}."
    return f"{inner} counts a part of what {outer} counts."


def part_too_large(pair: Pair, part: str) -> str:
    """Say that a part is larger than the whole."""
    inner, outer = _quoted(pair.side(part)), _quoted(pair.side(other(part)))
    return (
        f"{inner} counts a part of what {outer} counts, and a part cannot be larger than the whole.{_converted(pair)}"
    )


def part_outgrew(pair: Pair, part: str) -> str:
    """Say that a part is larger than a whole that was counted on another date."""
    inner, outer = pair.side(part), pair.side(other(part))
    return (
        f"{_quoted(inner)}{_dated(inner)} counts a part of what {_quoted(outer)}{_dated(outer)} counts, but the dates "
        f"differ, and the whole may have changed since."
    )


def denied(pair: Pair) -> str:
    """Say that one figure is the denial of the other."""
    denial, claim = (pair.a, pair.b) if pair.a.figure.modality == "denied" else (pair.b, pair.a)
    return f"{_quoted(denial)} denies what {_quoted(claim)} says."


def _unexplained(pair: Pair) -> str:
    if pair.growth == "monotone" and not pair.later:
        return " Nothing says which of them is the later, so growth does not explain it."
    if pair.growth == "monotone" and pair.later == pair.lower:
        return " The later is the lower, and the count can only grow."
    return ""


def _both(pair: Pair) -> str:
    return f"{_quoted(pair.a)} and {_quoted(pair.b)}"


def _quoted(one: Stated) -> str:
    return f"“{one.figure.surface}”"


def _dated(one: Stated) -> str:
    return f" ({one.times.as_of.in_words()})" if one.times.as_of else ""


def _converted(pair: Pair) -> str:
    """Say what the first figure is in the unit of the second, if the units differ."""
    unit = pair.b.figure.unit
    if pair.a.figure.unit == unit or pair.a.scale.is_count:
        return ""
    return f" {_quoted(pair.a)} is {_said(pair.printed[0], pair.b)} {_plural(unit)}."


def _plural(unit: str) -> str:
    """Return a unit of measurement as it is written after a number: miles, km, feet, °C, EUR per litre."""
    base, per, rest = unit.partition(" per ")
    if base in _WRITTEN:
        return f"{_WRITTEN[base]}{per}{rest}"
    is_sign = len(base) < _LONGEST_SIGN or base in RATIOS or not base.islower()
    return f"{base}{'' if is_sign else 's'}{per}{rest}"


def _said(span: Span, in_unit_of: Stated) -> str:
    low, high = (None if end is None else _short(in_unit_of.scale.restore(end)) for end in (span.low, span.high))
    if low is None:
        return f"{'less than' if span.is_high_open else 'at most'} {high}"
    if high is None:
        return f"{'more than' if span.is_low_open else 'at least'} {low}"
    return low if low == high else f"{low} to {high}"


def _short(value: Decimal) -> str:
    """Return a number with five digits that count, and commas."""
    if not value:
        return "0"
    places = max(0, _DIGITS - 1 - value.adjusted())
    rounded = value.quantize(Decimal(1).scaleb(-places), context=EXACT)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
