"""Parse search queries, find their readings in a language, and build tsqueries from them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from claims.rules.refusal import RefusedError
from claims.rules.spelled import MOST_WORDS, number_of, spelled
from claims.rules.text import clean_text

LONGEST_NAME = 5  # of what is indexed in capitals, as it stands
MOST_READINGS = 8  # of one term
MOST_TERMS = 100

_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'))
_TOKEN = re.compile(r'(?P<minus>-*)(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<plain>[^\s"]+))')
_GROUPED = re.compile(r"(?<![\d.,'])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_LETTER_AND_NUMBER = re.compile(r"(?<!\S)([A-Z]) (?=\d)")
_WHOLE = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(?:[.,'\u2019][0-9]{3})+")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u1950-\u19df\u1a20-\u1aad\u1b05-\u1b4b"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303c\u3040-\u30fa\u30fc-\u31ff\u3400-\u4dbf\u4e00-\ua4cf"
    "\ua960-\ua97c\ua980-\ua9c0\ua9e0-\uaa7f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BETWEEN = "[\u0001-/:-@\\[-`{-\u00bf\u2000-\u206f\u3000-\u303f]"
# The marks that `claims_search_vector` adds to lexemes.
_NAME, _PAIR = "B", "D"


class SearchError(RefusedError):
    """Raised for a query that cannot be searched for."""


@dataclass(frozen=True)
class Term:
    """One term of a query, which is required or, with a minus, excluded."""

    text: str
    is_left_out: bool = False
    is_quoted: bool = False


@dataclass(frozen=True)
class Reading:
    """The ways in which a term can be written. The first is the term itself.

    Those in `spelled` are a number in words, which is not to be found as a part of a larger one.
    """

    texts: tuple[str, ...]
    is_left_out: bool = False
    spelled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexeme:
    """One lexeme of a tsvector, at one of its positions."""

    text: str
    place: int
    weight: str


Group = tuple[Term, ...]


@lru_cache(maxsize=1000)
def searchable(words: str) -> str:
    """Return a normalised query. Raises SearchError for one without letters and digits, or with 100 terms."""
    text = clean_text(words)
    if not any(char.isalnum() for char in text):
        raise SearchError(words, "has no letter or digit to search for", "give a word or a number")
    if sum(len(group) for group in parse_search(text)) > MOST_TERMS:
        raise SearchError(words, f"asks for more than {MOST_TERMS} words", "leave out the common ones")
    return text


def parse_search(words: str) -> tuple[Group, ...]:
    """Return the groups of terms of a query. A match has every term of at least one group.

    The grammar is that of `websearch_to_tsquery`: quotation marks keep words together, `or` between terms starts
    another group, and a minus leaves out what follows. Typographic quotation marks count as well.
    """
    text = words.translate(_QUOTES)
    text = _LETTER_AND_NUMBER.sub(r"\1-", _GROUPED.sub(lambda match: re.sub(r"\s", "", match[0]), text))
    groups: list[list[Term]] = [[]]
    terms = list(_terms(text))
    for at, term in enumerate(terms):
        is_or = term == Term(term.text) and term.text.casefold() == "or"
        if is_or and 0 < at < len(terms) - 1 and groups[-1]:
            groups.append([])
        else:
            groups[-1].append(term)
    return tuple(tuple(group) for group in groups if group)


def readings(group: Group, languages: Sequence[str]) -> list[Reading]:
    """Return the readings of a group in some languages: numbers match in digits and in words."""
    found, at = [], 0
    while at < len(group):
        term, last = group[at], _end_of_number(group, at, languages)
        text = " ".join(one.text for one in group[at:last])
        texts = _written(text, languages)
        is_number = not any(one.is_quoted for one in group[at:last]) and len(_numbers(text.split(), languages)) == 1
        found.append(Reading(texts, term.is_left_out, frozenset(texts[1:] if is_number else ())))
        at = last
    return found


def phrase(lexemes: Iterable[Lexeme], *, is_named: bool, apart_from: str = "") -> str:
    """Return the tsquery of a phrase, empty if all its words are stop words.

    `lexemes` are the tsvector of the words. With `is_named` a stop word in capitals asks for these; without, it is
    left out as any other. Directly before and after the words stands nothing that matches the tsquery `apart_from`.
    """
    places = {
        place: list(ones)
        for place, ones in groupby(sorted(lexemes, key=lambda one: one.place), key=lambda one: one.place)
    }
    units = {place: unit for place, ones in places.items() if (unit := _unit(ones, is_named=is_named))}
    units = _without_last_letters(units, places)
    pairs = [
        (second, one.text)
        for first, second in pairwise(sorted(places))
        for one in places[second]
        if one.weight == _PAIR and second == first + 1 and any(one.text == other.text for other in places[first])
    ]
    ways = [_sequence(units), *(_sequence(_collapsed(units, [pair])) for pair in pairs)]
    if len(pairs) > 1:
        ways.append(_sequence(_collapsed(units, _apart(pairs))))
    ways = list(dict.fromkeys(filter(None, ways[:MOST_READINGS])))
    return any_of(f"!({apart_from}) <-> {way} <-> !({apart_from})" if apart_from else way for way in ways)


def names(lexemes: Iterable[Lexeme]) -> str:
    """Return the tsquery of a phrase of capitalised words, unstemmed."""
    return _sequence({one.place: _quoted(one.text) for one in lexemes if one.weight == _NAME})


def any_word(lexemes: Iterable[Lexeme]) -> str:
    """Return the tsquery of any of some words."""
    return any_of(dict.fromkeys(_quoted(one.text) for one in lexemes if one.weight not in (_NAME, _PAIR)))


def any_of(queries: Iterable[str]) -> str:
    """Return the tsquery that matches any of some."""
    return _joined(queries, " | ")


def all_of(queries: Iterable[str]) -> str:
    """Return the tsquery that matches all of some."""
    return _joined(queries, " & ")


def exact_patterns(words: str) -> tuple[str, ...]:
    """Return, for each required term of a query, a Postgres regular expression that finds it literally.

    Capitals aside. It depends on no locale, since it names the characters between words.
    """
    terms = [term.text for term in _terms(words.translate(_QUOTES)) if not term.is_left_out]
    return tuple(f"(?:^|{_BETWEEN})(?:{'|'.join(_forms(text))})(?:{_BETWEEN}|$)" for text in terms)


def _forms(text: str) -> list[str]:
    forms = dict.fromkeys((text, text.lower(), text.capitalize(), text.upper()))
    return [re.sub(r"([^\w\s])", r"\\\1", form) for form in forms]


def _terms(text: str) -> Iterator[Term]:
    for match in _TOKEN.finditer(text):
        found = match["plain"] if match["quoted"] is None else match["quoted"]
        if any(char.isalnum() for char in found):
            yield Term(found, is_left_out=bool(match["minus"]), is_quoted=match["quoted"] is not None)


def _end_of_number(group: Group, start: int, languages: Sequence[str]) -> int:
    """Return the end of the number that starts at a term, in words or as "20 thousand"; at least the next place."""
    for last in range(min(len(group), start + MOST_WORDS), start + 1, -1):
        part = group[start:last]
        is_plain = not any(term.is_quoted or term.is_left_out for term in part)
        if is_plain and _value([term.text for term in part], languages) is not None:
            return last
    return start + 1


def _written(text: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the spellings of words: unchanged, and with their numbers in digits and in words."""
    ways = [""]
    for forms in _numbers(text.split(), languages):
        ways = [f"{way} {form}".strip() for form in forms for way in ways]
    return tuple(dict.fromkeys([text, *ways]))[:MOST_READINGS]


