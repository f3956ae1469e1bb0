"""Where a phrase mentions a figure: one number, a range or a share, and whether it gives way to another."""

from dataclasses import replace
from decimal import Decimal

from claims.rules.amount import Mention, amount_of, measure_at
from claims.rules.label import after_code, is_no_figure, looks_like_year
from claims.rules.numeral import EXACTLY, numeral_at, ratio, times
from claims.rules.unit import CURRENCY_CODES, CURRENCY_SIGNS, TIMES
from claims.rules.wording import Tokens, follows, kind, low

_CHANGES = frozenset(
    ["rose", "rising", "fell", "falling", "grew", "dropped", "up", "down", "declined", "went", "climbed", "increased",
     "decreased", "jumped", "rise", "fall", "increase", "decrease", "drop", "cut", "raised"]
)  # fmt: skip
_PERIOD_WORDS = ("in", "over", "within", "during", "for", "every", "after", "under")


def mentions(tokens: Tokens) -> list[Mention]:
    """Find the figures of a phrase, in order, leaving out dates, times, ordinals, labels and codes."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _mention_at(tokens, at)
        if mention is None or (found and _is_rate(tokens, found[-1], mention)):
            at = mention.last if mention else after_code(tokens, at)
            continue
        if found and mention.first < found[-1].last:
            mention = replace(mention, first=found[-1].last)
        mention = _share_of(tokens, mention) or _range_from(tokens, mention) or _with_cents(tokens, mention)
        found.append(replace(mention, is_weak=True) if _is_weak(tokens, mention) else mention)
        at = mention.last
    strong = [mention for mention in found if not mention.is_weak]
    return strong or found


def _mention_at(tokens: Tokens, at: int) -> Mention | None:
    number = numeral_at(tokens, at)
    return None if number is None or is_no_figure(tokens, number) else amount_of(tokens, number)


def _is_rate(tokens: Tokens, before: Mention, mention: Mention) -> bool:
    """Say whether "a dozen" is what a price is for."""
    return bool(before.unit) and before.last == mention.first and low(tokens, mention.first) == "a"


def _share_of(tokens: Tokens, mention: Mention) -> Mention | None:
    """Read "one in five", "9 out of 10", "3 of 4" as a percentage."""
    at = mention.last
    links = ("out of every", "out of", "in every", "in", "of")
    link = next((words for words in links if follows(tokens, at, words)), "")
    if not link or mention.unit:
        return None
    whole = numeral_at(tokens, at + len(link.split()))
    if whole is None or not mention.low < whole.value or mention.scale > 1 or not whole.value:
        return None
    unit, _ = measure_at(tokens, whole.last)
    if unit is not None or (link in ("in", "of") and looks_like_year(tokens, whole.first, whole.value)):
        return None
    share = ratio(EXACTLY.multiply(mention.low, Decimal(100)), whole.value)
    return replace(mention, last=whole.last, low=share, high=share, unit="percent")


def _range_from(tokens: Tokens, mention: Mention) -> Mention | None:
    """Read on to the upper end of a range: "5 to 10", "5-10", "two or three", "between $1 and $2 million"."""
    link = low(tokens, mention.last)
    is_between = low(tokens, mention.first - 1) == "between"
    start = mention.last + 1
    if link == "-" and low(tokens, start) in ("to", "or"):
        start += 1
    if link not in ("to", "-", "or") and not (link == "and" and is_between):
        return None
    if link == "to" and _is_change(tokens, mention):
        return None
    upper = _upper_end(tokens, start)
    if upper is None or (mention.unit and upper.unit and mention.unit != upper.unit):
        return None
    is_money_apart = (
        bool(upper.unit) and not mention.unit and upper.first == mention.last + 1 and upper.unit in CURRENCY_CODES
    )
    if is_money_apart and low(tokens, upper.first) in CURRENCY_SIGNS:
        return None
    lower = mention.low
    if mention.scale == 1 and upper.scale > 1 and times(lower, upper.scale) <= upper.low:
        lower = times(lower, upper.scale)
    if lower == upper.low:
        return None
    return replace(mention, last=upper.last, low=lower, high=upper.low, unit=mention.unit or upper.unit)


def _upper_end(tokens: Tokens, at: int) -> Mention | None:
    for start in range(at, at + 3):
        number = numeral_at(tokens, start)
        if number is not None and not number.is_share:
            amount = amount_of(tokens, number)
            return amount if amount is not None and amount.first == at else None
    return None


def _is_change(tokens: Tokens, mention: Mention) -> bool:
    """Say whether "to" leads to a new level ("rose from 5 to 10", "rose 5% to 10%") and not to a range's upper end."""
    before = low(tokens, mention.first - 1)
    if before == "from":
        return low(tokens, mention.first - 2) in _CHANGES
    return bool(mention.unit) and before in _CHANGES


def _with_cents(tokens: Tokens, mention: Mention) -> Mention:
    """Take in the second part of "3 dollars 50 cents" and "15 dollars and 50"."""
    at = mention.last + (low(tokens, mention.last) == "and")
    name = low(tokens, mention.last - 1)
    is_named = mention.unit in CURRENCY_CODES and name.isalpha() and name.upper() != mention.unit
    cents = numeral_at(tokens, at) if is_named and mention.scale == 1 else None
    if cents is None or cents.value >= 100 or mention.low != mention.low.to_integral_value():
        return mention
    unit, after = measure_at(tokens, cents.last)
    if unit not in ("cent", "penny") and kind(tokens, cents.last) == "word":
        return mention
    value = EXACTLY.add(mention.low, ratio(cents.value, Decimal(100)))
    return replace(mention, last=after, low=value, high=value)


def _is_weak(tokens: Tokens, mention: Mention) -> bool:
    """Say whether a figure gives way to any other: a year, a period, or part of a compound ("a 14-nation force")."""
    if mention.unit in TIMES and _is_period(tokens, mention):
        return True
    if mention.unit and low(tokens, mention.last - 2) != "-":
        return False
    if looks_like_year(tokens, mention.first, mention.low):
        return not mention.is_range or looks_like_year(tokens, mention.last - 1, mention.high)
    if low(tokens, mention.first) == "one" and low(tokens, mention.last) == "of":
        return True
    is_compound = low(tokens, mention.last) == "-" or (mention.unit and low(tokens, mention.last - 2) == "-")
    return bool(is_compound) and kind(tokens, mention.last) in ("word", "sign")


def _is_period(tokens: Tokens, mention: Mention) -> bool:
    """Say whether a duration only tells when or how long: "in two years", "over the past 10 days", "5 years ago"."""
    before = mention.first - 1
    while low(tokens, before) in ("the", "past", "last", "next", "first", "previous", "about", "nearly", "just"):
        before -= 1
    return low(tokens, mention.last) in ("ago", "later", "earlier") or low(tokens, before) in _PERIOD_WORDS
