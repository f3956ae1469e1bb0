"""A part of a text that looks like a figure and is none."""

from dataclasses import dataclass

from claims.rules.figures.amount import measure_at
from claims.rules.figures.language import Language
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import is_plural


@dataclass(frozen=True, slots=True)
class Label:
    """Tokens that are no figure, and what they are instead, as the refusal names it."""

    first: int
    last: int
    what: str


def is_counted(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether a plural or a unit stands at a token, so that the number before it counts."""
    if measure_at(tokens, at, language)[0] is not None:
        return True
    return tokens.kind(at) == "word" and is_plural(tokens.text(at)) and tokens.low(at) not in language.words.stops
