"""Split a text into words, numerals and signs, without losing a character that is not white space."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
_ARABIC = {"\u066b": "\u066b", "\u066c": "\u066c", "\u066a": "%"}
_SPACES = dict.fromkeys("\u00a0\u2007\u2009\u202f", "\u00a0")
_WIDE = {"\uff05": "%", "\uff04": "$", "\uff0c": ",", "\uff0e": "."}
_PLAIN = _DASHES | _QUOTES | _ARABIC | _SPACES | _WIDE
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_VULGAR = "\u00bc-\u00be\u2150-\u215e"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(
    rf"(?P<vulgar>[{_VULGAR}])"
    r"|(?P<number>[0-9]+(?:[.,'\u066b\u066c\u00a0][0-9]+)*)"
    r"|(?P<point>(?<![0-9\w.,])[.,][0-9]+)"
    rf"|(?P<han>[{_CJK}])"
    rf"|(?P<word>(?:[A-Za-z]\.){{2,}}|(?:(?![{_CJK}])(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff]))+"
    rf"(?:'(?:(?![{_CJK}])[^\W\d_])+)*(?:[23\u00b2\u00b3](?![\w]|[.,][0-9]))?)"
    r"|(?P<sign>\S)"
)
_KINDS = {"vulgar": "number", "point": "number", "han": "word"}
_ELISION = re.compile(r"[^\W\d_]+'(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, numeral or sign.

    `text` is normalised (ASCII digits, one kind of dash and quote), `low` is its lower case. `kind` is number, word or
    sign. `start` and `end` are offsets in the original text, in code points. `fraction` is the value of a sign such
    as "½".
    """

    text: str
    low: str
    kind: str
    start: int
    end: int
    fraction: Decimal | None = None


class Tokens(tuple[Token, ...]):
    """The tokens of one phrase, with look-ups that are safe beyond either end."""

    __slots__ = ()

    def low(self, at: int) -> str:
        """Return the token in lower case, or an empty string beyond either end."""
        return self[at].low if 0 <= at < len(self) else ""

    def text(self, at: int) -> str:
        """Return the token as printed, or an empty string beyond either end."""
        return self[at].text if 0 <= at < len(self) else ""

    def kind(self, at: int) -> str:
        """Return number, word or sign, or an empty string beyond either end."""
        return self[at].kind if 0 <= at < len(self) else ""

    def joined(self, at: int) -> bool:
        """Return whether no white space separates a token from the one before it."""
        return 0 < at < len(self) and self[at - 1].end == self[at].start

    def follows(self, at: int, words: str) -> bool:
        """Return whether these words (lower case, single spaces) begin at a token."""
        if not words.startswith(self.low(at)) or at < 0:
            return False
        wanted = words.split()
        return [token.low for token in self[at : at + len(wanted)]] == wanted

    def ends(self, at: int, words: str) -> bool:
        """Return whether these words end right before a token."""
        return self.follows(at - len(words.split()), words)

    def words(self, first: int, last: int) -> str:
        """Return the tokens from `first` up to `last` in lower case, joined by spaces."""
        return " ".join(token.low for token in self[max(0, first) : last])

    def is_capital(self, at: int) -> bool:
        """Return whether a word begins with a capital letter."""
        return self.kind(at) == "word" and self[at].text[:1].isupper()


def tokenise(text: str, *, splits_elisions: bool = False) -> Tokens:
    """Split a text into tokens. With `splits_elisions`, "d'arrestations" becomes two tokens (French, Italian)."""
    plain, places = _normalised(text)
    found = []
    for match in _TOKEN.finditer(plain):
        kind = match.lastgroup or "sign"
        pieces = _pieces(match, splits=splits_elisions and kind == "word")
        found += [_token(plain, places, first, last, kind) for first, last in pieces]
    return Tokens(found)


def _normalised(text: str) -> tuple[str, list[int]]:
    """Return the text in plain characters, and for each of them its place in the original (and one end mark)."""
    if text.isascii():
        return text, list(range(len(text) + 1))
    chars, places = [], []
    for at, char in enumerate(text):
        if _INVISIBLE.match(char):
            continue
        plain = str(unicodedata.decimal(char)) if char.isdecimal() else _PLAIN.get(char, char)
        chars.append(plain)
        places.append(at)
    places.append(len(text))
    return "".join(chars), places


def _pieces(match: re.Match[str], *, splits: bool) -> list[tuple[int, int]]:
    first, last = match.span()
    cuts = [first + elision.end() for elision in _ELISION.finditer(match[0])] if splits else []
    return list(zip([first, *cuts], [*cuts, last], strict=True))


def _token(plain: str, places: list[int], first: int, last: int, kind: str) -> Token:
    text = plain[first:last]
    fraction = None
    if kind == "vulgar":
        above, below = unicodedata.normalize("NFKC", text).split("\u2044")
        fraction = Decimal(above) / Decimal(below)
    return Token(text, text.lower(), _KINDS.get(kind, kind), places[first], places[last - 1] + 1, fraction)
