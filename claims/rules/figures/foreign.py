"""English words in a text of another language, and words joined to a figure that its tables do not know.

The tables of a language know nothing of another's hedges, idioms and names with numbers. Where a figure stands beside
such words, it is refused rather than read halfway.
"""

from dataclasses import fields
from functools import lru_cache

from claims.rules.figures.amount import Amount, measure_at
from claims.rules.figures.language import TABLES, Language, language_for
from claims.rules.figures.languages.words import NumberWords, Words
from claims.rules.figures.nouns import Noun
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import UNSTATED

_LONGEST = 6
_REACH = 4
_LONG_SCALE = frozenset(["billion", "trillion"])
_NO_SCALE = frozenset(["cent", "cents", "miles", "par", "score", "trio", "mi", "bi", "tri", "md"])
_LINKS = frozenset(["of", "the", "no"])
_PRINTED = "the noun is kept as printed"


def foreign_problem(tokens: Tokens, amount: Amount, start: int, noun: Noun, language: Language) -> str:
    """Return what is wrong with the words around a figure in another language than English, or an empty string.

    With its hedge the figure begins at `start`; `noun` is what it counts.
    """
    if language.code == "en":
        return ""
    return (
        _joined_word(tokens, amount, language)
        or _scale_after(tokens, amount, language)
        or _hedge_after(tokens, amount, language)
        or (language.has_words and _hedge_before(tokens, start, amount.first, language))
        or _idiom(tokens, amount, language)
        or _long_scale(tokens, amount, language)
        or (language.has_words and _name(tokens, amount, noun, language))
        or ""
    )


def _joined_word(tokens: Tokens, amount: Amount, language: Language) -> str:
    """Refuse "5-star" and "3 million-plus", where the word is no unit and no noun of the language."""
    dash, after = amount.last, amount.last + 1
    is_joined = tokens.low(dash) == "-" and tokens.joined(dash) and tokens.joined(after)
    if not is_joined or tokens.kind(after) != "word" or amount.unit:
        return ""
    word = tokens.low(after)
    is_hedge = any(ways.startswith((f"- {word}", word)) for ways in _own_after(language))
    is_known = is_hedge or word in language.words.nouns or measure_at(tokens, after, language)[0] is not None
    return "" if is_known else f"is joined by a hyphen to {word!r}, which was not understood"


def _scale_after(tokens: Tokens, amount: Amount, language: Language) -> str:
    """Refuse "3 million" and "3 Milliarden" where the language knows no such word."""
    for at in range(amount.last, min(amount.last + 2, len(tokens))):
        word = tokens.low(at)
        if tokens.kind(at) != "word" or _is_known(word, language):
            break
        if word in _scales():
            return f"is followed by {word!r}, which was not understood"
    return ""


def _hedge_after(tokens: Tokens, amount: Amount, language: Language) -> str:
    """Refuse "25 or more" and "3 million plus"."""
    for at in range(amount.last, min(amount.last + _REACH, len(tokens))):
        if tokens.kind(at) == "number" or tokens.low(at) in (".", ";", ","):
            break
        for words in _english("after"):
            is_close = at == amount.last or " " in words
            if is_close and tokens.follows(at, words) and words not in _own_after(language):
                is_known = words != "plus" and _is_known(words, language)
                return "" if is_known else f"is followed by {words!r}, which was not understood"
    return ""


def _hedge_before(tokens: Tokens, start: int, first: int, language: Language) -> str:
    """Refuse "at least 25"; the end of an English hedge may be a word of the language too."""
    for end in range(start, first + 1):
        for length in range(min(_LONGEST, end), 0, -1):
            words = tokens.words(end - length, end)
            if words in _english("before") and words[-1].isalpha() and not _is_known(words, language):
                return f"is qualified by {words!r}, which was not understood"
    return ""


