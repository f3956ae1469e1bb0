"""Dates inside other words: templates such as "stated on {month} {day}, {year} in {*}"."""

import re
from functools import lru_cache

from claims.rules.dates import DateError, PartialDate, parse_partial_date
from claims.rules.refusal import RefusedError

LONGEST_READ = 500

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH_OF = {name[:length]: at for at, name in enumerate(_MONTHS, start=1) for length in (3, len(name))} | {"sept": 9}
_PLACES = {
    "year": r"(?P<year>[0-9]{4})",
    "month": r"(?P<month>[0-9]{1,2}|[^\W\d_]+)\.?",
    "day": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?",
    "*": r".*",
}
_PIECE = re.compile(r"\{([^{}]*)\}|(\s+)|([^{}\s]+|[{}])")


class PatternError(RefusedError):
    """Refuse a template that names no date."""


@lru_cache(maxsize=20_000)
def partial_date(text: str) -> PartialDate:
    """Read "2019", "2019-05" or "2019-05-14", as `parse_partial_date` does: the same dates come again and again."""
    return parse_partial_date(text)


class DatePattern:
    """A template in which {year}, {month} and {day} stand for a date and {*} for any words.

    A month is a number or an English name, in full or short; without {day} or {month} the date is a month or a year.
    Letters match in either case, a space matches any space. A template never takes more than linear time per {*}.
    """

    def __init__(self, template: str) -> None:
        """Compile a template. Raises PatternError for unknown places, one that stands twice, or none for the year."""
        self.template = template
        places = [match[1] for match in _PIECE.finditer(template) if match[1] is not None]
        unknown = [place for place in places if place not in _PLACES]
        if unknown:
            raise PatternError(template, f"holds {{{unknown[0]}}}", "use {year}, {month}, {day} and {*}")
        named = [place for place in places if place != "*"]
        if "year" not in named or ("day" in named and "month" not in named) or len(set(named)) < len(named):
            raise PatternError(template, "names no date", "use {year} once, {month} with it, {day} with both")
        self._regex = re.compile("".join(map(_regex, _PIECE.findall(template))), re.IGNORECASE | re.DOTALL)

    def read(self, text: str) -> PartialDate | None:
        """Read the date that stands at the template's places, or return None where the text has another shape.

        Raises DateError for a month that has no such name and a day that no calendar has.
        """
        match = self._regex.fullmatch(text)
        if match is None:
            return None
        found = match.groupdict()
        iso = [found["year"]]
        if found.get("month"):
            iso.append(f"{_month(text, found['month']):02d}")
        if found.get("day"):
            iso.append(f"{int(found['day']):02d}")
        return partial_date("-".join(iso))


def read_date(text: str, patterns: tuple[DatePattern, ...]) -> PartialDate:
    """Read the date by the first template that fits. Raises DateError where none does."""
    if len(text) <= LONGEST_READ:
        for pattern in patterns:
            date = pattern.read(text)
            if date is not None:
                return date
    wanted = " or ".join(repr(pattern.template) for pattern in patterns)
    raise DateError(text, f"has not the shape {wanted}", "add a template for it to the mapping's dates")


def _regex(piece: tuple[str, str, str]) -> str:
    place, space, literal = piece
    return _PLACES[place] if place else r"\s+" if space else re.escape(literal)


@lru_cache(maxsize=1_000)
def _month(text: str, word: str) -> int:
    month = int(word) if word.isdecimal() else _MONTH_OF.get(word.lower())
    if month is None:
        raise DateError(text, f"has no month: {word!r} is none in English", "write its English name or its number")
    return month
