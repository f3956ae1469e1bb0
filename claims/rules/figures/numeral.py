"""Numbers in digits: "3.000" is 3,000 in German and 3 with decimals in English."""

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from claims.rules.figures.language import Language
from claims.rules.figures.tokens import Tokens

EXACTLY = Context(prec=700)

_SEPARATORS = re.compile("[.,'\u066b\u066c\u00a0 ]")
_ARABIC = str.maketrans({"\u066b": ".", "\u066c": ","})
_DENOMINATORS = frozenset([*range(2, 11), 12, 16, 20, 32, 64, 100])


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the tokens that say it: `first` up to, but not including, `last`.

    `scale` is the product of the scale words ("million") that multiply it. `rule` names what read it. `doubt` says
    why another reader could see another number: where `needs_measure` is set, it is refused unless a measurement
    follows. `is_about` is set by words such as "une centaine".
    """

    first: int
    last: int
    value: Decimal
    rule: str
    scale: int = 1
    doubt: str = ""
    needs_measure: bool = False
    is_about: bool = False
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Tokens that hold digits or number words which make no number, and why."""

    first: int
    last: int
    problem: str


def times(value: Decimal, scale: int) -> Decimal:
    """Multiply without rounding; a product has no zeros after its point."""
    return plain(EXACTLY.multiply(value, Decimal(scale))) if scale != 1 else value


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """Divide, rounded to 12 decimals, without zeros at the end."""
    return plain(EXACTLY.divide(part, whole).quantize(Decimal("1e-12"), context=EXACTLY))


def plain(value: Decimal) -> Decimal:
    """Drop zeros at the end without falling into exponents."""
    is_whole = value == value.to_integral_value()
    return value.quantize(Decimal(1), context=EXACTLY) if is_whole else value.normalize(EXACTLY)


def digits_at(tokens: Tokens, at: int, language: Language) -> Number | Unreadable | None:
    """Read the number in digits that begins at a token, with its fraction ("2½", "10 1/2"), but without scale words."""
    if tokens.kind(at) != "number":
        return None
    if tokens[at].fraction is not None:
        return Number(at, at + 1, tokens[at].fraction or Decimal(0), "fraction")
    fraction = fraction_at(tokens, at)
    if fraction is not None:
        return Number(at, at + 3, fraction, "fraction")
    text, last = _spaced(tokens, at)
    number = _interpreted(text, language, at, last)
    if not isinstance(number, Number):
        return number
    if last - at > 1 and tokens[at].end < tokens[at + 1].start:
        number = replace(number, doubt=number.doubt or "a space groups its digits")
    return _with_fraction(tokens, number)


def _spaced(tokens: Tokens, at: int) -> tuple[str, int]:
    """Join numerals that plain spaces part into groups of three: "1 234 567"."""
    text, last = tokens[at].text, at + 1
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        return text, last
    while tokens.kind(last) == "number" and tokens[last].start == tokens[last - 1].end + 1:
        group = tokens[last].text
        if not re.fullmatch(r"[0-9]{3}(?:[.,][0-9]+)?", group) or _SEPARATORS.search(text.replace("\u00a0", "")):
            break
        text, last = f"{text}\u00a0{group}", last + 1
    return text, last


def _interpreted(text: str, language: Language, first: int, last: int) -> Number | Unreadable:
    """Read one numeral by the separators of a language."""
    text = text.translate(_ARABIC).replace("\u00a0", " ")
    signs = _SEPARATORS.findall(text)
    if not signs:
        if len(text) > 1 and text[0] == "0":
            return Unreadable(first, last, "begins with a zero, as codes and times do")
        return Number(first, last, Decimal(text), "digits")
    if text[0] in ".,":
        is_decimal = text[0] == "." or language.decimal == ","
        return _number(first, last, f"0.{text[1:]}") if is_decimal else Unreadable(first, last, "begins with a comma")
    kinds = list(dict.fromkeys(signs))
    if len(kinds) == 1:
        return _one_sign(text, kinds[0], language, first, last)
    whole, _, decimals = text.rpartition(signs[-1])
    is_grouped = len(kinds) == 2 and signs.count(signs[-1]) == 1 and signs[-1] in ".," and _is_grouped(whole, kinds[0])
    if not is_grouped:
        return Unreadable(first, last, "has separators that make no number")
    number = _number(first, last, f"{_bare(whole)}.{decimals}")
    is_ours = signs[-1] == language.decimal
    return number if is_ours else replace(number, doubt=f"its separators are not those of the language {language.tag}")


