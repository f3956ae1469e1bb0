"""Whether a figure is a change, and whether it has happened: direction and modality."""

from functools import lru_cache

from claims.rules.figures.language import Language, language_for
from claims.rules.figures.languages.words import split
from claims.rules.figures.tokens import Tokens

_BREAKS = split("or to and but in of for from at on than")
# "racked up 5" is no rise.
_PHRASAL = split("racked made make makes ended set picked came blew gave took signed broke")
_LINKS = split("by of a an the in um de del di del met einen von d' von")
_ORDER = ("denied", "possible", "planned", "alleged")


def direction_of(tokens: Tokens, first: int, start: int, last: int, language: Language) -> str:
    """Return up or down where the figure is a change ("rose by about 5%", "30 more rockets"), else none.

    The number begins at `first` and ends before `last`; with its hedge it begins at `start`.
    """
    words = language.words
    own = {tokens.low(place) for place in range(start, first)}
    if own & {"another", "additional", "extra", "further"}:
        return "up"
    before = start - 1
    while tokens.low(before) in _LINKS:
        before -= 1
    word = tokens.low(before)
    is_change = word in words.up | words.down and tokens.low(start - 1) != "in"
    if is_change and tokens.low(before - 1) not in _PHRASAL:
        return "up" if word in words.up else "down"
    return _direction_after(tokens, last, language)


def _direction_after(tokens: Tokens, last: int, language: Language) -> str:
    for at in range(last, min(last + 3, len(tokens))):
        if tokens.low(at) in _BREAKS or (tokens.kind(at) == "sign" and tokens.low(at) != "-"):
            break
        if tokens.low(at) in language.words.more and not _is_comparison(tokens, at):
            return "up"
        if tokens.low(at) in language.words.fewer and not _is_comparison(tokens, at):
            return "down"
    return "none"


def _is_comparison(tokens: Tokens, at: int) -> bool:
    """Return whether "more" begins "more or less" or ends "or more"."""
    return tokens.low(at - 1) in ("or", "oder", "o", "ou", "of", "et") or tokens.follows(at, "more or less")


@lru_cache(maxsize=100)
def _modal_ways(tag: str) -> dict[str, list[tuple[str, str]]]:
    """Return the modal phrases of a language by their first word."""
    found: dict[str, list[tuple[str, str]]] = {}
    for modality, ways in language_for(tag).words.modal.items():
        for words in ways.split("|"):
            found.setdefault(words.partition(" ")[0], []).append((words, modality))
    return found


def modality_of(tokens: Tokens, language: Language) -> str:
    """Return whether a text states a fact (actual), a plan, a possibility, hearsay or something denied."""
    ways = _modal_ways(language.tag)
    said = {
        modality
        for at, token in enumerate(tokens)
        for words, modality in ways.get(token.low, ())
        if tokens.follows(at, words) and _is_modal(tokens, at, words)
    }
    return next((modality for modality in _ORDER if modality in said), "actual")


def _is_modal(tokens: Tokens, at: int, words: str) -> bool:
    """Return whether the words are a modality: not the month May, nor "did not exceed 5" or "if not thousands"."""
    after = at + len(words.split())
    if words == "may" and tokens.text(at) == "May":
        return at == 0 and tokens.kind(1) == "word" and tokens.low(1) != "of"
    if words == "if":
        return tokens.low(after) != "not" or (tokens.kind(after + 1) == "word" and tokens.low(after + 1) in ("for",))
    if words in ("maybe", "perhaps") and tokens.kind(after) == "number":
        return False
    is_bound = tokens.low(after) in ("exceed", "more", "less", "fewer", "only", "just", "quite")
    return not (words.endswith(("not", "n't")) and is_bound)
