"""A number and what is joined to it: currency, multiplying letters, unit of measurement, sign."""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.rules.numeral import SUFFIXES, Numeral, times
from claims.rules.unit import CURRENCY_CODES, CURRENCY_SIGNS, is_plural, known_unit
from claims.rules.wording import Tokens, joined, kind, low

_DIMENSIONS = frozenset(
    ["tall", "long", "wide", "high", "deep", "away", "thick", "height", "length", "width", "depth", "distance",
     "outreach"]
)  # fmt: skip
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_SHORT_UNITS = frozenset(["in", "a", "an", "second", "pp"])
# Codes that a headline in capitals is more likely to mean as a word.
_WORDS_FIRST = frozenset(["ALL", "TOP", "CUP", "SOS", "MAD"])
_POWERS = {"K": 10**3, "M": 10**6, "B": 10**9}


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold a figure in a phrase: its tokens (`last` is the place after them), values, and unit where it is joined."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    unit: str = ""
    scale: int = 1
    is_negative: bool = False
    is_signed: bool = False
    is_weak: bool = False

    @property
    def is_range(self) -> bool:
        """Say whether two values were read."""
        return self.low != self.high


def amount_of(tokens: Tokens, number: Numeral) -> Mention | None:
    """Take in what is joined to a number, or return None where that makes it an ordinal or a code."""
    mention = Mention(number.first, number.last, number.value, number.value, scale=number.scale)
    if number.is_share:
        return replace(mention, unit="percent")
    suffixed = _with_suffix(tokens, _with_currency(tokens, mention))
    return suffixed and _with_sign(tokens, _with_unit(tokens, suffixed))