def _idiom(tokens: Tokens, amount: Amount, language: Language) -> str:
    idioms = language_for("en").idioms
    for at in range(max(0, amount.first - _REACH), amount.first + 1):
        for words in idioms.get(tokens.low(at), ()):
            is_over = at + len(words.split()) > amount.first
            if is_over and tokens.follows(at, words) and not _is_known(words, language):
                return f"is part of {words!r}, an English idiom"
    return ""


def _long_scale(tokens: Tokens, amount: Amount, language: Language) -> str:
    """Refuse "3 billion" in a language where a billion is 10^12 and several are "Billionen" or "billions"."""
    for at in range(amount.first + 1, amount.last):
        word = tokens.low(at)
        if word in _LONG_SCALE and word in language.scales and amount.low != language.scales[word]:
            return f"holds {word!r}, which is a thousand times as much in {language.code} as in English"
    return ""


def _name(tokens: Tokens, amount: Amount, noun: Noun, language: Language) -> str:
    """Refuse "Category 5 hurricane" and "Group of 7": an unknown name before a bare numeral, and no known noun."""
    at = amount.first - 1
    is_bare = tokens.kind(amount.first) == "number" and tokens.text(amount.first).isdecimal() and not amount.unit
    if at < 0 or not is_bare or amount.last > amount.first + 1:
        return ""
    if noun.unit != UNSTATED and noun.guess != _PRINTED:
        return ""
    is_link = not _is_known(tokens.low(at), language) or tokens.low(at - 1) in TABLES["en"].labels
    if at > 0 and tokens.low(at) in _LINKS and is_link:
        at -= 1
    word = tokens.low(at)
    if tokens.kind(at) != "word" or _is_known(word, language):
        return ""
    is_noun = language.words.capital_nouns and tokens.is_capital(amount.last)
    is_label = word in TABLES["en"].labels or word.removesuffix("s") in TABLES["en"].labels
    is_name = language.words.capital_nouns and tokens.is_capital(at) and not is_noun
    return f"may be a number in a name: {tokens.text(at)!r} stands before it" if is_label or is_name else ""


@lru_cache(maxsize=1)
def _scales() -> frozenset[str]:
    """Return the words that multiply, of all languages with tables: million, Milliarden, dozen."""
    found: set[str] = set()
    for words in TABLES.values():
        numbers = words.numbers
        found |= {*numbers.scales, *numbers.hundred, *numbers.collective, *words.vague_scales}
    return frozenset(found - _NO_SCALE)


@lru_cache(maxsize=10)
def _english(side: str) -> tuple[str, ...]:
    ways = getattr(TABLES["en"], side).values()
    found = [words for way in ways for words in way.split("|")]
    return tuple(sorted(found, key=len, reverse=True))


def _own_after(language: Language) -> list[str]:
    return [words for ways in language.words.after.values() for words in ways.split("|")]


def _is_known(words: str, language: Language) -> bool:
    known = _known(language.tag)
    return all(word in known for word in words.split() if word[:1].isalpha())


@lru_cache(maxsize=100)
def _known(tag: str) -> frozenset[str]:
    """Return every word in the tables of a language."""
    language = language_for(tag)
    tables: tuple[Words | NumberWords, ...] = (language.words, language.words.numbers)
    found: set[str] = {*language.scales, *language.months, *_words(list(language.units))}
    for one in tables:
        for field in fields(one):
            if field.name != "numbers":
                found |= set(_words(getattr(one, field.name)))
    return frozenset(found)


def _words(value: object) -> list[str]:
    """Return the single words of a table's texts, keys and lists."""
    if isinstance(value, str):
        return value.replace("|", " ").lower().split()
    if isinstance(value, dict):
        texts = value.values() if _is_ways(value) else value
        return [word for text in texts for word in _words(text)]
    if isinstance(value, tuple | frozenset | list | set):
        return [word for one in value for word in _words(one)]
    return []


def _is_ways(table: dict[object, object]) -> bool:
    """Return whether a table's keys are our own names (at_least, possible) of the words that are its values."""
    return any(key in ("at_least", "about", "at_most", "denied", "possible") for key in table)
