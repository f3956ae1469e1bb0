"""The noun that a number counts, guessed without a parser."""

from claims.rules.amount import measure_at
from claims.rules.unit import TIMES, UNSTATED, counted, is_plural
from claims.rules.wording import Tokens, joined, kind, low

_STOP_WORDS = (
    "a an the and or but nor if as at by for from in into of off on onto out over per to up down upon via with "
    "within without about above across after against along among around before behind below beneath beside "
    "between beyond during except inside like near outside since through throughout till toward towards under "
    "until than that which who whom whose when where while why how is are was were be been being am has have had "
    "having do does did will would shall should can could may might must not no so said says say told according "
    "this these those it its they them us me him their he his she her we our you your i my there here ago each "
    "every earlier later because then also still now only just yet too very come came go goes went took take "
    "takes made make makes got get gets strong long tall wide high deep old olds apart away worth left total"
)
_STOP = frozenset(_STOP_WORDS.split())
_FILLERS = frozenset(
    [
        "more",
        "additional",
        "extra",
        "further",
        "other",
        "new",
        "full",
        "consecutive",
        "straight",
        "odd",
        "fewer",
        "less",
        "whole",
        "+",
        "plus",
        ")",
        "]",
        '"',
    ]
)
_DETERMINERS = frozenset(["the", "its", "their", "his", "her", "our", "these", "those"])
_PER_WHAT = (
    frozenset(["share", "barrel", "head", "person", "litre", "gallon", "tonne", "ton", "ounce", "pound", "dozen"])
    | TIMES
)
_HEDGE_ENDS = frozenset(["more", "fewer", "less", "so", "above", "higher", "greater", "lower"])
_WORDS_MAX = 6


def noun_at(tokens: Tokens, at: int, *, is_one: bool = False, plural_only: bool = False) -> tuple[str, int]:
    """Return the unit that follows a number, and the place after it: a measurement's or that of the noun counted.

    The noun is guessed: the first plural up to a verb, preposition or sign; for one thing, or without a plural, the
    first word, one without a capital before one with. The unit is "count" where there is none.
    """
    at = _past_fillers(tokens, at)
    unit, after = measure_at(tokens, at)
    if unit is not None:
        return unit, after
    words = _phrase(tokens, at)
    plural = next((place for place in words if is_plural(_bare(tokens, place))), None)
    if plural is not None and not is_one:
        return counted(_bare(tokens, plural)), plural + 1
    if not words or plural_only:
        return UNSTATED, at
    chosen = next((place for place in words if tokens[place].text.islower()), words[0])
    return counted(_bare(tokens, chosen)), chosen + 1


def rate_at(tokens: Tokens, at: int) -> str:
    """Return what the unit is counted per: " per day" for "a day", " per 100,000 people", or an empty string."""
    at += low(tokens, at) == "-"
    if low(tokens, at) in ("a", "an"):
        after = at + 1 + (low(tokens, at + 1) == "-")
        return f" per {low(tokens, after)}" if low(tokens, after) in _PER_WHAT else ""
    if low(tokens, at) != "per":
        return ""
    last = at + 1 + (kind(tokens, at + 1) == "number")
    is_named = kind(tokens, last) == "word" and low(tokens, last) not in _STOP
    return "".join(f" {token.low}" for token in tokens[at : last + is_named]) if last + is_named > at + 1 else ""


def _past_fillers(tokens: Tokens, at: int) -> int:
    """Step over what may stand between a number and its noun: "or more", "additional", "of the", "+", "107-mm"."""
    while step := _filler(tokens, at):
        at += step
    return at


def _filler(tokens: Tokens, at: int) -> int:
    """Return how many tokens to step over."""
    word, after = low(tokens, at), at + 1
    if word == "or" and low(tokens, after) in _HEDGE_ENDS:
        return 2
    if word == "of":
        return 1 + (low(tokens, after) in _DETERMINERS)
    is_sized = kind(tokens, at) == "number" and (low(tokens, after) == "-" or joined(tokens, after))
    if is_sized and measure_at(tokens, after)[0] is not None:
        return measure_at(tokens, after)[1] - at
    return int(word in _FILLERS or (word == "-" and joined(tokens, after)))


def _phrase(tokens: Tokens, at: int) -> list[int]:
    """Return the places of the words up to a verb, preposition or sign; a hyphen inside a word is none."""
    places: list[int] = []
    while len(places) < _WORDS_MAX:
        if kind(tokens, at) == "word" and (low(tokens, at) not in _STOP or tokens[at].text == "US"):
            places.append(at)
        elif not (low(tokens, at) == "-" and joined(tokens, at) and joined(tokens, at + 1)):
            break
        at += 1
    return places


def _bare(tokens: Tokens, at: int) -> str:
    return tokens[at].text.removesuffix("'s").removesuffix("'")
