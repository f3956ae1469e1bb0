"""Normalise text for storage and comparison, and language tags."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from claims.rules.refusal import RefusedError

SLUG_MAX = 100
LANGUAGE_MAX = 35
NAME_KEY_MAX = 300

_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_APOSTROPHES = "'`\u00b4\u02b9\u02bb-\u02bf\u2018\u2019\u201b\u2032\u2035\ua78c\uff07\uff40"
_IGNORABLE = re.compile(f"[{_INVISIBLE}]")
_UNNAMED = re.compile(f"[{_INVISIBLE}{_APOSTROPHES}]")
_SMALL_FIGURE = re.compile("(?<=[0-9])(?=[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215e\u2189])")
_WIDE_THOUSANDS = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_THOUSANDS = re.compile(r"(?<![0-9])(?<![0-9][.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]|,[0-9])")
_POINT = re.compile(r"(?<=[0-9])[.,](?=[0-9])")
# Punctuation that is treated as space; this does not change how ASCII text is read.
_TYPOGRAPHY = str.maketrans(dict.fromkeys("\u2018\u2019\u201c\u201d\u2013\u2014\u2026", " "))
_SEPARATORS = str.maketrans(
    {chr(code): " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "$%+<=>|~,.-"}
)
_NO_POINT = re.compile(r"[.,](?:(?![0-9])|(?<![0-9].))")
_NO_MINUS = re.compile(r"-(?:(?![0-9])|(?<=[a-z0-9]-))")
_APOSTROPHE = re.compile("(?<=\\w)['\u2019\u02bc](?=\\w)")

_LANGTAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")
_IRREGULAR = (
    "en-GB-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu "
    "sgn-BE-FR sgn-BE-NL sgn-CH-DE art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang"
)
_GRANDFATHERED = {tag.lower(): tag for tag in _IRREGULAR.split()}
_REMEDY = "give a BCP 47 tag such as en, en-GB or zh-Hant"


class TextError(RefusedError):
    """Raised for text that cannot be stored or is blank."""


class LanguageError(RefusedError):
    """Raised for something that is not a language tag."""


def clean_text(value: str) -> str:
    """Return text in its stored form: NFC (UAX 15), without space at either end.

    Raises TextError for NUL, which Postgres cannot hold, and for lone surrogates, which UTF-8 cannot.
    """
    if "\x00" in value:
        raise TextError(value, "holds a NUL character", "remove it")
    if _SURROGATE.search(value):
        raise TextError(value, "holds half of a surrogate pair", "send the text as well-formed Unicode")
    return unicodedata.normalize("NFC", value).strip()


def normal_form(text: str) -> str:
    """Return the normal form of a text, which is equal for claims with the same words.

    Letters are compatibility-composed and case-folded (NFKC, full case folding), decimal digits of any script are
    written 0-9, and everything that is not a letter, mark, digit or symbol becomes one space. What changes a figure
    stays: the decimal point and comma between digits, a minus before one, currency and per cent signs. A comma that
    only groups thousands goes, so that "3,000" is "3000" while "3.5" is not "35".
    """
    plain = text if text.isascii() else text.translate(_TYPOGRAPHY)
    return _ascii_normal_form(plain) if plain.isascii() else _normal_form(text)


def words_digest(text: str) -> str:
    """Return the digest of a text's normal form as a UUID."""
    digest = hashlib.blake2b(normal_form(text).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"


def _ascii_normal_form(text: str) -> str:
    """Like `_normal_form`, but only for ASCII and ten times faster: most texts are ASCII except quotes and dashes."""
    text = text.lower().translate(_SEPARATORS).replace(", ", " ").replace(". ", " ").rstrip(".,")
    if "," in text:
        text = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), text)
    if "," in text or "." in text:
        text = _NO_POINT.sub(" ", text)
    if "-" in text:
        text = _NO_MINUS.sub(" ", text)
    return " ".join(text.split())