def _one_sign(text: str, sign: str, language: Language, first: int, last: int) -> Number | Unreadable:
    is_single, decimals = text.count(sign) == 1, text.rpartition(sign)[2]
    grouped = _is_grouped(text, sign)
    if sign == language.decimal and is_single:
        number = _number(first, last, text.replace(sign, "."))
        if grouped and text[0] != "0":
            other = "thousands" if sign == "." else "1,000"
            doubt = f"{text} can be a decimal fraction or be grouped into {other}"
            return replace(number, doubt=doubt, needs_measure=True)
        return number
    if sign in language.groups or sign in " '":
        if grouped:
            return _number(first, last, _bare(text))
        if sign == "." and is_single and len(decimals) != 3:
            number = _number(first, last, text)
            return replace(number, doubt=f"a point is no decimal sign of the language {language.tag}")
        return Unreadable(first, last, "has digits in groups that are not three long")
    if grouped and is_single:
        return Unreadable(
            first, last, f"is ambiguous in the language {language.tag}: {text} can be thousands or a decimal"
        )
    return Unreadable(first, last, f"has separators that are not those of the language {language.tag}")


def _is_grouped(text: str, sign: str) -> bool:
    """Return whether the groups are of three digits, or as in India of two before the last three."""
    start, *groups = text.split(sign)
    if not groups or not 1 <= len(start) <= 3 or len(groups[-1]) != 3:
        return False
    is_indian = sign == "," and len(start) <= 2 and all(len(group) == 2 for group in groups[:-1])
    return all(len(group) == 3 for group in groups) or (is_indian and len(groups) > 1)


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", text)


def _number(first: int, last: int, digits: str) -> Number:
    return Number(first, last, Decimal(digits), "digits")


def _with_fraction(tokens: Tokens, number: Number) -> Number | Unreadable:
    """Add what follows a whole number: "2½", "10 1/2"."""
    at = number.last
    vulgar = tokens[at].fraction if at < len(tokens) else None
    if vulgar is not None:
        return replace(number, last=at + 1, value=EXACTLY.add(number.value, vulgar), rule="fraction")
    is_fraction = not tokens.joined(at) and tokens.kind(at) == "number" and tokens.low(at + 1) == "/"
    mixed = fraction_at(tokens, at) if is_fraction else None
    if is_fraction and mixed is None and tokens.kind(at + 2) == "number":
        return Unreadable(number.first, at + 3, "is a fraction that no decimal fraction says exactly")
    if mixed is not None:
        return replace(number, last=at + 3, value=EXACTLY.add(number.value, mixed), rule="fraction")
    return number


def fraction_at(tokens: Tokens, at: int) -> Decimal | None:
    """Read "1/4": a proper fraction of two whole numbers that no third one follows."""
    above, slash, below = tokens.text(at), tokens.text(at + 1), tokens.text(at + 2)
    if slash not in ("/", "\u2044") or not (above.isdecimal() and below.isdecimal()):
        return None
    if tokens.low(at + 3) == "/" or tokens.low(at - 1) == "/" or above[0] == "0" or below[0] == "0":
        return None
    if not 0 < int(above) < int(below) or int(below) not in _DENOMINATORS or (above, below) == ("9", "10"):
        return None
    exact = EXACTLY.divide(Decimal(above), Decimal(below))
    return exact if exact == exact.quantize(Decimal("1e-12"), context=EXACTLY) else None
