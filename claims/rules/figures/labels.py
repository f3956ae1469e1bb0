"""What looks like a figure and is none: dates, times of day, ordinals, names and codes, scores, idioms."""

import re
from collections.abc import Callable

from claims.rules.figures.amount import measure_at
from claims.rules.figures.dates import date_at
from claims.rules.figures.label import Label, is_counted
from claims.rules.figures.language import Language
from claims.rules.figures.languages.words import split
from claims.rules.figures.names import NAME_RULES
from claims.rules.figures.number_words import words_at
from claims.rules.figures.numeral import Number, fraction_at
from claims.rules.figures.tokens import Tokens

_ORDINAL_ENDS = split("st nd rd th er ère ème eme e de º ª ° o re")
_SCORE_VERBS = split(
    "voted vote votes won win wins beat beats beaten passed lost defeated drew tied led leads leading lead "
    "trailed trailing ruled approved rejected odds score scored scoreline aggregate ratio"
)  # fmt: skip
_SCORE_NOUNS = split(
    "win victory defeat loss draw lead vote ruling decision majority thrashing rout favorite favourite against in "
    "aggregate score tie split underdog odds shot"
)  # fmt: skip
_PHONES = split(
    "call dial phone telephone tel hotline text ring helpline calling dialled dialed appelez anrufen llame ligue "
    "bel chiamate fax"
)  # fmt: skip
_COMPASS = split("north south east west n s e w latitude longitude")
_TIMES_WHAT = split(
    "as more higher larger greater bigger the faster less lower over likelier better worse smaller stronger "
    "longer"
)  # fmt: skip
Rule = Callable[[Tokens, int, Language], Label | None]


def labels_in(tokens: Tokens, language: Language) -> list[Label]:
    """Return the labels of a text in order; none overlaps another."""
    found: list[Label] = []
    at = 0
    while at < len(tokens):
        label = next((label for rule in _RULES if (label := rule(tokens, at, language)) is not None), None)
        if label is not None and label.last > at:
            found.append(label)
            at = label.last
        else:
            at += 1
    return found


def _idiom(tokens: Tokens, at: int, language: Language) -> Label | None:
    idioms = language.idioms.get(tokens.low(at), ())
    words = next((words for words in idioms if tokens.follows(at, words)), "")
    return Label(at, at + len(words.split()), "an idiom") if words else None


def _date(tokens: Tokens, at: int, language: Language) -> Label | None:
    last = date_at(tokens, at, language)
    return None if last is None else Label(at, last[0], last[1])