def _normal_form(text: str) -> str:
    text = _IGNORABLE.sub("", text)
    text = _WIDE_THOUSANDS.sub(",", _SMALL_FIGURE.sub(" ", _ascii_digits(text)))
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = _ascii_digits(_IGNORABLE.sub("", text)).replace("\u2212", "-")
    text = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), text)
    points = {match.start() for match in _POINT.finditer(text)}
    kept = [char if at in points or _counts(text, at) else " " for at, char in enumerate(text)]
    return " ".join("".join(kept).split())


def slugify_topic(text: str) -> str:
    """Return a topic as a slug: letters and digits of any script in lower case, joined by single hyphens.

    Raises TextError where nothing is left, or more than 100 characters are.
    """
    letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", _IGNORABLE.sub("", text)).lower())
    letters = _APOSTROPHE.sub("", _IGNORABLE.sub("", letters))
    slug = "-".join("".join(char if _is_word(char) else " " for char in letters).split())
    if not slug:
        raise TextError(text, "has no letter or digit", "give a topic such as middle-east")
    if len(slug) > SLUG_MAX:
        raise TextError(text, f"makes a topic of {len(slug)} characters", f"shorten it to {SLUG_MAX}")
    return slug


def name_key(name: str) -> str:
    """Return the key by which names are compared: "Ann O'Neil-Weiß" and "ANN ONEIL  WEISS" are "ann oneil weiss".

    Letters are case-folded and compatibility-composed (NFKC). Apostrophes and invisible characters are left out. Other
    punctuation and space become one space. A name of nothing else is its own key. At most 300 characters are kept.

    The function `claims_name_key` of the database returns the same; change both or neither.
    """
    folded = name.lower() if name.isascii() else unicodedata.normalize("NFKD", _UNNAMED.sub("", name)).casefold()
    parted = "".join(" " if _parts_names(char) else char for char in _UNNAMED.sub("", folded))
    words = [word for word in unicodedata.normalize("NFKC", parted).split(" ") if word]
    return (" ".join(words) or name)[:NAME_KEY_MAX]


def canonical_language(tag: str) -> str:
    """Return a language tag in the case that RFC 5646 section 2.1.1 recommends: "en-US", "zh-Hant".

    Raises LanguageError for a tag that is not well-formed, repeats a variant or an extension, is longer than 35
    characters, or whose language has more than three letters: the standard reserves those and none was ever
    registered, while "English" is often written in their place.
    """
    lower = tag.lower()
    if not tag.isascii() or len(tag) > LANGUAGE_MAX:
        raise LanguageError(tag, "is not a language tag", _REMEDY)
    if lower in _GRANDFATHERED:
        return _GRANDFATHERED[lower]
    if _PRIVATE.fullmatch(lower):
        return lower
    match = _LANGTAG.fullmatch(lower)
    if match is None:
        raise LanguageError(tag, "is not a language tag", _REMEDY)
    _refuse_repeats(tag, match)
    script, region = match["script"], match["region"]
    start = [match["language"], script.title() if script else "", region.upper() if region else ""]
    return "-".join(filter(None, start)) + match["variants"] + match["extensions"] + (match["private"] or "")


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _parts_names(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "PZ" or category == "Cc"


def _counts(text: str, at: int) -> bool:
    """Return whether the character at this position is part of a word."""
    char = text[at]
    if char == "-":
        return text[at + 1 : at + 2].isdecimal() and not (at and _is_word(text[at - 1]))
    category = unicodedata.category(char)
    return category[0] in "LMN" or category in ("Sc", "Sm", "So") or char in "%‰"


def _refuse_repeats(tag: str, match: re.Match[str]) -> None:
    variants = match["variants"].split("-")[1:]
    singletons = [subtag for subtag in match["extensions"].split("-") if len(subtag) == 1]
    for subtags in (variants, singletons):
        if len(set(subtags)) < len(subtags):
            raise LanguageError(tag, "has a part twice", _REMEDY)


def storable(value: Any) -> Any:
    """Return JSON that Postgres can store: NUL and lone surrogates are escaped."""
    if isinstance(value, str):
        return value.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {storable(str(key)): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value
