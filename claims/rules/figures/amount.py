"""A number and what is joined to it: currency, multiplying letters, unit of measurement, sign."""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.rules.figures.language import Language
from claims.rules.figures.languages.words import split
from claims.rules.figures.number_words import collective_at, half_at, with_half, words_at
from claims.rules.figures.numeral import EXACTLY, Number, Unreadable, digits_at, ratio, times
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import CURRENCY_CODES, CURRENCY_SIGNS, is_plural

SUFFIXES = {"k": 10**3, "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12}

_DIMENSIONS = split(
    "tall long wide high deep away thick height length width depth distance outreach wave waves sprint dash "
    "butterfly hurdles relay"
)  # fmt: skip
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_NOT_UNITS = split("in a an second pp as to at al per")
# Codes that a headline in capitals is more likely to mean as a word.
_WORDS_FIRST = frozenset(["ALL", "TOP", "CUP", "SOS", "MAD"])
_POWERS = {"K": 10**3, "M": 10**6, "B": 10**9}
_SCREENS = split("tv television run race video display resolution screen footage camera")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in a text: its tokens, its values, and its unit where one is joined to it.

    `guess` says what was guessed; `decimals_are_sure` is False where a separator is only right for a measurement.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal
    rule: str
    unit: str = ""
    scale: int = 1
    is_negative: bool = False
    is_signed: bool = False
    is_about: bool = False
    is_range: bool = False
    needs_measure: bool = False
    is_compound: bool = False
    guess: str = ""


def number_at(tokens: Tokens, at: int, language: Language) -> Number | Unreadable | None:
    """Read the number that begins at a token, in digits or words, with its scale words."""
    found = half_at(tokens, at, language) or collective_at(tokens, at, language)
    if found is not None:
        return found
    digits = digits_at(tokens, at, language)
    if digits is None:
        return words_at(tokens, at, language)
    return with_half(tokens, digits, language) if isinstance(digits, Number) else digits


def amount_at(tokens: Tokens, at: int, language: Language) -> Amount | Unreadable | None:
    """Read a number and what is joined to it; Unreadable where letters make it a code."""
    number = number_at(tokens, at, language)
    return amount_of(tokens, number, language) if isinstance(number, Number) else number


def amount_of(tokens: Tokens, number: Number, language: Language) -> Amount | Unreadable:
    """Take in what is joined to a number."""
    amount = Amount(
        number.first, number.last, number.value, number.value, number.rule, scale=number.scale,
        is_about=number.is_about, needs_measure=number.needs_measure and number.scale == 1, guess=number.doubt,
    )  # fmt: skip
    if number.scale > 1 and number.needs_measure:
        amount = replace(amount, guess="")
    suffixed = _with_suffix(tokens, _with_currency(tokens, amount), language)
    if isinstance(suffixed, Unreadable):
        return suffixed
    return _with_sign(tokens, _with_unit(tokens, suffixed, language), language)


def measure_at(tokens: Tokens, at: int, language: Language) -> tuple[str | None, int]:
    """Read the longest name of a unit of measurement at a token: the unit or None, and the place after it."""
    if tokens.low(at) in CURRENCY_SIGNS and tokens.kind(at + 1) != "number":
        return CURRENCY_SIGNS[tokens.low(at)], at + 1
    start = at + (tokens.low(at) in ("-", "(", "[", "{", "<"))
    if language.code != "en":
        start += tokens.low(start) in language.words.links or tokens.low(start) in ("d'", "de")
    for length in range(min(max(4, language.unit_words), len(tokens) - start), 0, -1):
        words = " ".join(token.text for token in tokens[start : start + length])
        words = words.replace(" / ", "/").replace(" - ", " " if language.code == "en" else "-").replace("' ", "'")
        unit = (
            language.unit_of(words) if words and not (language.code == "en" and words.lower() in _NOT_UNITS) else None
        )
        is_code = tokens.joined(start + length) and tokens.kind(start + length) == "number"
        is_word = (length == 1 and _is_preposition(tokens, start)) or _is_gram(tokens, start, words)
        if unit is not None and not is_word and not is_code:
            return unit, start + length
    return None, at


def _is_gram(tokens: Tokens, at: int, words: str) -> bool:
    """Return whether a letter is no unit here: "5G", "a W"."""
    return words in ("G", "T", "L", "H") or (words == "A" and not tokens.joined(at))


def _with_currency(tokens: Tokens, amount: Amount) -> Amount:
    """Take in the sign or code before the number: $, US$, £, EUR."""
    before = amount.first - 1
    if tokens.low(before) == "rs" or (tokens.low(before) == "." and tokens.low(before - 1) == "rs"):
        return replace(amount, first=before - (tokens.low(before) == "."), unit="rupee")
    if tokens.low(before) in CURRENCY_SIGNS:
        return _with_currency_sign(tokens, amount)
    if tokens.low(before) == "-" and tokens.low(before - 1) in CURRENCY_SIGNS and tokens.joined(before):
        signed = replace(amount, first=before, is_signed=True, is_negative=True)
        return _with_currency_sign(tokens, signed)
    code, power = _money_code(tokens, before)
    if not code or code in _WORDS_FIRST:
        return amount
    return replace(_multiplied(amount, power), first=before, unit=code)


def _with_currency_sign(tokens: Tokens, amount: Amount) -> Amount:
    """Take in $ and what says whose dollar it is: US$, HK $, CAD$; letters that are not known stay in the unit."""
    before = amount.first - 1
    sign, country = tokens.low(before), tokens.low(before - 1).replace(".", "")
    is_near = tokens.joined(before)
    if country.upper() in CURRENCY_CODES and is_near:
        return replace(amount, first=before - 1, unit=country.upper())
    if country and country + sign in CURRENCY_SIGNS and (is_near or country not in ("a", "s", "r")):
        return replace(amount, first=before - 1, unit=CURRENCY_SIGNS[country + sign])
    if is_near and tokens.kind(before - 1) == "word":
        return replace(amount, first=before - 1, unit=tokens[before - 1].text + sign)
    return replace(amount, first=before, unit=CURRENCY_SIGNS[sign])


def _multiplied(amount: Amount, power: int) -> Amount:
    value = times(amount.low, power)
    return replace(amount, low=value, high=value, scale=amount.scale * power)


def _money_code(tokens: Tokens, at: int) -> tuple[str, int]:
    """Read "EUR" as EUR and 1, "MEUR" as EUR and a million; an empty code for anything else."""
    text = tokens[at].text if tokens.kind(at) == "word" else ""
    if text in CURRENCY_CODES:
        return text, 1
    power = _POWERS.get(text[:1], 0)
    return (text[1:], power) if power and text[1:] in CURRENCY_CODES else ("", 1)


def _with_suffix(tokens: Tokens, amount: Amount, language: Language) -> Amount | Unreadable:
    """Multiply by the letters after the digits (1.2m, 3bn, 5k); Unreadable for a code."""
    at = amount.last
    if tokens.kind(at) != "word" or tokens.kind(at - 1) != "number":
        return amount
    if _goes_on(tokens, at):
        is_code = tokens.text(at) in CURRENCY_CODES and not tokens.joined(at)
        return amount if is_code or not tokens.joined(at) else Unreadable(amount.first, at + 1, "is part of a code")
    code, power = ("", 1) if amount.unit else _money_code(tokens, at)
    if code:
        return replace(_multiplied(amount, power), last=at + 1, unit=code)
    power = _power(tokens, at, language, is_money=bool(amount.unit))
    if power:
        return _suffixed(tokens, amount, power)
    letters = tokens.text(at)
    is_hedge = letters == "ish" and language.code == "en"
    if not tokens.joined(at) or letters >= "\u3040" or is_hedge or _joined_unit(tokens, at, language) is not None:
        return amount
    if letters.lower() in _ORDINALS:
        return Unreadable(amount.first, at + 1, "is an ordinal")
    return Unreadable(amount.first, at + 1, f"is joined to the letters {letters!r}")


def _suffixed(tokens: Tokens, amount: Amount, power: int) -> Amount:
    at = amount.last
    multiplied = replace(_multiplied(amount, power), last=at + 1, rule="suffix", needs_measure=False)
    is_sure = tokens.low(at) in SUFFIXES and tokens.low(at) != "k"
    guess = "" if is_sure or amount.unit else f"the letter {tokens.text(at)!r} multiplies"
    if (
        tokens.low(at + 1) == "."
        and tokens.joined(at + 1)
        and tokens.low(at) in ("mio", "mln", "bln")
        and at + 2 < len(tokens)
    ):
        multiplied = replace(multiplied, last=at + 2)
    return replace(multiplied, guess=amount.guess or guess)


def _power(tokens: Tokens, at: int, language: Language, *, is_money: bool) -> int:
    letters, is_joined = tokens.low(at), tokens.joined(at)
    if letters == "k":
        return 0 if tokens.low(at + 1) in _SCREENS else 10**3
    if letters in SUFFIXES:
        return SUFFIXES[letters]
    if letters == "m":
        is_length = tokens.text(at) == "m" and (
            _DIMENSIONS & _around(tokens, at) or _is_before_one(tokens, at + 1, language)
        )
        return 10**6 if is_money or (is_joined and not is_length) or tokens.text(at) == "M" else 0
    if letters == "b":
        return 10**9 if is_money or (is_joined and tokens.text(at) == "B") else 0
    return 10**12 if letters == "t" and is_money else 0


def _around(tokens: Tokens, at: int) -> set[str]:
    return {token.low for token in tokens[max(0, at - 6) : at + 3]}


def _is_before_one(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether one thing follows ("a 5m wall"), and not many ("5m new homes") or a unit ("5m tonnes")."""
    if measure_at(tokens, at, language)[0] is not None:
        return False
    following = tokens[at : at + 3]
    is_word = tokens.kind(at) == "word" and len(tokens.low(at)) > 3 and tokens.low(at) not in language.words.stops
    return is_word and not any(is_plural(word.text) for word in following)


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Return whether a number is stuck to the end of the letters, as in a part number: 24703 L-202, 24703m212."""
    step = at + 1 + (tokens.low(at + 1) == "-" and tokens.joined(at + 1))
    is_range = step > at + 1 and tokens.low(at) in ("m", "bn", "k", "mm", "cm", "km", "kg", "mn", "tn", "b", "ft")
    return tokens.joined(step) and tokens.kind(step) == "number" and not is_range


def _joined_unit(tokens: Tokens, at: int, language: Language) -> str | None:
    text = tokens.text(at)
    if text in ("C", "F"):
        return "degC" if text == "C" else "degF"
    if text in ("G", "D", "T", "L", "H"):
        return None
    return language.unit_of(text)


def _with_unit(tokens: Tokens, amount: Amount, language: Language) -> Amount:
    """Take in the unit of measurement right after the number; money before the number stays the unit."""
    at = amount.last
    if tokens.joined(at) and tokens.kind(at) == "word" and tokens.low(at + 1) != "/":
        unit, after = _joined_unit(tokens, at, language), at + 1
    else:
        unit, after = measure_at(tokens, at, language)
    if unit is None and amount.scale >= 1000 and tokens.low(at) in _SHORT_CURRENCIES:
        unit, after = _SHORT_CURRENCIES[tokens.low(at)], at + 1
    if unit is None or (amount.unit and unit not in (amount.unit, "cent")):
        return amount
    is_compound = tokens.low(at) == "-"
    named = replace(amount, last=after, unit=amount.unit or unit, is_compound=is_compound, needs_measure=False)
    return _with_half_unit(tokens, _with_second_unit(tokens, named, language), language)


# Words with another meaning, which name a currency after "million".
_SHORT_CURRENCIES = {"won": "KRW", "rand": "ZAR", "real": "BRL", "reals": "BRL", "reais": "BRL", "crowns": "crown"}
_PARTS = {
    ("hour", "minute"): 60, ("minute", "second"): 60, ("foot", "inch"): 12, ("year", "month"): 12, ("day", "hour"): 24,
    ("week", "day"): 7, ("m", "cm"): 100, ("km", "m"): 1000, ("kg", "g"): 1000, ("lb", "ounce"): 16,
    ("USD", "cent"): 100, ("EUR", "cent"): 100, ("pound", "penny"): 100, ("GBP", "penny"): 100,
}  # fmt: skip


def _with_second_unit(tokens: Tokens, amount: Amount, language: Language) -> Amount:
    """Add the second part of "2 hours 40 minutes" (160 minutes) or "3 dollars 50 cents" (3.50 dollars)."""
    at = amount.last + (tokens.low(amount.last) in ("and", ",", "und", "et", "y", "e", "en"))
    is_whole = amount.unit in _WHOLES or amount.unit in CURRENCY_CODES
    number = number_at(tokens, at, language) if is_whole and amount.scale == 1 else None
    if not isinstance(number, Number) or number.scale > 1 or amount.low != amount.low.to_integral_value():
        return amount
    is_joined = tokens.joined(number.last) and tokens.kind(number.last) == "word"
    unit, after = (
        (_joined_unit(tokens, number.last, language), number.last + 1)
        if is_joined
        else measure_at(tokens, number.last, language)
    )
    parts = _PARTS.get((amount.unit, unit or ""), 0)
    if unit is None and _is_bare_cents(tokens, amount, number):
        unit, after, parts = "cent", number.last, 100
    if not parts or number.value >= parts:
        return amount
    if unit in ("cent", "penny"):
        value = EXACTLY.add(amount.low, ratio(number.value, Decimal(parts)))
        return replace(amount, last=after, low=value, high=value, rule="two units")
    value = EXACTLY.add(times(amount.low, parts), number.value)
    return replace(amount, last=after, low=value, high=value, unit=unit or "", rule="two units")


def _is_bare_cents(tokens: Tokens, amount: Amount, number: Number) -> bool:
    """Return whether a number after "15 dollars" is its cents: "15 dollars 50"."""
    name = tokens.low(amount.last - 1)
    is_named = amount.unit in CURRENCY_CODES and name.isalpha() and name.upper() != amount.unit
    is_last = tokens.kind(number.last) != "word" and tokens.low(number.last) not in ("%", "-")
    return is_named and is_last and 10 <= number.value < 100 and number.value == number.value.to_integral_value()


_WHOLES = frozenset(whole for whole, _ in _PARTS)


def _with_half_unit(tokens: Tokens, amount: Amount, language: Language) -> Amount:
    """Add the half of "two years and a half", "un año y medio"."""
    half = next((words for words in language.numbers.half_after if tokens.follows(amount.last, words)), "")
    if not half or amount.low != amount.low.to_integral_value() or amount.is_range:
        return amount
    value = EXACTLY.add(amount.low, Decimal("0.5"))
    return replace(amount, last=amount.last + len(half.split()), low=value, high=value, rule="half")


def article_amount_at(tokens: Tokens, at: int, language: Language) -> Amount | None:
    """Read "a year and a half" and "half an hour": one, or a half, of a unit of measurement."""
    half = next((words for words in sorted(language.numbers.half_before, key=len, reverse=True)
                 if tokens.follows(at, words)), "")  # fmt: skip
    if half:
        unit, after = measure_at(tokens, at + len(half.split()), language)
        return Amount(at, after, Decimal("0.5"), Decimal("0.5"), "half", unit=unit) if unit else None
    if tokens.low(at) not in language.words.articles:
        return None
    unit, after = measure_at(tokens, at + 1, language)
    if unit is None or after == at + 1:
        return None
    amount = Amount(at, after, Decimal(1), Decimal(1), "article", unit=unit)
    halved = _with_half_unit(tokens, amount, language)
    return halved if halved.rule == "half" else amount


def _is_preposition(tokens: Tokens, at: int) -> bool:
    return tokens.low(at) == "in" and tokens.kind(at + 1) != ""


def _with_sign(tokens: Tokens, amount: Amount, language: Language) -> Amount:
    """Take in a plus or minus before the number, where it is not the dash of a range, and "below zero" behind it."""
    below = next((words for words in language.words.below_zero if tokens.follows(amount.last, words)), "")
    if below:
        return replace(amount, last=amount.last + len(below.split()), is_signed=True, is_negative=True)
    before = amount.first - 1
    sign = tokens.low(before)
    if sign in ("minus", "plus", "moins", "menos", "meno", "min") and _is_worded_sign(tokens, before, amount, language):
        return replace(amount, first=before, is_signed=True, is_negative=sign != "plus")
    is_free = before == 0 or not tokens.joined(before)
    if sign not in ("-", "+") or not is_free or tokens.kind(before - 1) == "number":
        return amount
    if tokens.low(before - 1) in ("-", "."):
        return amount
    is_apart = not tokens.joined(amount.first)
    if is_apart and tokens.kind(before - 1) == "word" and sign == "-" and not amount.unit:
        return amount
    return replace(amount, first=before, is_signed=True, is_negative=sign == "-")


def _is_worded_sign(tokens: Tokens, before: int, amount: Amount, language: Language) -> bool:
    if tokens.kind(before - 1) == "number" or tokens.low(before - 1) in ("or", "and"):
        return False
    if tokens.low(before) in ("minus", "plus") and language.code in ("en", "de"):
        return True
    return tokens.low(before) != "plus" and language.code != "en" and amount.unit in ("degree", "degC", "degF")
