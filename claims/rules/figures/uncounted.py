"""Figures without a numeral: "no rockets" is 0, "a contractor" 1, "both pilots" 2, "additional troops" at least 2."""

from typing import NamedTuple

from claims.rules.figures.language import Language
from claims.rules.figures.languages.uncounted import UNCOUNTED
from claims.rules.figures.languages.words import split
from claims.rules.figures.nouns import COUNTABLE, noun_at, past_compound
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import PEOPLE, UNSTATED, counted, is_plural

_NOTHING = split("fewer less more longer doubt evidence . comment way idea matter wonder one other")
_ABSTRACT = split(
    "signs plans reasons words doubts thanks ifs excuses regrets options details problems worries frills strings "
    "means terms grounds bounds limits signs illusions guarantees holds politics conditions brakes secrets"
)  # fmt: skip
_ARTICLES = frozenset(["a", "an"])
_ONE_OF = COUNTABLE | {"soldier"}
_SINGLE = frozenset(["single", "lone", "sole"])
_HARM = split("killed killing wounded wounding injured injuring destroyed sank fired arrested")
_PLURAL_WORDS = frozenset(["additional", "extra", "further", "more", "weitere", "zusätzliche"])
_VERBS = split("was were has have is are died remained survived went will")


class Uncounted(NamedTuple):
    """A figure that no numeral states: the tokens, the value (None for at least two), the unit and the rule."""

    first: int
    last: int
    value: int | None
    unit: str
    rule: str
    is_more: bool = False


def uncounted_in(tokens: Tokens, language: Language) -> Uncounted | None:
    """Return the first figure of a text that has no numeral, or None."""
    for at in range(len(tokens)):
        found = _none(tokens, at, language) or _single(tokens, at, language) or _both(tokens, at, language)
        if found is not None:
            return found
    return _one(tokens, language) or _plural(tokens, language) or _plural_with_adjective(tokens, language)


def _none(tokens: Tokens, at: int, language: Language) -> Uncounted | None:
    """Read "no rockets", "none of the soldiers", "nobody", "not a single soldier", "kein Soldat"."""
    if language.code != "en":
        return _foreign_none(tokens, at, language)
    low = tokens.low(at)
    if low == "nobody" or tokens.follows(at, "no one"):
        return Uncounted(at, at + 1 + (low == "no"), 0, "person", "none")
    if tokens.follows(at, "not a single") or tokens.follows(at, "not one"):
        start = at + 2 + (tokens.low(at + 2) == "single")
        noun = noun_at(tokens, start, language, is_one=True)
        return None if noun.unit == UNSTATED else Uncounted(at, noun.last, 0, noun.unit, "none")
    if low == "none":
        noun = noun_at(tokens, at + 1, language, plural_only=True)
        return Uncounted(at, max(noun.last, at + 1), 0, noun.unit, "none")
    if low != "no" or tokens.low(at + 1) in _NOTHING:
        return None
    noun = noun_at(tokens, at + 1, language, plural_only=True)
    if noun.unit == UNSTATED:
        return _no_single(tokens, at)
    is_abstract = tokens.low(noun.last - 1) in _ABSTRACT
    return None if is_abstract else Uncounted(at, noun.last, 0, noun.unit, "none")


def _no_single(tokens: Tokens, at: int) -> Uncounted | None:
    """Read "no soldier was killed"."""
    step = at + 1
    while tokens.kind(step) == "word" and tokens.low(step) not in _VERBS and step < at + 4:
        if tokens.low(step) in _ONE_OF and tokens.low(step + 1) in (*_VERBS, "casualty", ""):
            return Uncounted(at, step + 1, 0, counted(tokens.text(step)), "none")
        step += 1
    return None


def _foreign_none(tokens: Tokens, at: int, language: Language) -> Uncounted | None:
    words = UNCOUNTED.get(language.code)
    is_bare = at == 0 or tokens.kind(at - 1) != "word" or language.code != "fr"
    if words is not None and is_bare and any(tokens.follows(at, nobody) for nobody in words.nobody):
        return Uncounted(at, at + 1, 0, "person", "none")
    if tokens.low(at) not in language.words.none:
        return None
    noun = next((place for place in range(at + 1, at + 4) if tokens.low(place) in language.words.nouns), None)
    return None if noun is None else Uncounted(at, noun + 1, 0, language.words.nouns[tokens.low(noun)], "none")


