"""Numbers in names: "Article 5", "F-16", "a Boeing 777", "the S&P 500", "Category 4"."""

import re

from claims.rules.figures.label import Label, is_counted
from claims.rules.figures.language import Language
from claims.rules.figures.languages.words import split
from claims.rules.figures.number_words import words_at
from claims.rules.figures.numeral import Number
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import CURRENCY_CODES, CURRENCY_SIGNS, PEOPLE

_INDEXES = (
    "s & p",
    "ftse",
    "fortune",
    "dax",
    "cac",
    "nasdaq",
    "nikkei",
    "stoxx",
    "russell",
    "ibex",
    "asx",
    "forbes",
    "time",
)
_SPORTS = split("final champion record race dash sprint freestyle hurdles title gold semifinal semi")  # fmt: skip
_WEAPONS = split(
    "pistol pistols rifle gun handgun caliber calibre bullet round cannon ammunition mortar howitzer lens film"
)
_CAPITALS = re.compile(r"[A-Z][A-Z&.]+")

_WEAK = split(
    "no nos number day week line bus train house plan bill order count counts group team step mark fire court "
    "size part book figure table box lot case item floor stage class train state question lesson study court "
    "radio time point tag jour día dia giorno dag teil parte deel place puerta porte n art grupo gruppe groupe "
    "platz version page title crew unit scene act catch super area zone division series grade model channel track "
    "option vision engine expo euro ch sec fig v lane block sector district corridor apartment season episode "
    "gate station quarter"
)  # fmt: skip
_CODE_LETTERS = split("G D K P p i v A B E L R")
_SCREENS = split("tv television video run race display screen resolution")


