"""The words and values of a figure as they stand in a file. They are read when the row's language is known.

What is wrong with a figure is kept with its words, so that a row can be imported without it.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from claims.formats.mapping.date_pattern import partial_date
from claims.formats.mapping.value_kinds import Reader, ValueRefusedError, type_name
from claims.rules.dates import PartialDate, parse_moment
from claims.rules.figures.given import FIELDS, TIMES, VALUES
from claims.rules.figures.interval import Figure
from claims.rules.refusal import RefusedError
from claims.rules.text import clean_text

KEYS = ("surface", *FIELDS, *TIMES)

_NUMBER = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0+)?)?")


class FigureWords(NamedTuple):
    """The words of a figure, what is given beside them, each as text, and what is wrong with it, if anything is."""

    surface: str
    given: tuple[tuple[str, str], ...] = ()
    error: RefusedError | None = None


def read_figure_words(value: object) -> FigureWords | None:
    """Return a phrase, or an object with the words and the values, which a text cell can hold as JSON."""
    try:
        return _figure_words(value)
    except RefusedError as error:
        return FigureWords(value if isinstance(value, str) else json.dumps(value, default=str), error=error)


def read_moment(value: object) -> PartialDate | None:
    """Return a partial date or a minute. Raises RefusedError, also for a time of day without its offset."""
    if isinstance(value, PartialDate):
        return value
    text = _text(value)
    midnight = _MIDNIGHT.fullmatch(text)
    if midnight is not None:  # how spreadsheets and databases write a day
        return parse_moment(midnight[1])
    is_moment = ":" in text
    return (parse_moment(text) if is_moment else partial_date(text)) if text else None


def read_field(name: str, value: object) -> str:
    """Return a field of a figure as text. Raises RefusedError for a value that is no number or no date."""
    if name in TIMES:
        date = read_moment(value)
        return date.format() if date else ""
    text = str(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else _text(value)
    if name in VALUES and not _NUMBER.fullmatch(text):
        raise ValueRefusedError(text, "is not a number", "write digits with a decimal point, for example 2500.5")
    return text


def _figure_words(value: object) -> FigureWords | None:
    if isinstance(value, Mapping):
        return _figure_object(value)
    text = _text(value)
    if not text.startswith("{"):
        return FigureWords(text) if text else None
    try:
        found = json.loads(text, parse_float=str, parse_int=str)
    except ValueError as error:
        raise ValueRefusedError(text, "is not a JSON object", "write a phrase, or an object with surface") from error
    return _figure_object(found)


def _figure_object(given: Mapping[str, Any]) -> FigureWords:
    unknown = next((key for key in given if key not in KEYS), None)
    if unknown is not None:
        raise ValueRefusedError(unknown, "is no field of a figure", f"give {', '.join(KEYS)}")
    surface = given.get("surface")
    if not isinstance(surface, str) or not surface.strip():
        raise ValueRefusedError(surface, "is no words of a figure", "give the words as printed in surface")
    fields = ((name, read_field(name, given[name])) for name in KEYS[1:] if given.get(name) not in (None, ""))
    return FigureWords(clean_text(surface), tuple(fields))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueRefusedError(value, f"is {type_name(value)}, not text", "write it as text")
    return clean_text(value)


def _field_reader(name: str) -> Reader:
    def read_text(value: object) -> str | None:
        text = read_field(name, value) if value not in (None, "") else ""
        return text or None

    return read_text


Phrase = Annotated[Figure, read_figure_words]
FigureLow = Annotated[str, _field_reader("value_low")]
FigureHigh = Annotated[str, _field_reader("value_high")]
FigureHedge = Annotated[str, _field_reader("hedge")]
FigureUnit = Annotated[str, _field_reader("unit")]
FigureAsOf = Annotated[str, _field_reader("as_of")]
FigureFrom = Annotated[str, _field_reader("valid_from")]
FigureTo = Annotated[str, _field_reader("valid_to")]
TIME_READERS = tuple(kind.__metadata__[0] for kind in (FigureAsOf, FigureFrom, FigureTo))  # type: ignore[attr-defined]
