"""Units that can be converted into each other by a fixed factor, and counts of the same things.

Factors are those of Pint, computed in decimals. Only what it leaves open is decided here: an acre is the international
one, a gallon the American one, and a barrel 42 of them. Months and years are mean ones, of 30.4375 and 365.25 days.
"""

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from typing import Any

from claims.rules.figures.languages.words import split
from claims.rules.figures.unit import UNSTATED, canonical_unit, is_count

EXACT = Context(prec=80)
_PLACES = Context(prec=50)

# unit: what Pint calls it
_IN_PINT = {
    "millisecond": "millisecond", "second": "second", "minute": "minute", "hour": "hour", "day": "day",
    "week": "week", "fortnight": "14 * day", "month": "year / 12", "year": "year", "decade": "10 * year",
    "century": "100 * year",
    "nm": "nanometer", "μm": "micrometer", "mm": "millimeter", "cm": "centimeter", "dm": "decimeter", "m": "meter",
    "km": "kilometer", "inch": "inch", "foot": "foot", "yard": "yard", "mile": "mile",
    "nautical mile": "nautical_mile", "light year": "light_year",
    "m2": "meter ** 2", "km2": "kilometer ** 2", "square foot": "foot ** 2", "square mile": "mile ** 2",
    "square yard": "yard ** 2", "hectare": "hectare", "acre": "4840 * yard ** 2",
    "m3": "meter ** 3", "cubic foot": "foot ** 3", "litre": "liter", "ml": "milliliter", "gallon": "231 * inch ** 3",
    "barrel": "42 * 231 * inch ** 3", "teaspoon": "teaspoon", "tablespoon": "tablespoon",
    "μg": "microgram", "mg": "milligram", "g": "gram", "kg": "kilogram", "tonne": "megagram",
    "kilotonne": "gigagram", "megatonne": "teragram", "gigatonne": "petagram", "short ton": "short_ton",
    "long ton": "long_ton", "ounce": "ounce", "lb": "pound",
    "km/h": "kilometer / hour", "mile per hour": "mile / hour", "m/s": "meter / second",
    "knot": "nautical_mile / hour",
    "W": "watt", "kW": "kilowatt", "megawatt": "megawatt", "gigawatt": "gigawatt", "terawatt": "terawatt",
    "kWh": "kilowatt * hour", "megawatt hour": "megawatt * hour", "gigawatt hour": "gigawatt * hour",
    "terawatt hour": "terawatt * hour", "volt": "volt", "hertz": "hertz",
    "bit": "bit", "byte": "byte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte",
    "Mbit/s": "megabit / second",
}  # fmt: skip
# Per cent of a whole and points between two of them are two things.
_RATIOS = {
    "percent": ("share", Decimal(1)),
    "per mille": ("share", Decimal("0.1")),
    "percentage point": ("points of a share", Decimal(1)),
    "basis point": ("points of a share", Decimal("0.01")),
}
# Ninths of a degree Celsius: so both scales convert exactly.
_DEGREES = {"degC": Decimal(9), "kelvin": Decimal(9), "degF": Decimal(5)}
_ZERO_OF = {"degC": Decimal(0), "kelvin": Decimal("273.15"), "degF": Decimal(32)}
AMBIGUOUS = {
    "ton": "a tonne, a short ton or a long ton",
    "pound": "a weight or a currency",
    "degree": "Celsius, Fahrenheit or an angle",
}
# Different words for the same things, if a person has put the figures on one measure.
_GROUPS = (
    "death fatality",
    "injury",
    "case infection patient",
    "arrest detainee",
    "arrival migrant refugee evacuee",
    "hostage captive",
    "protester demonstrator marcher",
    "participant attendee visitor spectator fan",
    "resident inhabitant citizen villager",
    "militant fighter insurgent rebel",
    "casualty",
    "victim",
    "survivor",
    "prisoner inmate",
)
_OTHER_GROUPS = (
    "home house dwelling residence",
    "aircraft plane aeroplane airplane",
    "ship vessel",
    "vote ballot",
)
# A person is each of the first kind, but a death is no injury.
_PEOPLE = {word: words.split()[0] for words in _GROUPS for word in words.split()}
_THINGS = _PEOPLE | {word: words.split()[0] for words in _OTHER_GROUPS for word in words.split()}
_NOT_COUNTED = split("magnitude point grade")


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit measures, and how to convert it: (value - zero) * factor. Equal dimensions can be compared.

    `is_plain` if it is no unit of measurement: a count, or a number on a scale like that of earthquakes.
    """

    dimension: str
    factor: Decimal = Decimal(1)
    zero: Decimal = Decimal(0)
    is_count: bool = False
    is_plain: bool = False
    is_temperature: bool = False

    def convert(self, value: Decimal) -> Decimal:
        """Return a value in the unit in which figures of this dimension are compared."""
        return _PLACES.plus(EXACT.multiply(EXACT.subtract(value, self.zero), self.factor))

    def restore(self, converted: Decimal) -> Decimal:
        """Return a value of the unit of comparison in this unit."""
        return EXACT.add(EXACT.divide(converted, self.factor), self.zero)


@lru_cache(maxsize=5_000)
def scale_of(unit: str, *, is_difference: bool = False) -> Scale:
    """Return the scale of a unit; `is_difference` of a change, because a temperature has a zero and its change none."""
    known = canonical_unit(unit)
    if known in _DEGREES and not is_difference:
        return Scale("temperature", _DEGREES[known], _ZERO_OF[known], is_temperature=True)
    if known in _IN_PINT or " per " not in known:
        dimension, factor = _part(known)
        return Scale(dimension, factor, is_count=_is_whole(known), is_plain=_is_plain(known))
    base, *divisors = known.split(" per ")
    dimension, factor = _part(base)
    for divisor in divisors:
        kind, size = _part(canonical_unit(divisor))
        dimension, factor = f"{dimension} per {kind}", EXACT.divide(factor, size)
    return Scale(dimension, factor, is_count=_is_whole(base), is_plain=_is_plain(base))


def same_things(one: str, second: str) -> bool:
    """Return whether two units count the same things: deaths and people, homes and houses, or a number of nothing."""
    units = [canonical_unit(unit) for unit in (one, second)]
    things = {_THINGS.get(unit, unit) for unit in units}
    is_person = "person" in units and any(unit in _PEOPLE for unit in units)
    return len(things) == 1 or UNSTATED in units or is_person


def _is_whole(unit: str) -> bool:
    return _is_plain(unit) and unit not in _NOT_COUNTED


def _is_plain(unit: str) -> bool:
    return is_count(unit) and unit not in _IN_PINT


def _part(unit: str) -> tuple[str, Decimal]:
    if unit in _RATIOS:
        return _RATIOS[unit]
    if unit in _DEGREES:
        return "difference of temperature", _DEGREES[unit]
    if unit in _IN_PINT:
        with localcontext(EXACT):
            base = _pint().Quantity(Decimal(1), "dimensionless") * _pint().parse_expression(_IN_PINT[unit])
            root = base.to_root_units()
        return f"{root.units:C}", Decimal(root.magnitude)
    return _THINGS.get(unit, unit), Decimal(1)


@lru_cache(maxsize=1)
def _pint() -> Any:
    """Return the registry of Pint, which takes half a second to import: only when units differ."""
    import pint  # noqa: PLC0415

    return pint.UnitRegistry(non_int_type=Decimal)
