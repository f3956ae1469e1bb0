"""The fixed set of things that a mapping may do to a cell before it is read; none can run code or loop."""

import html
from collections.abc import Callable

from claims.rules.refusal import RefusedError

Step = Callable[[str], str]

PLAIN: dict[str, Step] = {
    "lower": str.lower,
    "upper": str.upper,
    "collapse_spaces": lambda text: " ".join(text.split()),
    "unescape_html": html.unescape,
}
WITH_WORDS: dict[str, Callable[[str, str], str]] = {
    "prefix": lambda text, words: words + text,
    "suffix": lambda text, words: text + words,
    "remove_prefix": lambda text, words: text.removeprefix(words),
    "remove_suffix": lambda text, words: text.removesuffix(words),
    "before": lambda text, words: text.partition(words)[0],
    "after": lambda text, words: text.partition(words)[2],
}


class TransformError(RefusedError):
    """Refuse a transform that is none of the set."""


def transform(given: object) -> Step:
    """Make the step that a mapping names: "lower", {prefix: "https://…"} or {replace: {"-": " "}}.

    Raises TransformError for anything else.
    """
    if isinstance(given, str) and given in PLAIN:
        return PLAIN[given]
    if isinstance(given, dict) and len(given) == 1:
        name, words = next(iter(given.items()))
        if name in WITH_WORDS and isinstance(words, str) and words:
            step = WITH_WORDS[name]
            return lambda text: step(text, words)
        if name == "replace" and _is_replacement(words):
            return lambda text: _replaced(text, words)
    known = [*PLAIN, *(f"{name}: words" for name in WITH_WORDS), "replace: {words: words}"]
    raise TransformError(given, "is not a transform", f"use one of {', '.join(known)}")


def _is_replacement(words: object) -> bool:
    return (
        isinstance(words, dict)
        and all(isinstance(word, str) and word for word in words)
        and all(isinstance(word, str) for word in words.values())
    )


def _replaced(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text
