"""Check quotes against the text of their source (W3C TextQuote and TextPosition selectors).

A quote is looked for as it stands, and then after folding what typesetting changes: white space, quotation marks,
dashes, invisible characters. An ellipsis or a [bracket] in a quote says that words were left out or put in, so that the
pieces between them are looked for in their order. Offsets count Unicode code points; `end` is exclusive.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from claims.rules.refusal import RefusedError

_CUT = re.compile(r"\[[^\]\[]*\]|\(\s*(?:\.\.\.|…)\s*\)|\.\.\.\.?|…")
_FOLDED = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MARKS = "\"'\u201c\u201d\u201e\u201f\u2018\u2019\u00ab\u00bb"
_WORDS_COMPARED = 40
_SHOWN = 80


class AnchorError(RefusedError):
    """Raised for a quote that is not in its source's text, or for offsets of other words."""


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a quote in a text."""

    start: int
    end: int


@dataclass(frozen=True)
class _Folded:
    """A folded text, with the position of each of its characters in the original."""

    text: str
    places: Sequence[int]

    def place(self, start: int, end: int) -> Place:
        """Return the position of a span of the folded text in the original."""
        return Place(self.places[start], self.places[end - 1] + 1)


def locate(
    text: str, quote: str, *, start: int | None = None, end: int | None = None, prefix: str = "", suffix: str = ""
) -> Place | None:
    """Return the position of a quote in a stored text, or None if there is no text or no quote to check.

    Of several places, the one at the given offsets, else the one with the given words around it, else the first.
    Raises AnchorError, with the nearest place, where the quote is not there or the offsets show other words.
    """
    if not text:
        return None
    if end is not None and end > len(text):
        raise AnchorError(end, f"is behind the end of the source's text, which has {len(text)} characters",
                          "leave start and end out, and they are filled in", "end")  # fmt: skip
    if not quote.strip():
        return None
    if start is not None and end is not None:
        if _same(text[start:end], quote):
            return Place(start, end)
        found = _first(text, quote, prefix, suffix)
        where = f"stands at {found.start} to {found.end}" if found else "is not in the text"
        raise AnchorError(start, f"to {end} shows {_short(text[start:end])}, while the quote {where}",
                          "leave start and end out, and they are filled in", "start")  # fmt: skip
    found = _first(text, quote, prefix, suffix)
    if found is None:
        raise AnchorError(quote, f"is not in the source's text{_nearest(text, quote)}",
                          "quote the text as it stands, with … for what you leave out", "quote")  # fmt: skip
    return found


def _first(text: str, quote: str, prefix: str, suffix: str) -> Place | None:
    """Return the best position of a quote: exactly, without its quotation marks, or after folding."""
    bare = quote.strip().strip(_MARKS).strip()
    for wanted in dict.fromkeys((quote, bare)):
        places = list(_occurrences(text, wanted))
        if places:
            return max(places, key=lambda place: (_fits(text, place, prefix, suffix), -place.start))
    folded = _fold(text)
    for wanted in dict.fromkeys((quote.strip(), bare)):
        found = _in_order(folded, _pieces(wanted), prefix, suffix)
        if found is not None:
            return found
    return None


def _pieces(quote: str) -> list[str]:
    """Return the words of a quote between its ellipses and brackets, folded."""
    pieces = (_fold(piece).text.strip() for piece in _CUT.split(quote))
    return [piece for piece in pieces if piece]


def _occurrences(text: str, quote: str) -> Iterator[Place]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield Place(at, at + len(quote))
        at = text.find(quote, at + 1)


def _fits(text: str, place: Place, prefix: str, suffix: str) -> int:
    before = text[max(0, place.start - len(prefix) - 1) : place.start].rstrip()
    after = text[place.end : place.end + len(suffix) + 1].lstrip()
    fits_before = bool(prefix.strip()) and before.endswith(prefix.strip())
    return fits_before + (bool(suffix.strip()) and after.startswith(suffix.strip()))


def _in_order(folded: _Folded, pieces: Sequence[str], prefix: str, suffix: str) -> Place | None:
    """Find pieces in order; the first piece is at the position with the best matching context."""
    if not pieces:
        return None
    before, after = _fold(prefix).text.strip(), _fold(suffix).text.strip()
    best: tuple[int, int, int] | None = None
    for first in _occurrences(folded.text, pieces[0]):
        end = first.end
        for piece in pieces[1:]:
            at = folded.text.find(piece, end)
            if at < 0:
                break
            end = at + len(piece)
        else:
            fit = _fits(folded.text, Place(first.start, end), before, after)
            if best is None or fit > best[0]:
                best = (fit, first.start, end)
            continue
        break  # a later beginning leaves less text for the pieces behind it
    return None if best is None else folded.place(best[1], best[2])


def _same(passage: str, quote: str) -> bool:
    """Return whether a passage matches a quote: the quote's pieces start it, end it and occur in order."""
    if passage == quote:
        return True
    found = _in_order(_fold(passage), _pieces(quote.strip().strip(_MARKS).strip()), "", "")
    return (
        found is not None
        and not passage[: found.start].strip(_MARKS + " ")
        and not passage[found.end :].strip(_MARKS + " ")
    )


def _fold(text: str) -> _Folded:
    characters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if character in _INVISIBLE:
            continue
        plain = " " if character.isspace() else _FOLDED.get(character, character)
        if plain == " " and characters and characters[-1] == " ":
            continue
        if characters and combining(character):
            composed = normalize("NFC", characters[-1] + character)
            if len(composed) == 1:
                characters[-1] = composed
                continue
        characters.append(plain)
        places.append(at)
    return _Folded("".join(characters), places)


def _nearest(text: str, quote: str) -> str:
    """Describe which run of the quote's words is in the text, and where, as a hint."""
    words = _fold(quote).text.split()[:_WORDS_COMPARED]
    folded = _fold(text)
    for length in range(len(words) - 1, 0, -1):
        for first in range(len(words) - length + 1):
            run = " ".join(words[first : first + length])
            at = folded.text.find(run) if len(run) > 3 else -1
            if at >= 0:
                place = folded.place(at, at + len(run))
                return f"; the nearest is {_short(text[place.start : place.end])} at {place.start} to {place.end}"
    return ""


def _short(value: Any) -> str:
    line = " ".join(str(value).split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN]}…”"