def _single(tokens: Tokens, at: int, language: Language) -> Uncounted | None:
    """Read "a single vote", "a lone gunman"."""
    if language.code != "en" or tokens.low(at) not in ("a", "one", "the") or tokens.low(at + 1) not in _SINGLE:
        return None
    noun = noun_at(tokens, at + 2, language, is_one=True)
    return None if noun.unit == UNSTATED else Uncounted(at, noun.last, 1, noun.unit, "article")


def _both(tokens: Tokens, at: int, language: Language) -> Uncounted | None:
    """Read "both pilots", but not "both houses of Congress and ..."."""
    if language.code != "en":
        return _foreign_both(tokens, at, language)
    if tokens.low(at) != "both":
        return None
    noun = noun_at(tokens, at + 1, language, plural_only=True)
    return None if noun.unit == UNSTATED else Uncounted(at, noun.last, 2, noun.unit, "both")


def _foreign_both(tokens: Tokens, at: int, language: Language) -> Uncounted | None:
    """Read "beide Piloten", "entrambi i piloti"."""
    words = UNCOUNTED.get(language.code)
    both = next((both for both in words.both if tokens.follows(at, both)), "") if words else ""
    if not both:
        return None
    after = at + len(both.split())
    noun = next((place for place in range(after, after + 3) if tokens.low(place) in language.words.nouns), None)
    return None if noun is None else Uncounted(at, noun + 1, 2, language.words.nouns[tokens.low(noun)], "both")


def _one(tokens: Tokens, language: Language) -> Uncounted | None:
    """Read "a contractor" and "killed a soldier" as one, for people and things that news counts."""
    if language.code != "en":
        return _foreign_one(tokens, language)
    for at in range(len(tokens)):
        if tokens.low(at) not in _ARTICLES or (at and tokens.low(at - 1) not in _HARM):
            continue
        for noun in range(at + 1, at + 4):
            if (
                tokens.low(noun) in _ONE_OF
                and tokens.kind(noun + 1) != "number"
                and not _goes_on(tokens, noun + 1, language)
            ):
                return Uncounted(at, noun + 1, 1, counted(tokens.text(noun)), "article")
    return None


def _foreign_one(tokens: Tokens, language: Language) -> Uncounted | None:
    """Read "ein Soldat" and "mató a un soldado", for people and things that news counts."""
    words = UNCOUNTED.get(language.code)
    if words is None:
        return None
    for at in range(len(tokens)):
        before = at - 1 - (language.code == "es" and tokens.low(at - 1) == "a")
        is_number = at == 0 or tokens.low(before) in words.harm
        if tokens.low(at) not in language.words.articles or not is_number:
            continue
        is_stop = tokens.low(at + 1) in language.words.stops | language.words.links
        is_partitive = is_stop and past_compound(tokens, at + 2) == at + 2
        for noun in range(at + 1, at + 1 if is_partitive else at + 3):
            last = past_compound(tokens, noun + 1)
            unit = words.singulars.get("".join(token.low for token in tokens[noun:last]))
            if unit is not None and tokens.kind(last) != "number":
                return Uncounted(at, last, 1, unit, "article")
    return None


def _plural_with_adjective(tokens: Tokens, language: Language) -> Uncounted | None:
    """Read "soldats supplémentaires", "tropas adicionales"."""
    words = UNCOUNTED.get(language.code)
    for at in range(1, len(tokens) if words else 0):
        noun = language.words.nouns.get(tokens.low(at - 1))
        if words and tokens.low(at) in words.added and noun is not None:
            return Uncounted(at - 1, at + 1, None, noun, "plural", is_more=True)
    return None


def _goes_on(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether another noun follows, so that "a soldier shortage" counts no soldier."""
    return (tokens.kind(at) == "word" and tokens.low(at) not in (*language.words.stops, *PEOPLE)) or tokens.low(
        at
    ) == "-"


def _plural(tokens: Tokens, language: Language) -> Uncounted | None:
    """Read "additional troops", "many people": a plural that a word says is several."""
    for at in range(len(tokens)):
        word = tokens.low(at)
        if word not in language.words.plural_words:
            continue
        noun = noun_at(tokens, at + 1, language, plural_only=True)
        is_known = language.code == "en" or tokens.low(noun.last - 1) in language.words.nouns
        if (
            noun.unit == UNSTATED
            or not is_known
            or tokens.low(noun.last - 1) in _ABSTRACT | {"thanks", "times", "more"}
        ):
            continue
        if language.code == "en" and not (is_plural(tokens.text(noun.last - 1)) or tokens.low(noun.last - 1) in PEOPLE):
            continue
        return Uncounted(at, noun.last, None, noun.unit, "plural", word in _PLURAL_WORDS)
    return None
