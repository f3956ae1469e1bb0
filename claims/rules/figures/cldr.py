"""What the reader takes from CLDR (through Babel): separators, scale words, months, units and currencies."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError

_SPACES = "\u00a0\u202f\u2009 "
_SCALE = re.compile(r"(0+)([^0]+)")
_UNITS = {
    "length-millimeter": "mm", "length-centimeter": "cm", "length-meter": "m", "length-kilometer": "km",
    "length-inch": "inch", "length-foot": "foot", "length-yard": "yard", "length-mile": "mile",
    "length-nautical-mile": "nautical mile", "length-light-year": "light year", "area-square-meter": "m2",
    "area-square-kilometer": "km2", "area-square-mile": "square mile", "area-square-foot": "square foot",
    "area-hectare": "hectare", "area-acre": "acre", "volume-cubic-meter": "m3", "volume-liter": "litre",
    "volume-milliliter": "ml", "volume-gallon": "gallon", "volume-barrel": "barrel", "mass-microgram": "μg",
    "mass-milligram": "mg", "mass-gram": "g", "mass-kilogram": "kg", "mass-tonne": "tonne", "mass-ounce": "ounce",
    "duration-second": "second", "duration-minute": "minute", "duration-hour": "hour", "duration-day": "day",
    "duration-week": "week", "duration-month": "month", "duration-year": "year", "duration-decade": "decade",
    "duration-century": "century", "speed-kilometer-per-hour": "km/h", "speed-meter-per-second": "m/s",
    "speed-mile-per-hour": "mile per hour", "speed-knot": "knot", "temperature-celsius": "degC",
    "temperature-fahrenheit": "degF", "power-watt": "W", "power-kilowatt": "kW", "power-megawatt": "megawatt",
    "power-gigawatt": "gigawatt", "energy-kilowatt-hour": "kWh", "electric-volt": "volt",
    "frequency-hertz": "hertz", "digital-byte": "byte", "digital-kilobyte": "kB", "digital-megabyte": "MB",
    "digital-gigabyte": "GB", "digital-terabyte": "TB", "digital-bit": "bit", "angle-degree": "degree",
    "concentr-percent": "percent", "concentr-permille": "per mille",
}  # fmt: skip
_CURRENCIES = (
    "USD EUR GBP JPY CNY CHF RUB INR BRL MXN ARS CLP COP AUD CAD NZD SEK NOK DKK PLN CZK HUF TRY ILS KRW ZAR UAH EGP "
    "IQD IRR SAR AED NGN PKR THB IDR"
)


class Conventions(NamedTuple):
    """How a locale writes numbers: the decimal sign, what groups digits, and its scale words and abbreviations."""

    decimal: str
    groups: frozenset[str]
    scales: dict[str, int]


@lru_cache(maxsize=200)
def locale_for(tag: str) -> Locale | None:
    """Return the locale of a BCP 47 tag, or of its language alone; None where CLDR has neither."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=200)
def conventions(tag: str) -> Conventions | None:
    """Return how the locale of a tag writes numbers with Western digits, or None where CLDR does not know it."""
    locale = locale_for(tag)
    if locale is None:
        return None
    symbols = locale.number_symbols.get("latn") or {}
    decimal, group = symbols.get("decimal", "."), symbols.get("group", ",")
    groups = frozenset(" " if char in _SPACES else char for char in ("'" if group == "\u2019" else group))
    return Conventions(decimal, groups | {" "}, _scales(locale))


@lru_cache(maxsize=200)
def months(tag: str) -> frozenset[str]:
    """Return the names and abbreviations of the months, in lower case and without a full stop."""
    locale = locale_for(tag)
    if locale is None:
        return frozenset()
    names = (name for kind in ("format", "stand-alone") for width in ("wide", "abbreviated")
             for name in locale.months[kind][width].values())  # fmt: skip
    return frozenset(name.lower().rstrip(".") for name in names if not name.isdecimal())


@lru_cache(maxsize=200)
def units(tag: str) -> dict[str, str]:
    """Return the names of units and of the large currencies, in lower case, with the unit that each stands for."""
    locale = locale_for(tag)
    if locale is None:
        return {}
    patterns: Any = locale._data["unit_patterns"]  # noqa: SLF001
    found = {
        name: unit
        for key, unit in _UNITS.items()
        for width in ("long", "short")
        for name in _names(patterns.get(key, {}).get(width, {}))
    }
    plurals: Any = locale._data["currency_names_plural"]  # noqa: SLF001
    for code in _CURRENCIES.split():
        names = [*(plurals.get(code) or {}).values(), locale.currencies.get(code, "")]
        found |= {name.lower(): code for name in names if name}
    return found


def _names(patterns: Any) -> Iterator[str]:
    for form in list(patterns):
        name = re.sub(r"[\s\u00a0\u202f]+", " ", patterns[form].replace("{0}", "")).strip()
        if form != "per" and len(name) > 1:
            yield name.lower()


def _scales(locale: Locale) -> dict[str, int]:
    found: dict[str, int] = {}
    for width in ("long", "short"):
        formats = locale.compact_decimal_formats[width]
        for plural in list(formats):
            for size, pattern in list(formats[plural].items()):
                match = _SCALE.fullmatch(str(getattr(pattern, "pattern", pattern)).replace("'", ""))
                words = match[2].strip(_SPACES).lower().rstrip(".") if match else ""
                if match and len(words.split()) == 1 and not (width == "short" and len(words) == 1 and words.isascii()):
                    found.setdefault(words, int(size) // 10 ** (len(match[1]) - 1))
    return found