def measure_at(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """Read the longest name of a unit of measurement at a place: the unit or None, and the place after it."""
    if low(tokens, at) in CURRENCY_SIGNS and kind(tokens, at + 1) != "number":
        return CURRENCY_SIGNS[low(tokens, at)], at + 1
    start = at + (low(tokens, at) in ("-", "(", "[", "{", "<"))
    for length in (4, 3, 2, 1):
        words = " ".join(token.text for token in tokens[start : start + length])
        words = words.replace(" / ", "/").replace(" - ", " ")
        unit = known_unit(words) if words and words not in _SHORT_UNITS else None
        if unit is not None and (length > 1 or not _is_preposition(tokens, start)):
            return unit, start + length
    return None, at


def _with_currency(tokens: Tokens, mention: Mention) -> Mention:
    """Take in the sign or code before the number: $, US$, £, EUR."""
    before = mention.first - 1
    if low(tokens, before) == "rs" or (low(tokens, before) == "." and low(tokens, before - 1) == "rs"):
        return replace(mention, first=before - (low(tokens, before) == "."), unit="rupee")
    if low(tokens, before) in CURRENCY_SIGNS:
        return _with_currency_sign(tokens, mention)
    code, power = _money_code(tokens, before)
    if not code or code in _WORDS_FIRST:
        return mention
    return replace(_multiplied(mention, power), first=before, unit=code)


def _with_currency_sign(tokens: Tokens, mention: Mention) -> Mention:
    """Take in $ and what says whose dollar it is: US$, HK $, CAD$; letters that are not known stay in the unit."""
    before = mention.first - 1
    sign, country = low(tokens, before), low(tokens, before - 1).replace(".", "")
    is_near = joined(tokens, before)
    if country.upper() in CURRENCY_CODES and is_near:
        return replace(mention, first=before - 1, unit=country.upper())
    if country and country + sign in CURRENCY_SIGNS and (is_near or country not in ("a", "s", "r")):
        return replace(mention, first=before - 1, unit=CURRENCY_SIGNS[country + sign])
    if is_near and kind(tokens, before - 1) == "word":
        return replace(mention, first=before - 1, unit=tokens[before - 1].text + sign)
    return replace(mention, first=before, unit=CURRENCY_SIGNS[sign])


def _multiplied(mention: Mention, power: int) -> Mention:
    value = times(mention.low, power)
    return replace(mention, low=value, high=value, scale=mention.scale * power)


def _money_code(tokens: Tokens, at: int) -> tuple[str, int]:
    """Read "EUR" as EUR and 1, "MEUR" as EUR and a million; an empty code for anything else."""
    text = tokens[at].text if kind(tokens, at) == "word" else ""
    if text in CURRENCY_CODES:
        return text, 1
    power = _POWERS.get(text[:1], 0)
    return (text[1:], power) if power and text[1:] in CURRENCY_CODES else ("", 1)


def _with_suffix(tokens: Tokens, mention: Mention) -> Mention | None:
    """Multiply by the letters right after the digits (1.2m, 3bn, 5k), or return None for a code or an ordinal."""
    at = mention.last
    if kind(tokens, at) != "word" or kind(tokens, at - 1) != "number":
        return mention
    if _goes_on(tokens, at):
        return mention if tokens[at].text in CURRENCY_CODES and not joined(tokens, at) else None
    code, power = ("", 1) if mention.unit else _money_code(tokens, at)
    if code:
        return replace(_multiplied(mention, power), last=at + 1, unit=code)
    power = _power(tokens, at, is_money=bool(mention.unit), is_joined=joined(tokens, at))
    if power:
        return replace(_multiplied(mention, power), last=at + 1)
    is_code = joined(tokens, at) and (low(tokens, at) in _ORDINALS or _joined_unit(tokens, at) is None)
    return None if is_code else mention


def _power(tokens: Tokens, at: int, *, is_money: bool, is_joined: bool) -> int:
    letters = low(tokens, at)
    if letters in SUFFIXES:
        return SUFFIXES[letters] if is_joined or letters != "k" else 0
    if letters == "m":
        is_length = tokens[at].text == "m" and (_DIMENSIONS & _around(tokens, at) or _is_before_one(tokens, at + 1))
        return 10**6 if is_money or (is_joined and not is_length) else 0
    if letters == "b":
        return 10**9 if is_money or (is_joined and tokens[at].text == "B") else 0
    return 10**12 if letters == "t" and is_money else 0


def _around(tokens: Tokens, at: int) -> set[str]:
    return {token.low for token in tokens[max(0, at - 6) : at + 2]}


def _is_before_one(tokens: Tokens, at: int) -> bool:
    """Say whether one thing follows ("a 5m wall"), and not many ("5m new homes")."""
    following = tokens[at : at + 3]
    return (
        kind(tokens, at) == "word" and len(low(tokens, at)) > 3 and not any(is_plural(word.text) for word in following)
    )


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Say whether a number is stuck to the end of the letters, as in a part number: 24703 L-202, 24703m212."""
    step = at + 1 + (low(tokens, at + 1) == "-" and joined(tokens, at + 1))
    return joined(tokens, step) and kind(tokens, step) == "number"


def _joined_unit(tokens: Tokens, at: int) -> str | None:
    if tokens[at].text in ("C", "F"):
        return "degC" if tokens[at].text == "C" else "degF"
    return known_unit(tokens[at].text)


def _with_unit(tokens: Tokens, mention: Mention) -> Mention:
    """Take in the unit of measurement right after the number; money before the number stays the unit."""
    at = mention.last
    if joined(tokens, at) and kind(tokens, at) == "word" and low(tokens, at + 1) != "/":
        unit = _joined_unit(tokens, at)
        after = at + 1
    else:
        unit, after = measure_at(tokens, at)
    if unit is None or (mention.unit and unit not in (mention.unit, "cent")):
        return mention
    return replace(mention, last=after, unit=mention.unit or unit)


def _is_preposition(tokens: Tokens, at: int) -> bool:
    return low(tokens, at) == "in" and kind(tokens, at + 1) != ""


def _with_sign(tokens: Tokens, mention: Mention) -> Mention:
    """Take in a plus or minus before the number, where it is not the dash of a range."""
    before = mention.first - 1
    sign = low(tokens, before)
    if sign in ("minus", "plus") and kind(tokens, before - 1) != "number":
        return replace(mention, first=before, is_signed=True, is_negative=sign == "minus")
    is_free = before == 0 or not joined(tokens, before)
    if sign not in ("-", "+") or not is_free or kind(tokens, before - 1) == "number":
        return mention
    if low(tokens, before - 1) in ("-", "."):
        return mention
    if not joined(tokens, mention.first) and kind(tokens, before - 1) == "word" and sign == "-" and not mention.unit:
        return mention
    return replace(mention, first=before, is_signed=True, is_negative=sign == "-")
