"""The fixed set of transforms of a cell before it is parsed; none can run code or loop."""

import html
import re
import string
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import nh3

from claims.rules.refusal import RefusedError
from claims.rules.url import domain_of

Step = Callable[[str], str]

_QUOTES = "\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019"
# Characters that a URL may contain unescaped.
_ADDRESS = "/:?#[]@!$&'()*+,;=%~"


def _with_scheme(text: str) -> str:
    """Put https:// before an address that has no scheme: www.site.example/a."""
    bare = text.removeprefix("//")
    return f"https://{bare}" if bare and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9])", bare) else text


PLAIN: dict[str, Step] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalise_words": string.capwords,
    "collapse_spaces": lambda text: " ".join(text.split()),
    "unescape_html": html.unescape,
    "strip_html": lambda text: html.unescape(nh3.clean(text, tags=set())),
    "strip_quotes": lambda text: text.strip(_QUOTES + " "),
    "encode_url": lambda text: quote(text, safe=_ADDRESS),
    "encode_url_part": lambda text: quote(text, safe="/"),
    "add_scheme": _with_scheme,
    "domain": domain_of,
}
WITH_WORDS: dict[str, Callable[[str, str], str]] = {
    "prefix": lambda text, words: words + text,
    "suffix": lambda text, words: text + words,
    "remove_prefix": lambda text, words: text.removeprefix(words),
    "remove_suffix": lambda text, words: text.removesuffix(words),
    "before": lambda text, words: text.partition(words)[0],
    "after": lambda text, words: text.partition(words)[2],
    "before_last": lambda text, words: text.rpartition(words)[0] or text,
    "after_last": lambda text, words: text.rpartition(words)[2] if words in text else "",
}
OF_LISTS: dict[str, Callable[[list[Any]], Any]] = {
    "first": lambda items: items[0] if items else None,
    "last": lambda items: items[-1] if items else None,
}
LONGEST_CUT = 20_000


class TransformError(RefusedError):
    """Raised for an unknown transform."""


def transform(given: object) -> Callable[[Any], Any]:
    """Return the function of a transform: "lower", {prefix: "https://…"}, {replace: {"-": " "}}, {cut: 300}.

    A step leaves alone what it is not made for: "first" takes lists, all others take text. Raises TransformError for
    anything that is no step.
    """
    if isinstance(given, str) and given in OF_LISTS:
        pick = OF_LISTS[given]
        return lambda value: pick(value) if isinstance(value, list) else value
    step = _of_text(given)
    return lambda value: step(value) if isinstance(value, str) else value


def _of_text(given: object) -> Step:
    if isinstance(given, str) and given in PLAIN:
        return PLAIN[given]
    if isinstance(given, dict) and len(given) == 1:
        name, words = next(iter(given.items()))
        found = _with(name, words)
        if found is not None:
            return found
    known = [*PLAIN, *OF_LISTS, *(f"{name}: words" for name in WITH_WORDS), "replace: {words: words}", "cut: 300"]
    raise TransformError(given, "is not a transform", f"use one of {', '.join(known)}")


def _with(name: object, words: object) -> Step | None:
    if name in WITH_WORDS and isinstance(words, str) and words:
        step = WITH_WORDS[str(name)]
        return lambda text: step(text, words)
    if name == "replace" and isinstance(words, dict) and _is_replacement(words):
        return lambda text: _replaced(text, words)
    if name == "cut" and type(words) is int and 1 < words <= LONGEST_CUT:
        return lambda text: text if len(text) <= words else text[: words - 1].rstrip() + "…"
    return None


def _is_replacement(words: dict[object, object]) -> bool:
    return all(isinstance(word, str) and word for word in words) and all(
        isinstance(word, str) for word in words.values()
    )


def _replaced(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text
