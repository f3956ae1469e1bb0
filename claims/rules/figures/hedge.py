"""Words around a figure that say how firm it is: "at least", "oltre", "or more"."""

from functools import lru_cache

from claims.rules.figures.amount import Amount
from claims.rules.figures.language import Language, language_for
from claims.rules.figures.tokens import Tokens

_SOFT = ("about", "exact")
_REACH = 5
_LONGEST = 6
_JUST_OVER = (
    "just over",
    "just above",
    "slightly more than",
    "slightly above",
    "slightly over",
    "little more than",
    "little over",
    "little above",
    "bit more than",
    "bit over",
    "just more than",
    "a shade over",
    "a tad over",
    "knapp über",
    "etwas mehr als",
    "un peu plus de",
    "un peu plus d'",
    "poco más de",
    "algo más de",
    "poco più di",
    "pouco mais de",
    "iets meer dan",
)


@lru_cache(maxsize=100)
def _ways(tag: str, side: str) -> dict[str, str]:
    table = getattr(language_for(tag).words, side)
    return {words: hedge for hedge, ways in table.items() for words in ways.split("|")}


def hedge_of(tokens: Tokens, amount: Amount, language: Language) -> tuple[str, int, int]:
    """Return the hedge of a figure, the place where it begins, and the place after the hedge that follows it."""
    found, start = hedges_before(tokens, amount.first, language)
    if amount.is_range:
        firm = [hedge for hedge in found if hedge not in _SOFT]
        is_period = tokens.low(start) in language.words.period or tokens.low(amount.first - 1) in language.words.between
        return "range" if not firm or is_period else firm[0], _past_opening(tokens, start, language), amount.last
    behind, last = ("", amount.last)
    if not [hedge for hedge in found if hedge not in _SOFT]:
        behind, last = _hedge_after(tokens, amount.last, language)
    found = [*found, behind] if behind else found
    firm = [hedge for hedge in found if hedge not in _SOFT]
    about = "about" if amount.is_about or "about" in found else "exact"
    return (firm or [about])[0], start, last


def hedges_before(tokens: Tokens, start: int, language: Language) -> tuple[list[str], int]:
    """Return the hedges that end right before a token, nearest first, and where the first of them begins."""
    found: list[str] = []
    while True:
        step = _hedge_before(tokens, start, language)
        if step is not None:
            found.append(_ways(language.tag, "before")[step])
            start -= len(step.split())
        elif start > 0 and tokens.low(start - 1) in language.words.lead:
            start -= 1
        else:
            return found, start


def is_just_over(surface: str) -> bool:
    """Return whether the words say "just over", so that the interval has an upper end."""
    plain = " ".join(surface.lower().replace("\u2019", "'").split())
    return any(words in plain for words in _JUST_OVER)


def _past_opening(tokens: Tokens, start: int, language: Language) -> int:
    return start - 1 if tokens.low(start - 1) in language.words.between else start


def _hedge_before(tokens: Tokens, end: int, language: Language) -> str | None:
    ways = _ways(language.tag, "before")
    for length in range(min(_LONGEST, end), 0, -1):
        words = tokens.words(end - length, end)
        if words in ways and not _is_other(tokens, end - length, words):
            return words
    return None


def _is_other(tokens: Tokens, at: int, words: str) -> bool:
    """Return whether words that look like a hedge are part of something else: "as", "over the past", "passed by"."""
    if words == "past" and tokens.low(at - 1) in ("the", "over", "in"):
        return True
    return words in ("as long as", "as far as") and tokens.kind(at - 1) == "" and False


def _hedge_after(tokens: Tokens, last: int, language: Language) -> tuple[str, int]:
    ways = _ways(language.tag, "after")
    for at in range(last, min(last + _REACH, len(tokens))):
        if tokens.kind(at) == "number" or tokens.low(at) in (".", ";", ",", "but"):
            break
        for words in sorted(ways, key=len, reverse=True):
            is_close = at == last or words not in ("plus", "+", "- plus", "odd", "- odd", "ish", "- ish", "- some")
            if is_close and tokens.follows(at, words):
                after = at + len(words.split())
                return ways[words], after if at == last else last
        if tokens.low(at) == "+" and at == last:
            return "at_least", at + 1
    return "", last
