"""Dates, years and times of day in running text: they are no figures."""

import re

from claims.rules.figures.amount import measure_at
from claims.rules.figures.language import Language
from claims.rules.figures.languages.words import split
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import PEOPLE, is_plural

_YEAR_WORDS = split(
    "in since until till year during early late mid before after by of from spring summer autumn winter fall "
    "january en im jahr desde nel dal em sinds depuis seit bis fiscal año anno ano jaar"
)  # fmt: skip
_QUARTERS = re.compile(r"q|h|fy")
_CLOCK_AFTER = frozenset(["am", "pm", "a.m.", "p.m.", "o'clock", "noon", "midnight", "gmt", "utc"])
_DECADE_WORDS = frozenset(["años", "anni", "anos", "jaren", "années", "jahre"])
_DASH = frozenset(["-", "/"])


def date_at(tokens: Tokens, at: int, language: Language) -> tuple[int, str] | None:
    """Return where the date or time that begins at a token ends, and what it is; None where there is none."""
    last = _day_and_month(tokens, at, language) or _numeric_date(tokens, at)
    if last is not None:
        return last, "a date"
    last = _clock(tokens, at, language)
    if last is not None:
        return last, "a time of day"
    last = _quarter(tokens, at) or _years(tokens, at, language)
    return None if last is None else (last, "a year or period")


def looks_like_year(tokens: Tokens, at: int) -> bool:
    """Return whether a numeral could be a year: four digits, and not round unless a word before it says so."""
    text = tokens.text(at)
    if not text.isdecimal() or len(text) != 4 or not 1500 <= int(text) <= 2100:
        return False
    return bool(int(text) % 100) or tokens.low(at - 1) in _YEAR_WORDS or text == "2000"


def _is_month(tokens: Tokens, at: int, language: Language) -> bool:
    if tokens.kind(at) != "word" or tokens.low(at) not in language.months:
        return False
    if tokens.is_capital(at) or language.code not in ("en", "de"):
        return True
    is_verb = tokens.low(at) in ("may", "march", "mar", "sun")
    return (
        language.code == "en"
        and (not is_verb or tokens.low(at - 2) == "on")
        and tokens.low(at) not in ("mar", "dec", "jan")
    )


def _is_day(tokens: Tokens, at: int) -> bool:
    text = tokens.text(at)
    return tokens.kind(at) == "number" and text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31


def _past_day(tokens: Tokens, at: int) -> int | None:
    """Return the place after a day and what ends it: "14", "14.", "14th", "1er"."""
    if not _is_day(tokens, at):
        return None
    at += 1
    is_ordinal = tokens.low(at) in ("st", "nd", "rd", "th", "er", "º", ".") and tokens.joined(at)
    return at + is_ordinal


def _past_year(tokens: Tokens, at: int) -> int:
    """Return the place after a year, where one follows: "2020", ", 2020", "de 2020"."""
    step = at + (tokens.low(at) in (",", "de", "del", "."))
    if tokens.kind(step) == "number" and re.fullmatch(r"[12][0-9]{3}", tokens.text(step)):
        return step + 1
    return at


def _day_and_month(tokens: Tokens, at: int, language: Language) -> int | None:
    if _is_month(tokens, at, language):
        return _month_first(tokens, at, language)
    after = _past_day(tokens, at)
    if after is None:
        return None
    if tokens.low(after) in ("-", "to", "and", "et", "y", "e", "und", "en", "bis", "al") and _is_day(tokens, after + 1):
        after = _past_day(tokens, after + 1) or after
    step = after + (tokens.low(after) in ("of", "de", "di"))
    if not _is_month(tokens, step, language):
        return None
    return _past_year(tokens, step + 1 + (tokens.low(step + 1) == "." and tokens.joined(step + 1)))


def _month_first(tokens: Tokens, at: int, language: Language) -> int | None:
    """Read "May 14", "Dec. 29, 2019", "May 8-12", "May 2020"; "May" before a bare count is the verb."""
    step = at + 1 + (tokens.low(at + 1) == "." and tokens.joined(at + 1))
    past_year = _past_year(tokens, step)
    if past_year > step:
        return past_year
    after = _past_day(tokens, step)
    if after is None or tokens.kind(after) == "number" or tokens.low(after) in ("percent", "%", "people", "million"):
        return None
    if tokens.low(after) in ("-", "to", "and") and _is_day(tokens, after + 1):
        after = _past_day(tokens, after + 1) or after
    is_counted = tokens.kind(after) == "word" and (is_plural(tokens.text(after)) or tokens.low(after) in PEOPLE)
    if is_counted and language.code == "en" and at == 0:
        return None
    return _past_year(tokens, after)


