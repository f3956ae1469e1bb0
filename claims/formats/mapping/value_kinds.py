"""The kinds of values in a row, each with its parser.

A reader takes a value as it stood in the file and gives it checked, or None where there is nothing; it raises
RefusedError. A field of a row names its reader beside its type: `Annotated[str, text_of(300)]`.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from claims.formats.mapping.date_pattern import partial_date
from claims.rules.dates import PartialDate
from claims.rules.refusal import RefusedError
from claims.rules.same_page import may_have_other_addresses
from claims.rules.text import canonical_language, clean_text, slugify_topic
from claims.rules.url import URL_MAX_BYTES, canonical_domain, canonical_url

Reader = Callable[[Any], Any]

LONGEST_URL_AS_GIVEN = 4_096
_CACHED = 20_000

# A URL that is canonical already, as most are, except for tracking parameters at its end: parsing it as a whole
# would give the same.
_CANONICAL = re.compile(
    r"(https?://(?!(?:m|mobile|touch|amp)\.)(?=[^/]{1,253}/)(?:[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,62}\.)+[a-z]{2,63}"
    r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?)"
    r"(?:\?utm_[a-z]+=[A-Za-z0-9._~+-]*(?:&utm_[a-z]+=[A-Za-z0-9._~+-]*)*)?"
)
_WIKIDATA = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,18})", re.IGNORECASE)
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NAMES = {str: "text", bool: "true or false", list: "a list", dict: "an object"}


class ValueRefusedError(RefusedError):
    """Raised for a value that is empty, too long, of the wrong type, or not one of the allowed words."""


class Url(NamedTuple):
    """A URL in its canonical form and as it was given."""

    canonical: str
    given: str


def type_name(value: object) -> str:
    """Return the name of a value's type for a message."""
    return _NAMES.get(type(value), "a number")


def text_reader(longest: int, *, is_number_taken: bool = False) -> Reader:
    """Return a parser for text of limited length; the text is cleaned as it will be stored.

    If allowed, a whole number is accepted as text, because ids often are numbers.
    """

    def read_text(value: object) -> str | None:
        if type(value) is str and value.isascii() and value.isprintable() and len(value) <= longest:
            return value.strip() or None
        text = _text(str(value) if is_number_taken and type(value) is int else value)
        if len(text) > longest:
            raise ValueRefusedError(text, f"has {len(text):,} characters", f"shorten it to {longest:,}")
        return text or None

    return read_text


def word_reader(words: Sequence[str]) -> Reader:
    """Return a parser for one of a few words, ignoring case."""

    @lru_cache(maxsize=1_000)
    def word(text: str) -> str:
        found = text.lower()
        if found not in words:
            raise ValueRefusedError(text, "is not known here", f"give one of {', '.join(words)}")
        return found

    return _of_text(word)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueRefusedError(value, f"is {type_name(value)}, not text", "write it as text")
    return clean_text(value)


def _of_text(make: Callable[[str], Any]) -> Reader:
    def read_value(value: object) -> Any:
        text = value.strip() if type(value) is str and value.isascii() and value.isprintable() else _text(value)
        return make(text) if text else None

    return read_value


def _url(given: str) -> Url:
    if len(given) > LONGEST_URL_AS_GIVEN:
        raise ValueRefusedError(given, f"has {len(given):,} characters", f"shorten it to {LONGEST_URL_AS_GIVEN:,}")
    return Url(quick_canonical_url(given), given)


def quick_canonical_url(given: str) -> str:
    """Return what `canonical_url` does, sooner for the plain addresses that most are. Raises UrlError."""
    known = _CANONICAL.fullmatch(given) if len(given) <= URL_MAX_BYTES else None
    if known is None or may_have_other_addresses(given.split("/", 3)[2], given):
        return canonical_url(given)
    return known[1]


def stored_url(url: str) -> str:
    """Return the canonical spelling, as the rules are today, of an address that was stored; anything else as it is."""
    try:
        return quick_canonical_url(url)
    except RefusedError:
        return url


def _date(value: object) -> PartialDate | None:
    if isinstance(value, PartialDate):
        return value
    text = value.strip() if type(value) is str and value.isascii() else _text(value)
    return partial_date(text) if text else None


def _day(value: object) -> PartialDate | None:
    date = _date(value)
    if date is not None and date.precision != "day":
        raise ValueRefusedError(date, f"is a whole {date.precision}", "give the whole day, for example 2019-05-14")
    return date


def _flag(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    text = str(value) if type(value) is int else _text(value)
    if not text:
        return None
    found = _FLAGS.get(text.lower())
    if found is None:
        raise ValueRefusedError(value, "is neither true nor false", "write true or false")
    return found


def _wikidata_id(given: str) -> str:
    found = _WIKIDATA.fullmatch(given)
    if found is None:
        raise ValueRefusedError(given, "is no Wikidata id", "write it as Q30")
    return found[1].upper()


# Languages and topics repeat, and parsing them depends only on their words, so it is cached.
_language_of = lru_cache(maxsize=1_000)(canonical_language)
_topic_of = lru_cache(maxsize=_CACHED)(slugify_topic)
_domain_of = lru_cache(maxsize=1_000)(canonical_domain)

Address = Annotated[Url, _of_text(_url)]
Date = Annotated[PartialDate, _date]
Day = Annotated[PartialDate, _day]
DATE_READERS = (_date, _day)
Language = Annotated[str, _of_text(_language_of)]
Topic = Annotated[str, _of_text(_topic_of)]
Domain = Annotated[str, _of_text(_domain_of)]
Flag = Annotated[bool, _flag]
WikidataId = Annotated[str, _of_text(_wikidata_id)]