def _joined_code(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read letters joined to digits: "G7", "F-16", "COVID-19", "PM2.5", "MH-17", "5G", "401(k)"."""
    if tokens.kind(at) == "word":
        return _code_from_letters(tokens, at)
    if tokens.kind(at) != "number" or not tokens.joined(at + 1):
        return None
    if tokens.low(at + 1) == "(" and tokens.low(at + 3) == ")" and len(tokens.low(at + 2)) == 1:
        return Label(at, at + 4, "a name or code")
    letter = tokens.text(at + 1)
    if letter in ("x", "X"):
        return Label(at, at + 2 + (tokens.kind(at + 2) == "number"), "a multiple or size")
    is_code = letter in _CODE_LETTERS and not _is_multiplier(tokens, at, letter, language)
    return Label(at, _past_joined(tokens, at + 2), "a name or code") if is_code else None


def _is_multiplier(tokens: Tokens, at: int, letter: str, language: Language) -> bool:
    """Return whether a capital after digits multiplies them ("40K jobs", "$3B") or is a unit of another language."""
    if letter == "K":
        return tokens.low(at + 2) not in _SCREENS
    if letter == "B" and (tokens.low(at - 1) in CURRENCY_SIGNS or is_counted(tokens, at + 2, language)):
        return True
    return letter in ("A", "E", "B", "L", "R") and language.code != "en"


def _code_from_letters(tokens: Tokens, at: int) -> Label | None:
    text = tokens.text(at)
    dash = tokens.low(at + 1) == "-" and tokens.joined(at + 1)
    digits = at + 1 + dash
    if tokens.kind(digits) != "number" or not tokens.joined(digits):
        return None
    is_money = (
        text.upper() in CURRENCY_CODES
        or text in ("Rs", "US", "CFA")
        or (text[:1] in "KMB" and text[1:] in CURRENCY_CODES)
    )
    is_short = text.lower() in ("c", "ca", "approx", "x", "mid", "pre", "post", "sub", "sous")
    if (is_money and not dash) or (is_short and not dash and text.lower() != "x"):
        return None
    return Label(at, _past_joined(tokens, digits + 1), "a name or code")


def _past_joined(tokens: Tokens, last: int) -> int:
    """Step over letters, digits and hyphens that are joined to a code."""
    while tokens.joined(last) and (
        tokens.kind(last) in ("word", "number") or (tokens.low(last) in "-./" and tokens.joined(last + 1))
    ):
        last += 1
    return last


def _designator(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "Category 5", "No. 10", "Article 5 and 6", "version 3.1.4": a word that names what number follows."""
    word = tokens.low(at)
    known = word in language.words.labels or word.removesuffix("s") in language.words.labels
    if not known or (tokens.kind(at) != "word" and word not in "#§"):
        return None
    step = at + 1 + (tokens.low(at + 1) in (".", "°", "º", "-"))
    digits = tokens.kind(step) == "number"
    number = None if digits else words_at(tokens, step, language)
    if not digits and (not isinstance(number, Number) or number.scale > 1):
        return None
    if tokens.low(at - 1) in ("no", "any") and word not in ("no", "nos"):
        return None
    last = step + 1 if digits else (number.last if number else step)
    if not _names_number(tokens, at, last, language):
        return None
    return Label(at, _past_list(tokens, last), "a number in a name or heading")


def _names_number(tokens: Tokens, at: int, last: int, language: Language) -> bool:
    """Return whether the word names the number, and does not only stand before a count ("house 300 men")."""
    word = tokens.low(at)
    if word in ("no", "n", "nos", "number") and tokens.low(at + 1) != "." and word != "number":
        return tokens.is_capital(at) and not is_counted(tokens, last, language)
    if word == "euro" and language.code != "en":
        return False
    if word not in _WEAK and word.removesuffix("s") not in _WEAK:
        return True
    return not is_counted(tokens, last, language)


def _past_list(tokens: Tokens, last: int) -> int:
    """Step over the rest of "5 and 6", "10-12", "5.1", "5(2)", "5a"."""
    while True:
        if tokens.low(last) in ("-", "and", "to", ",", "/", ".", "or") and tokens.kind(last + 1) == "number":
            if tokens.low(last) in ("and", "to", ",", "or") and tokens.kind(last + 2) == "word":
                return last
            last += 2
        elif tokens.joined(last) and tokens.kind(last) == "word" and len(tokens.text(last)) <= 2:
            last += 1
        else:
            return last


def _brand(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read a number after a name: "a Boeing 777", "S&P 500", "Falcon 9 rocket", "World War 2"."""
    if tokens.kind(at) != "number" or not tokens.text(at).isdecimal() or not tokens.is_capital(at - 1):
        return None
    name = tokens.text(at - 1)
    if (
        tokens.joined(at)
        or name in CURRENCY_CODES
        or name[1:] in CURRENCY_CODES
        or tokens.low(at - 1) in language.words.lead
    ):
        return None
    if any(tokens.ends(at, words) for words in _INDEXES) and not is_counted(tokens, at + 1, language):
        return Label(at, at + 1, "a number in a name")
    counts = is_counted(tokens, at + 1, language) or tokens.kind(at + 1) == "number"
    if counts or tokens.low(at + 1) in (
        "%",
        "-",
        "$",
        "km",
        "or",
        "and",
        "to",
        "people",
        "million",
        "billion",
        "thousand",
    ):
        return None
    if _is_person_word(tokens, at + 1, language):
        return None
    is_initial = at == 1 and not _CAPITALS.fullmatch(name)
    if is_initial and (tokens.kind(at + 1) != "word" or int(tokens.text(at)) == 1 or not _is_name(name, language)):
        return None
    if language.words.capital_nouns:
        return None
    return Label(at, at + 1, "a number in a name")


def _is_person_word(tokens: Tokens, at: int, language: Language) -> bool:
    return tokens.low(at) in PEOPLE or tokens.low(at) in language.scales or tokens.low(at) in language.words.nouns


def _is_name(word: str, language: Language) -> bool:
    low = word.lower()
    is_hedge = any(low in ways.split("|") or low in ways.split() for ways in language.words.before.values())
    return not is_hedge and not low.endswith(("ed", "ing", "s", "ly")) and low not in language.words.stops


def _nickname(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "the Fab Four", "the Twelve": a number word with a capital, inside a text, that counts no noun."""
    is_word = tokens.is_capital(at) and tokens.low(at) in language.numbers.small
    if language.code != "en" or at == 0 or not is_word:
        return None
    ends = tokens.kind(at + 1) != "word" or tokens.low(at + 1) in language.words.stops
    is_linked = tokens.low(at + 1) == "-" or tokens.low(at - 1) == "-"
    return Label(at, at + 1, "a name") if ends and not is_linked and tokens.low(at + 1) != "%" else None


def _sport(tokens: Tokens, at: int, language: Language) -> Label | None:  # noqa: ARG001
    """Read "the 100m final" and "a 9mm pistol": a measurement that names a contest or a weapon."""
    if tokens.kind(at) != "number":
        return None
    step = at + 1 + (tokens.low(at + 1) == "-")
    if tokens.low(step) in ("m", "metres", "meters", "metre", "meter") and tokens.low(step + 1) in _SPORTS:
        return Label(at, step + 1, "a name")
    is_bore = tokens.low(step) == "mm" and tokens.low(step + 1) in _WEAPONS
    return Label(at, step + 1, "a name") if is_bore and tokens.kind(at - 1) != "number" else None


def _age_group(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read "under-18s", "over-65s", "the over 60s", "the top 10"."""
    if language.code != "en":
        return None
    word = tokens.low(at)
    step = at + 1 + (tokens.low(at + 1) == "-")
    if (
        word in ("under", "over", "mid")
        and tokens.kind(step) == "number"
        and tokens.low(step + 1) == "s"
        and tokens.joined(step + 1)
    ):
        return Label(at, step + 2, "an age group")
    is_top = word in ("top", "bottom") and step == at + 1
    if is_top and tokens.kind(step) == "number" and not is_counted(tokens, step + 1, language):
        return Label(at, step + 1, "a rank")
    if tokens.kind(at) == "number" and tokens.low(at + 1) == "s" and tokens.joined(at + 1):
        return Label(at, at + 2, "a decade or group")
    return None


NAME_RULES = (_nickname, _age_group, _designator, _joined_code, _sport, _brand)
"""Rules that read a number in a name, in the order in which they are tried."""
