"""Read dates inside other text by templates such as "stated on {month} {day}, {year} in {*}"."""

import re
from functools import lru_cache

from claims.rules.dates import DateError, PartialDate, parse_partial_date
from claims.rules.refusal import RefusedError

LONGEST_READ = 500

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_MONTH_OF = {name: at for names in _MONTHS.values() for at, name in enumerate(names.split(), start=1)}
_MONTH_OF |= {name[:3]: at for at, name in enumerate(_MONTHS["en"].split(), start=1)} | {"sept": 9}
_PLACES = {
    "year": r"(?P<year>[0-9]{4})",
    "month": r"(?P<month>[0-9]{1,2}|[^\W\d_]+)\.?",
    "day": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?",
    "*": r".*",
}
_PIECE = re.compile(r"\{([^{}]*)\}|(\s+)|([^{}\s]+|[{}])")


class PatternError(RefusedError):
    """Raised for a template without a date."""


_WITH_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?"
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR = 1000
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[./ -]{1,2}(?:[0-9]{1,2}|[^\W\d_]{3,}\.?)[./ -]{1,2}'?[0-9]{2}|'[0-9]{2}")
_NUMBERS = re.compile(r"([0-9]{1,2})([./ -]{1,2})([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"[0-9]{4}([./-])[0-9]{1,2}\1[0-9]{1,2}")


@lru_cache(maxsize=20_000)
def partial_date(text: str) -> PartialDate:
    """Parse "2019", "2019-05" or "2019-05-14" like `parse_partial_date`, with a cache for repeated dates.

    Of a day with a time (ISO 8601) the day is taken as it is written. Raises DateError, which says of other dates in
    numbers by which template they can be read: a file is read in one order or not at all, so even one that could mean
    nothing else, such as 25/06/2020, needs it.
    """
    with_time = _WITH_TIME.fullmatch(text)
    if with_time is not None:
        return _in_our_time(text, parse_partial_date(with_time[1]))
    hint = _hint(text)
    if hint is not None:
        raise DateError(text, *hint)
    return _in_our_time(text, parse_partial_date(text))


def _in_our_time(text: str, date: PartialDate) -> PartialDate:
    """Refuse a year of two digits, which programs write as 0026."""
    if date.value.year < _FIRST_YEAR:
        raise DateError(text, f"is in the year {date.value.year}", "write the year with its four digits, such as 2026")
    return date


def _hint(text: str) -> tuple[str, str] | None:
    """Return the problem of a date and the remedy: the template that could read it."""
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first is not None and not _ISO.fullmatch(text):
        template = year_first[1].join(("{year}", "{month}", "{day}"))
        return (
            "is not a date as it is written",
            f"give its order in the mapping, dates: [{template!r}], or write 2019-05-14",
        )
    if _SHORT_YEAR.fullmatch(text):
        return "has a year of two digits", "write the year with its four digits, such as 2026"
    numbers = _NUMBERS.fullmatch(text)
    if numbers is None:
        return None
    first, second, apart = int(numbers[1]), int(numbers[3]), numbers[2]
    by_day, by_month = (apart.join(order) for order in (("{day}", "{month}", "{year}"), ("{month}", "{day}", "{year}")))
    if first <= 12 and second <= 12:
        problem = "may be day first or month first"
        return problem, f"give one in the mapping, dates: [{by_day!r}] or [{by_month!r}], or write 2019-05-14"
    template = by_day if first > 12 else by_month
    return (
        "is not a date as it is written",
        f"give its order in the mapping, dates: [{template!r}], or write 2019-05-14",
    )


def _untold(template: str) -> tuple[str, str]:
    remedy = f"give its order in the mapping, dates: [{template!r}], or write 2019-05-14"
    return "is not a date as it is written", remedy


class DatePattern:
    """A template in which {year}, {month} and {day} stand for a date and {*} for any words.

    A month is a number or a name: an English one, in full or short, or a full one in German, French, Spanish,
    Portuguese, Italian or Dutch; without {day} or {month} the date is a month or a year.
    Letters match in either case, a space matches any space. A template never takes more than linear time per {*}.
    """

    def __init__(self, template: str) -> None:
        """Compile a template. Raises PatternError for unknown or repeated placeholders, or if {year} is missing."""
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
        """Return the date at the template's placeholders, or None if the text does not match.

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
    """Read the date by the first template that matches. Raises DateError if none does."""
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
        raise DateError(
            text, f"has no month: {word!r} is no name of one that is known here", "write its English name or its number"
        )
    return month
