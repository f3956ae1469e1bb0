"""Words that count without a number: "dozens", "several hundred", "additional troops"."""

from dataclasses import dataclass
from decimal import Decimal

from claims.rules.figures.language import Language, language_for
from claims.rules.figures.languages.words import phrases
from claims.rules.figures.tokens import Tokens, tokenise

MANY = (2, None)
"""What a plural without a number leaves open: at least two."""

_LONGEST = 3
_LINKED = phrases(
    "if not|or even|to|or|perhaps|and even|maybe|and|wenn nicht|sinon|si no|se non|se não|zo niet|oder|ou|o"
    "|of|und|y|e|et|en"
)


@dataclass(frozen=True, slots=True)
class Vague:
    """A vague word in a text, and what it stands for; no upper end is None."""

    first: int
    last: int
    low: int
    high: int | None


def vague_at(tokens: Tokens, at: int, language: Language) -> Vague | None:
    """Read the longest vague word at a token, with the scale it multiplies ("several hundred", "tens of thousands")."""
    words = language.words
    if language.code == "en" and tokens.low(at) == "many" and tokens.low(at + 1) in words.vague:
        inner = vague_at(tokens, at + 1, language)
        return inner and Vague(at, inner.last, inner.low, inner.high)
    for length in range(_LONGEST, 0, -1):
        found = words.vague.get(tokens.words(at, at + length)) if at + length <= len(tokens) else None
        if found is not None:
            return _joined(tokens, _multiplied(tokens, Vague(at, at + length, *found), language), language)
    return None


def _multiplied(tokens: Tokens, vague: Vague, language: Language) -> Vague:
    """Take in "hundred" of "several hundred", "thousands" of "tens of thousands"."""
    at = vague.last
    at += tokens.low(at) in ("more",) and language.code == "en"
    at += tokens.low(at) in language.words.links
    word = tokens.low(at)
    scale = language.words.vague_scales.get(word) or language.words.vague_scales.get(word.removesuffix("s"), 0)
    if not scale:
        return vague
    return Vague(vague.first, at + 1, vague.low * scale, None if vague.high is None else vague.high * scale)


def _joined(tokens: Tokens, vague: Vague, language: Language) -> Vague:
    """Take in the second half of "hundreds if not thousands", "dozens or hundreds"."""
    at = vague.last + (tokens.low(vague.last) == ",")
    link = next((words for words in _LINKED if tokens.follows(at, words)), "")
    upper = vague_at(tokens, at + len(link.split()), language) if link else None
    if upper is None or (upper.high or 0) <= (vague.high or 0):
        return vague
    return Vague(vague.first, upper.last, vague.low, upper.high)


def vague_bounds(text: str, language: str = "en") -> tuple[Decimal, Decimal | None]:
    """Return what the first vague word of a text stands for; [2, ∞) for a plural without a number."""
    found = language_for(language)
    tokens = tokenise(text, splits_elisions=found.words.splits_elisions)
    vague = next((vague for at in range(len(tokens)) if (vague := vague_at(tokens, at, found)) is not None), None)
    low, high = (vague.low, vague.high) if vague is not None else MANY
    return Decimal(low), None if high is None else Decimal(high)