def _time_in_words(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "half past six", "quarter to nine", "'68", "summer of 69"."""
    if language.code != "en":
        return None
    if tokens.low(at) in ("half", "quarter") and tokens.low(at + 1) in ("past", "to", "after", "before"):
        number = words_at(tokens, at + 2, language)
        if isinstance(number, Number) or tokens.kind(at + 2) == "number":
            return Label(at, number.last if number else at + 3, "a time of day")
    is_short = tokens.kind(at + 1) == "number" and re.fullmatch("[0-9]{2}", tokens.text(at + 1)) is not None
    if tokens.low(at) == "'" and is_short and tokens.joined(at + 1) and tokens.low(at + 2) != "'":
        return Label(at, at + 2 + (tokens.low(at + 2) == "s"), "a year")
    is_of = tokens.low(at) in ("spring", "summer", "autumn", "winter", "fall", "class") and tokens.low(at + 1) == "of"
    return Label(at, at + 3, "a year") if is_of and re.fullmatch("[0-9]{2}", tokens.text(at + 2)) else None


def _phone(tokens: Tokens, at: int, language: Language) -> Label | None:  # noqa: ARG001
    start = at + (tokens.low(at) == "+" and tokens.joined(at + 1))
    if tokens.kind(start) != "number" or not tokens.text(start).isdecimal():
        return None
    last, groups = start + 1, 1
    while True:
        step = last + (tokens.low(last) in ("-", ")", "(", ".") and tokens.kind(last + 1) == "number")
        if tokens.kind(step) != "number" or not tokens.text(step).isdecimal():
            break
        last, groups = step + 1, groups + 1
    is_international = start > at and (groups > 1 or len(tokens.text(start)) >= 9)
    is_hyphened = groups > 2 and tokens.low(start + 1) == "-"
    is_called = tokens.low(at - 1) in _PHONES and tokens.kind(last) != "word"
    return Label(at, last, "a telephone number") if is_international or is_hyphened or is_called else None


def _score(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "3-1" and "216 to 210" after a verb or before a noun of winning and voting, and "16:9"."""
    if tokens.kind(at) != "number" or not tokens.text(at).replace(",", "").isdecimal():
        return None
    link, second = tokens.low(at + 1), at + 2
    if (
        link not in ("-", ":", "to")
        or tokens.kind(second) != "number"
        or not tokens.text(second).replace(",", "").isdecimal()
    ):
        return None
    last = second + 1
    if tokens.low(last) == "-" and tokens.kind(last + 1) == "number" and link == "-":
        last += 2
    before = {token.low for token in tokens[max(0, at - 5) : at]}
    first, other = int(tokens.text(at).replace(",", "")), int(tokens.text(second).replace(",", ""))
    is_vote = bool(before & _SCORE_VERBS) and not is_counted(tokens, last, language)
    is_named = tokens.low(last) in _SCORE_NOUNS and link == "-" and (tokens.low(last) != "in" or first >= other)
    is_falling = link == "-" and tokens.joined(second) and first >= other and not is_counted(tokens, last, language)
    if link == ":" and tokens.joined(at + 1):
        return Label(at, last, "a score or ratio")
    return Label(at, last, "a score") if is_vote or is_named or is_falling else None


def _slash(tokens: Tokens, at: int, language: Language) -> Label | None:  # noqa: ARG001
    """Read "24/7", "9/11", "120/80"; a fraction has been read before, where it is one."""
    if tokens.kind(at) != "number" or tokens.low(at + 1) != "/" or tokens.kind(at + 2) != "number":
        return None
    if not tokens.joined(at + 1) or not tokens.joined(at + 2):
        return None
    last = at + 3
    while tokens.low(last) == "/" and tokens.kind(last + 1) == "number":
        last += 2
    return Label(at, last, "a date, score or idiom") if last > at + 3 or fraction_at(tokens, at) is None else None


def _ordinal(tokens: Tokens, at: int, language: Language) -> Label | None:
    word, after = tokens.low(at), tokens.low(at + 1)
    if tokens.kind(at) == "number" and tokens.joined(at + 1):
        ends = _ORDINAL_ENDS if language.code != "en" else frozenset(["st", "nd", "rd", "th"])
        if after in ends and not (after in ("e", "o", "de", "re") and language.code not in ("fr", "nl", "it")):
            return Label(at, at + 2, "an ordinal")
        if after == "." and tokens.low(at + 2) in ("º", "ª", "o"):
            return Label(at, at + 3, "an ordinal")
        is_german = (
            language.code == "de" and after == "." and tokens.text(at).isdecimal() and tokens.kind(at + 2) == "word"
        )
        if is_german and not tokens.joined(at + 2):
            return Label(at, at + 2, "an ordinal")
    if language.code != "en":
        return None
    return _english_ordinal(tokens, at, language) if word in language.words.ordinals or "-" in (after,) else None


def _english_ordinal(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "the second attack", "twenty-first"; not "30 second", nor the denominator of "two thirds"."""
    word = tokens.low(at)
    if tokens.low(at + 1) == "-" and tokens.low(at + 2) in language.words.ordinals and word in language.numbers.small:
        is_fraction = tokens.low(at + 2) in language.numbers.fractions and language.numbers.small[word] < 20
        return None if is_fraction else Label(at, at + 3, "an ordinal")
    if word not in language.words.ordinals:
        return None
    is_unit = word == "second" and (
        tokens.kind(at - 1) == "number" or tokens.low(at - 1) in (*language.numbers.small, "-", "a", "per")
    )
    is_part = word in language.numbers.fractions and (
        tokens.low(at - 1) in ("a", "an", "one", "-") or tokens.low(at + 1) == "of"
    )
    return None if (is_unit and tokens.low(at - 1) != "a") or is_part else Label(at, at + 1, "an ordinal")


def _coordinate(tokens: Tokens, at: int, language: Language) -> Label | None:  # noqa: ARG001
    if tokens.kind(at) != "number" or tokens.low(at + 1) not in ("degrees", "degree", "°", "deg"):
        return None
    last = at + 2
    while tokens.kind(last) == "number" or tokens.low(last) in ("'", '"', "minutes", "seconds", "\u2033", "\u2032"):
        last += 1
    return Label(at, last + 1, "a coordinate") if tokens.low(last) in _COMPASS else None


def _multiple(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "three times as many", "10-fold", "twice as many": how many times, and not how many."""
    if language.code != "en":
        return None
    if tokens.low(at) in ("twice", "thrice") and tokens.low(at + 1) in _TIMES_WHAT:
        return Label(at, at + 1, "a multiple")
    number = words_at(tokens, at, language)
    last = number.last if isinstance(number, Number) else at + 1 if tokens.kind(at) == "number" else 0
    if last and (tokens.follows(last, "- fold") or tokens.follows(last, "fold")):
        return Label(at, last + 1 + (tokens.low(last) == "-"), "a multiple")
    if last and tokens.low(last) == "times" and tokens.low(last + 1) in _TIMES_WHAT:
        return Label(at, last + 1, "a multiple")
    return None


def _pronoun(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "one" as a pronoun: "this one", "one-time", "one can", "one of the soldiers"."""
    if language.code != "en" or tokens.low(at) not in ("one", "ones"):
        return None
    before, after = tokens.low(at - 1), tokens.low(at + 1)
    if before in ("any", "every", "this", "that", "the", "which", "another", "each", "some"):
        return None if measure_at(tokens, at + 1, language)[0] else Label(at, at + 1, "a pronoun")
    if before == "no":
        return Label(at, at + 1, "no number")
    if after in ("can", "could", "may", "might", "must", "should", "would", "of", "has", "is", "was"):
        return Label(at, at + 1, "a pronoun")
    is_compound = after == "-" and tokens.low(at + 2) not in language.numbers.fractions
    return (
        Label(at, at + 2, "part of a word")
        if is_compound
        and measure_at(tokens, at + 2, language)[0] is None
        and tokens.low(at + 2)
        not in ("and", "in", "to", "third", "half", "quarter", "fifth", "person", "year", "month")
        else None
    )


_RULES: tuple[Rule, ...] = (
    _idiom,
    _date,
    _time_in_words,
    _multiple,
    _phone,
    _score,
    _slash,
    _coordinate,
    _ordinal,
    *NAME_RULES,
    _pronoun,
)
