"""The kinds of value that a row holds, each read and refused in one place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, InstanceOf

from claims.formats.date_pattern import partial_date
from claims.rules.dates import PartialDate
from claims.rules.phrase import read
from claims.rules.quantity import Figure, Interval
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language, clean_text, slugify_topic
from claims.rules.url import URL_MAX_BYTES, canonical_domain, canonical_url

LONGEST_URL_AS_GIVEN = 4_096
_CACHED = 20_000

# An address that is in its one spelling already, as most are: reading it whole would come to the same.
_IS_CANONICAL = re.compile(
    r"https?://(?=[^/]{1,253}/)(?:[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,62}\.)+[a-z]{2,63}"
    r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?"
)
_WIKIDATA = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,18})", re.IGNORECASE)
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NAMES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


class ValueRefusedError(RefusedError):
    """Refuse a value that is empty, too long, of another kind than is wanted, or none of some words."""


@dataclass(frozen=True, slots=True)
class Url:
    """Hold a web address in its one spelling and as it was given."""

    canonical: str
    given: str


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """Hold a figure as it was printed and the interval that it leaves open."""

    figure: Figure
    interval: Interval


def text_of(longest: int, *, is_filled: bool = False, is_number_taken: bool = False) -> Callable[[object], str]:
    """Make the reader of a text of at most so many characters; it is cleaned as it is stored.

    A whole number is taken for text where told, as ids often are numbers.
    """

    def read_text(value: object) -> str:
        if type(value) is str and 0 < len(value) <= longest and value.isascii() and value.isprintable():
            stripped = value.strip()
            if stripped:
                return stripped
        text = _text(str(value) if is_number_taken and type(value) is int else value)
        if len(text) > longest:
            raise ValueRefusedError(text, f"has {len(text):,} characters", f"shorten it to {longest:,}")
        if is_filled and not text:
            raise ValueRefusedError(text, "is empty", "write something")
        return text

    return read_text


def word_of(words: Sequence[str]) -> Callable[[object], str]:
    """Make the reader of one word of a few, in any case."""

    def read_word(value: object) -> str:
        word = _text(value).lower()
        if word not in words:
            raise ValueRefusedError(value, "is not known here", f"give one of {', '.join(words)}")
        return word

    return read_word


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueRefusedError(value, f"is {_NAMES.get(type(value), 'nothing')}, not text", "write it as text")
    return clean_text(value)


def _url(value: object) -> Url:
    given = _text(value)
    if len(given) > LONGEST_URL_AS_GIVEN:
        raise ValueRefusedError(given, f"has {len(given):,} characters", f"shorten it to {LONGEST_URL_AS_GIVEN:,}")
    is_canonical = len(given) <= URL_MAX_BYTES and _IS_CANONICAL.fullmatch(given)
    return Url(given if is_canonical else canonical_url(given), given)


def _date(value: object) -> PartialDate:
    return value if isinstance(value, PartialDate) else partial_date(_text(value))


def _day(value: object) -> PartialDate:
    date = _date(value)
    if date.precision != "day":
        raise ValueRefusedError(date, f"is a whole {date.precision}", "give the whole day, for example 2019-05-14")
    return date


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    found = _FLAGS.get(str(value).strip().lower()) if isinstance(value, str | int) else None
    if found is None:
        raise ValueRefusedError(value, "is neither true nor false", "write true or false")
    return found


def _wikidata_id(value: object) -> str:
    given = _text(value)
    found = _WIKIDATA.fullmatch(given)
    if found is None:
        raise ValueRefusedError(given, "is no Wikidata id", "write it as Q30")
    return found[1].upper()


@lru_cache(maxsize=_CACHED)
def _figure_of(phrase: str) -> ReadFigure:
    figure = read(phrase)
    return ReadFigure(figure, figure.interval)


# The same phrases, languages and topics come again and again; reading them depends on nothing but their words.
_language_of = lru_cache(maxsize=1_000)(canonical_language)
_topic_of = lru_cache(maxsize=_CACHED)(slugify_topic)
_domain_of = lru_cache(maxsize=1_000)(canonical_domain)

Address = Annotated[InstanceOf[Url], BeforeValidator(_url)]
Date = Annotated[InstanceOf[PartialDate], BeforeValidator(_date)]
Day = Annotated[InstanceOf[PartialDate], BeforeValidator(_day)]
Phrase = Annotated[InstanceOf[ReadFigure], BeforeValidator(lambda value: _figure_of(_text(value)))]
Language = Annotated[str, BeforeValidator(lambda value: _language_of(_text(value)))]
Topic = Annotated[str, BeforeValidator(lambda value: _topic_of(_text(value)))]
Flag = Annotated[bool, BeforeValidator(_flag)]
WikidataId = Annotated[str, BeforeValidator(_wikidata_id)]
Domain = Annotated[str, BeforeValidator(lambda value: _domain_of(_text(value)))]
