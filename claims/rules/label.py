"""What looks like a figure in a phrase and is none: dates, times, years, codes, labels and the pronoun "one"."""

from decimal import Decimal

from claims.rules.numeral import Numeral
from claims.rules.unit import CURRENCY_CODES, known_unit
from claims.rules.wording import Tokens, joined, kind, low

_MONTH_NAMES = (
    "january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_MONTHS = frozenset(_MONTH_NAMES.split())
_LABELS = (
    "no nos number # highway route flight chapter title page article section exit phase class grade series channel "
    "resolution type version paragraph model covid gate apollo boeing airbus room"
)
_LABEL_WORDS = frozenset(_LABELS.split())
_TIME_WORDS = ("am", "pm", "a.m.", "p.m.", "o'clock")
_YEAR_WORDS = ("in", "since", "until", "year", "during", "early", "late", "mid")


def is_no_figure(tokens: Tokens, number: Numeral) -> bool:
    """Say whether a number is a label, a date, a time of day or a pronoun, and states no figure."""
    return _is_label(tokens, number) or _is_pronoun(tokens, number) or _is_date(tokens, number)


def looks_like_year(tokens: Tokens, at: int, value: Decimal) -> bool:
    """Say whether the number at a place could be a year: four digits, and not a round number unless words say so."""
    if kind(tokens, at) != "number" or not tokens[at].text.isdecimal() or not 1500 <= value <= 2100:
        return False
    return bool(value % 100) or low(tokens, at - 1) in _YEAR_WORDS


def after_code(tokens: Tokens, at: int) -> int:
    """Step over one token, or over the whole of a date, time or code that begins there."""
    if kind(tokens, at) != "number":
        return at + 1
    at += 1
    while joined(tokens, at) and (kind(tokens, at) != "sign" or (low(tokens, at) in "-/:." and joined(tokens, at + 1))):
        at += 1
    return at


def _is_label(tokens: Tokens, number: Numeral) -> bool:
    """Say whether the number is part of a name or code: F-16, covid-19, No. 1, Highway 35, per 100,000."""
    before = number.first - 1
    if low(tokens, before) in (".", "-") and (low(tokens, before) == "." or joined(tokens, number.first)):
        before -= 1
        is_code = low(tokens, before + 1) == "-" and kind(tokens, before) == "word" and joined(tokens, before + 1)
        return is_code or (low(tokens, before + 1) == "." and low(tokens, before) in ("no", "nos"))
    is_word_before = kind(tokens, before) == "word"
    if is_word_before and joined(tokens, number.first) and kind(tokens, number.first) == "number":
        return tokens[before].text not in CURRENCY_CODES
    return low(tokens, before) in _LABEL_WORDS or low(tokens, before) == "per"


def _is_pronoun(tokens: Tokens, number: Numeral) -> bool:
    """Say whether "one" stands for somebody or something: "no one", "one-time"."""
    if low(tokens, number.first) != "one" or number.last != number.first + 1:
        return False
    after = low(tokens, number.last)
    if low(tokens, number.first - 1) in ("no", "any", "every", "this", "that", "the", "which", "another", "each"):
        return known_unit(after) is None
    is_compound = after == "-" and known_unit(low(tokens, number.last + 1)) is None
    return is_compound or after in ("can", "could", "may", "might", "must", "should", "would")


def _is_date(tokens: Tokens, number: Numeral) -> bool:
    """Say whether the number is the day of a month, a time of day, or one of three in a date."""
    if kind(tokens, number.first) != "number":
        return False
    before, after = low(tokens, number.first - 1), low(tokens, number.last)
    if before == "on" and after == "may":
        return True
    is_dotted = before == "." and _is_month(tokens, number.first - 2)
    if (is_dotted or _is_month(tokens, number.first - 1) or _is_month(tokens, number.last)) and number.value <= 31:
        return True
    if after in _TIME_WORDS or ":" in (before, after):
        return ":" not in (before, after) or joined(tokens, number.first) or joined(tokens, number.last + 1)
    following = kind(tokens, number.last + 1) == "number"
    third = low(tokens, number.last + 2) == after and kind(tokens, number.last + 3) == "number"
    return after in ("-", "/") and following and (third or after == "/")


def _is_month(tokens: Tokens, at: int) -> bool:
    return low(tokens, at) in _MONTHS or (0 <= at < len(tokens) and tokens[at].text == "May")