def _numeric_date(tokens: Tokens, at: int) -> int | None:
    """Read "2019-12-29", "12/25/2019", "29.12.2019", "14.7."."""
    text = tokens.text(at)
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})", text):
        return at + 1
    if tokens.kind(at) != "number" or not text.isdecimal():
        return None
    sign = tokens.low(at + 1)
    is_dated = sign in _DASH and tokens.low(at + 3) == sign
    is_dated = is_dated and tokens.kind(at + 2) == "number" and tokens.kind(at + 4) == "number"
    if not is_dated or not all(tokens.text(place).isdecimal() for place in (at, at + 2, at + 4)):
        return None
    parts = [len(tokens.text(place)) for place in (at, at + 2, at + 4)]
    return at + 5 if (4 in (parts[0], parts[2]) and parts[1] <= 2) or sign == "/" else None


def _clock(tokens: Tokens, at: int, language: Language) -> int | None:
    """Read "2:00 pm", "5 p.m.", "0300 hours", "10h30", "14 Uhr", "à 20 heures"."""
    text = tokens.text(at)
    if tokens.kind(at) != "number":
        return None
    if tokens.low(at + 1) == ":" and tokens.joined(at + 1) and tokens.joined(at + 2) and len(tokens.text(at + 2)) == 2:
        is_time = text.isdecimal() and int(text) < 25
        after = at + 3 + 2 * (tokens.low(at + 3) == ":" and tokens.kind(at + 4) == "number")
        return after + (tokens.low(after) in _CLOCK_AFTER | language.words.clock) if is_time else None
    if re.fullmatch(r"[0-2]?[0-9]([.:h][0-5][0-9])?", text) and tokens.low(at + 1) in (_CLOCK_AFTER & _words(language)):
        return at + 2
    if re.fullmatch(r"[01][0-9][0-5][0-9]|2[0-3][0-5][0-9]", text) and tokens.low(at + 1) in (
        "hours",
        "hrs",
        "gmt",
        "h",
        "zulu",
    ):
        return at + 2 if text[0] == "0" or tokens.low(at + 1) != "hours" or int(text) < 2400 else None
    if (
        tokens.low(at + 1) == "h"
        and tokens.kind(at + 2) == "number"
        and tokens.joined(at + 1)
        and tokens.joined(at + 2)
    ):
        return at + 3
    if language.code == "de" and tokens.low(at + 1) == "uhr":
        return at + 2 + (tokens.kind(at + 2) == "number" and len(tokens.text(at + 2)) == 2)
    is_hour = measure_at(tokens, at + 1, language)[0] == "hour" or tokens.low(at + 1) in language.words.clock
    is_at = any(tokens.ends(at, words) for words in language.words.clock_before)
    is_hour = is_hour or (language.code == "it" and tokens.kind(at + 1) == "")
    is_short = re.fullmatch(r"[0-2]?[0-9]([.:][0-5][0-9])?", text) is not None
    return at + 2 if is_hour and is_at and is_short else None


def _words(language: Language) -> frozenset[str]:
    return _CLOCK_AFTER if language.code == "en" else frozenset(["am", "pm", "a.m.", "p.m.", "gmt", "utc"])


def _quarter(tokens: Tokens, at: int) -> int | None:
    """Read "Q3 2024", "FY2024", "H1"."""
    if tokens.kind(at) != "word" or tokens.low(at) not in ("q", "h", "fy") or not tokens.joined(at + 1):
        return None
    if tokens.kind(at + 1) != "number":
        return None
    return _past_year(tokens, at + 2)


def _years(tokens: Tokens, at: int, language: Language) -> int | None:
    """Read "2019", "2014-2020", "2019/20", "the 1990s", "'90s"."""
    if tokens.kind(at) != "number":
        return None
    text = tokens.text(at)
    before = at - 1 - (tokens.low(at - 1) == "'")
    if tokens.low(before) in _DECADE_WORDS and re.fullmatch("[0-9]0", text):
        return at + 1
    if (
        tokens.low(at + 1) == "s"
        and tokens.joined(at + 1)
        and text.isdecimal()
        and text.endswith("0")
        and len(text) in (2, 4)
    ):
        return at + 2
    if not looks_like_year(tokens, at):
        return None
    if tokens.low(at - 1) in ("$", "€", "£", "¥"):
        return None
    if tokens.low(at + 1) in ("-", "/") and tokens.kind(at + 2) == "number" and tokens.joined(at + 1):
        is_span = looks_like_year(tokens, at + 2) or len(tokens.text(at + 2)) == 2
        return at + 3 if is_span and not _is_counted(tokens, at + 3, language) else None
    if (
        tokens.low(at + 1) in ("to", "and")
        and looks_like_year(tokens, at + 2)
        and not _is_counted(tokens, at + 3, language)
    ):
        return at + 3
    return None if _is_counted(tokens, at + 1, language) else at + 1


def _is_counted(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether a plural or a unit follows, so that "2019 people" is a count."""
    while tokens.low(at) in ("new", "additional", "more", "of", "the"):
        at += 1
    if tokens.low(at) in language.scales or measure_at(tokens, at, language)[0] is not None:
        return True
    if tokens.kind(at) != "word" or tokens.low(at) in language.words.stops:
        return False
    if language.code != "en":
        return tokens.low(at) in language.words.nouns or tokens.low(at) in language.words.links
    return is_plural(tokens.text(at)) or tokens.low(at) in PEOPLE or is_plural(tokens.text(at + 1))
