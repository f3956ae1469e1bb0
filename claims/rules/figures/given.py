"""Figures that are given by their values, or by words and values together."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claims.rules.dates import PartialDate, parse_moment, parse_partial_date
from claims.rules.figures.interval import Figure, QuantityError
from claims.rules.figures.language import DEFAULT
from claims.rules.figures.reading import read
from claims.rules.figures.unit import canonical_unit

VALUES = ("value_low", "value_high")
TIMES = ("as_of", "valid_from", "valid_to")
FIELDS = (*VALUES, "hedge", "unit", "kind", "direction", "modality", "confidence")

_WORDS = {
    "about": "about {0}",
    "at_least": "at least {0}",
    "more_than": "more than {0}",
    "at_most": "at most {0}",
    "less_than": "less than {0}",
    "nearly": "nearly {0}",
    "range": "{0} to {1}",
    "vague": "some",
}


@lru_cache(maxsize=20_000)  # the same phrases come again and again, and one is read when validated and when stored
def figure_from(surface: str, fields: tuple[tuple[str, str], ...] = (), language: str = DEFAULT) -> Figure:
    """Return the figure of words and of what is given beside them, each of FIELDS and TIMES as text.

    With a hedge or a value the words are not read; else the given fields replace what was read from them. A range
    with equal ends is a point. Raises QuantityError naming the field, and DateError.
    """
    given: dict[str, Any] = {**dict(fields), **_times(dict(fields)), "given": fields}
    if "unit" in given:
        given["unit"] = canonical_unit(given["unit"])
    given |= {name: Decimal(given[name]) for name in VALUES if name in given}
    if not given.keys() & {"hedge", *VALUES}:
        return replace(read(surface, language), **given)
    low, high = given.get("value_low"), given.get("value_high")
    given |= {"value_low": high if low is None else low, "value_high": low if high is None else high}
    is_point = low is None or high is None or low == high
    if given.get("hedge", "range") == "range":
        given["hedge"] = "exact" if is_point else "range"
    return Figure(surface=surface, language=language, **{"unit": "", **given})


def _times(fields: Mapping[str, str]) -> dict[str, PartialDate]:
    readers = {"as_of": parse_moment, "valid_from": parse_partial_date, "valid_to": parse_partial_date}
    found = {name: read(fields[name]) for name, read in readers.items() if name in fields}
    start, end = found.get("valid_from"), found.get("valid_to")
    if start and end and start.value > end.last_day:
        raise QuantityError(end, f"is before valid_from {start}", "give the earlier date as valid_from", "valid_to")
    return found


def words_of(fields: Mapping[str, Any]) -> str:
    """Return words for a figure that is given by its values alone: "at least 24 person"."""
    values = [fields[name] for name in VALUES if name in fields] or [Decimal(0)]
    low, high = f"{values[0]:f}", f"{values[-1]:f}"
    hedge = fields.get("hedge", "range")
    pattern = "{0}" if hedge == "range" and low == high else _WORDS.get(hedge, "{0}")
    return f"{pattern.format(low, high)} {fields.get('unit', '')}".strip()
