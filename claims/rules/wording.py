"""A phrase as words, numbers and signs."""

import re
import unicodedata
from dataclasses import dataclass

_WIDE_THOUSANDS = re.compile("(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_FRACTION = re.compile("[\u00bc-\u00be\u2150-\u215e\u2189]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])|[0-9]+)"
    r"(?:\.[0-9]+)?|\.[0-9]+)"
    r"|(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*(?:[23](?!\w))?)"
    r"|(?P<sign>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word, number or sign of a phrase, also in lower case, and where it stands in the plain form of it."""

    text: str
    low: str
    kind: str
    start: int
    end: int


Tokens = tuple[Token, ...]


def tokenise(phrase: str) -> Tokens:
    """Split a phrase into tokens: digits of any script as 0-9, one kind of hyphen and quote, ½ as 1/2."""
    return tuple(
        Token(match[0], match[0].lower(), match.lastgroup or "sign", match.start(), match.end())
        for match in _TOKEN.finditer(_plain(phrase))
    )


def low(tokens: Tokens, at: int) -> str:
    """Return the token at a place in lower case, or an empty string beyond either end."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def kind(tokens: Tokens, at: int) -> str:
    """Return the kind of the token at a place (number, word, sign), or an empty string beyond either end."""
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def joined(tokens: Tokens, at: int) -> bool:
    """Say whether the token at a place follows the one before it without a space."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def follows(tokens: Tokens, at: int, words: str) -> bool:
    """Say whether these words, in lower case and single-spaced, begin at a place."""
    wanted = words.split()
    return at >= 0 and [token.low for token in tokens[at : at + len(wanted)]] == wanted


def _plain(phrase: str) -> str:
    if phrase.isascii():
        return phrase
    text = _INVISIBLE.sub("", phrase).translate(_DASHES).translate(_QUOTES)
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    text = _FRACTION.sub(lambda match: " " + unicodedata.normalize("NFKC", match[0]).replace("\u2044", "/"), text)
    return _WIDE_THOUSANDS.sub(",", text)