def _numbers(tokens: Sequence[str], languages: Sequence[str]) -> list[list[str]]:
    """Split words into numbers and other words, and return the spellings of each."""
    found, at = [], 0
    while at < len(tokens):
        last = next(
            (
                last
                for last in range(min(len(tokens), at + MOST_WORDS), at, -1)
                if _value(tokens[at:last], languages) is not None
            ),
            at + 1,
        )
        words = " ".join(tokens[at:last])
        value = _value(tokens[at:last], languages)
        digits = [] if value is None else [str(value)]
        found.append([words, *digits, *(form for one in languages for form in spelled(value or 0, one) if digits)])
        at = last
    return found


def _value(words: Sequence[str], languages: Sequence[str]) -> int | None:
    """Return the number that words mean, in digits or in one of some languages."""
    number = _digits(words[0]) if len(words) == 1 else None
    values = (number_of(words, language) for language in languages)
    return number if number is not None else next((value for value in values if value is not None), None)


def _digits(word: str) -> int | None:
    is_number = len(word) < 20 and _WHOLE.fullmatch(word) is not None
    return int(re.sub("[^0-9]", "", word)) if is_number and not word.startswith("0") else None


def _unit(lexemes: Sequence[Lexeme], *, is_named: bool) -> str:
    """Return the tsquery of one position: any of its stems or, for a stop word in capitals, the exact word."""
    plain = [one.text for one in lexemes if one.weight not in (_NAME, _PAIR)]
    if plain:
        return any_of(_quoted(text) for text in dict.fromkeys(plain))
    return any_of(_quoted(one.text) for one in lexemes if one.weight == _NAME and is_named)


def _without_last_letters(units: Mapping[int, str], places: Mapping[int, Sequence[Lexeme]]) -> dict[int, str]:
    """Drop the last letter of a run without spaces, which its last pair contains; one letter alone matches any pair."""
    found = {}
    for place, unit in units.items():
        letter = next((one.text for one in places[place] if _SPACELESS.fullmatch(one.text)), "")
        if not letter:
            found[place] = unit
        elif not any(len(one.text) == 2 and one.text.endswith(letter) for one in places.get(place - 1, ())):
            found[place] = f"{_quoted(letter)}:*"
    return found


def _apart(pairs: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep pairs that do not overlap, from the left."""
    found: list[tuple[int, str]] = []
    for place, text in pairs:
        if not found or place > found[-1][0] + 1:
            found.append((place, text))
    return found


def _collapsed(units: Mapping[int, str], pairs: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Join the two parts of compounds, and move the following words up."""
    seconds = dict(pairs)
    found: dict[int, str] = {}
    for place in sorted({*units, *seconds, *(second - 1 for second in seconds)}):
        if place in seconds:
            continue
        at = place - sum(second <= place for second in seconds)
        found[at] = _quoted(seconds[place + 1]) if place + 1 in seconds else units[place]
    return found


def _sequence(units: Mapping[int, str]) -> str:
    """Join the queries of places into a phrase."""
    query, last = "", 0
    for place in sorted(units):
        unit = f"({units[place]})" if " | " in units[place] else units[place]
        query = f"{query} <{place - last}> {unit}" if query else unit
        last = place
    return query


def _joined(queries: Iterable[str], joint: str) -> str:
    given = [query for query in queries if query]
    return given[0] if len(given) == 1 else joint.join(query if " " not in query else f"({query})" for query in given)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
