"""Ranges and shares: "5 to 10", "between $1 and $2 million", "43 percent ± 3 points", "one in five"."""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.rules.figures.amount import Amount, amount_at, article_amount_at, measure_at, number_at
from claims.rules.figures.dates import looks_like_year
from claims.rules.figures.language import Language
from claims.rules.figures.languages.words import split
from claims.rules.figures.number_words import scaled, words_at
from claims.rules.figures.numeral import EXACTLY, Number, Unreadable, plain, ratio, times
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import CURRENCY_CODES, CURRENCY_SIGNS, RATIOS

_MARGINS = ("plus or minus", "plus - or - minus", "give or take", "\u00b1", "+ / -", "+ -", "mehr oder weniger")
_ARTICLES = frozenset(["a", "an", "one"])


@dataclass(frozen=True, slots=True)
class TwoFigures:
    """Two amounts that are no range: "rose from 5 to 10"."""

    first: int
    last: int


def span_at(tokens: Tokens, at: int, language: Language) -> Amount | Unreadable | None:
    """Read an amount, a share or the range that begins at a token."""
    share = fraction_at(tokens, at, language)
    if share is not None:
        return share
    amount = amount_at(tokens, at, language)
    if not isinstance(amount, Amount):
        return amount
    return (
        _share_of(tokens, amount, language)
        or _with_margin(tokens, amount, language)
        or _range_from(tokens, amount, language)
        or amount
    )


def fraction_at(tokens: Tokens, at: int, language: Language) -> Amount | Unreadable | None:
    """Read "half of the seats" and "a quarter of" as per cent; Unreadable where no decimal fraction is exact."""
    fractions = language.numbers.fractions
    digits = _digit_share(tokens, at, language)
    if digits is not None:
        return digits
    counted, place = _numerator(tokens, at, language)
    part = fractions.get(tokens.low(place))
    if part is None or counted is None:
        return None
    last = place + 1
    above, below = part[0] * counted, part[1]
    value = EXACTLY.divide(Decimal(above), Decimal(below))
    is_exact = value == value.quantize(Decimal("1e-10"), context=EXACTLY)
    whole = _whole_of(tokens, last, language)
    if whole is not None and is_exact:
        amount, last = whole
        low = plain(EXACTLY.multiply(value, amount.low))
        return replace(amount, first=at, last=last, low=low, high=low, rule="fraction")
    if not is_exact or above >= below:
        return Unreadable(at, last, "is a share that no decimal fraction says exactly")
    share = plain(EXACTLY.multiply(value, Decimal(100)))
    return Amount(at, last, share, share, "fraction", unit="percent", guess="a fraction is read in per cent")


def _digit_share(tokens: Tokens, at: int, language: Language) -> Amount | None:
    """Read "3/4 of voters" as 75 per cent."""
    number = number_at(tokens, at, language) if tokens.low(at + 1) == "/" else None
    if (
        not isinstance(number, Number)
        or number.rule != "fraction"
        or tokens.low(number.last) not in language.words.links
    ):
        return None
    if tokens.low(number.last + 1) in language.words.articles:
        return None
    share = plain(EXACTLY.multiply(number.value, Decimal(100)))
    return Amount(at, number.last, share, share, "fraction", unit="percent", guess="a fraction is read in per cent")


def _numerator(tokens: Tokens, at: int, language: Language) -> tuple[int | None, int]:
    """Return what a fraction counts and the place of its denominator: "two-thirds", "a third", "half the"."""
    fractions, low = language.numbers.fractions, tokens.low(at)
    if low in fractions and tokens.low(at + 1) in language.scales and not low.endswith("s"):
        return 1, at
    if low in fractions and language.code == "en":
        is_half = low == "half" and tokens.low(at + 1) in (
            "of",
            "the",
            "all",
            "its",
            "their",
            "our",
            "those",
            "these",
            "",
        )
        is_part = tokens.low(at - 1) in ("first", "second", "last", "latter", "this", "a", "-", "and", "other")
        return (1 if is_half and not is_part else None), at
    if low in fractions:
        return (
            1 if fractions[low] == (1, 2) and tokens.low(at - 1) not in ("primera", "segunda", "première") else None
        ), at
    if low in _ARTICLES or low in language.words.articles:
        is_linked = tokens.low(at + 2) in (*language.words.links, "") or tokens.low(at + 2) in language.scales
        return (1 if is_linked else None), at + 1
    number = words_at(tokens, at, language)
    if number is None and tokens.text(at).isdecimal():
        number = Number(at, at + 1, Decimal(tokens.text(at)), "digits")
    if number is None or number.scale > 1 or not 0 < number.value < 20:
        return None, at
    is_hyphened = tokens.low(number.last) == "-"
    place = number.last + is_hyphened
    is_whole = tokens.low(place + 1) in ("of", "full") or tokens.low(place + 1) in language.scales
    is_period = tokens.low(place) in ("quarters", "quarter", "seconds", "second") and not is_whole and not is_hyphened
    return (None if is_period else int(number.value)), place


def _whole_of(tokens: Tokens, at: int, language: Language) -> tuple[Amount, int] | None:
    """Read "a million" or "an hour" after "a quarter of", and "million" after "a quarter"."""
    step = at + (tokens.low(at) in language.words.links)
    if tokens.low(at) in language.scales:
        number = scaled(tokens, Number(at, at, Decimal(1), "fraction"), language)
        return Amount(at, number.last, number.value, number.value, "fraction", scale=number.scale), number.last
    if tokens.low(step) in language.words.articles and step > at:
        amount = amount_at(tokens, step, language)
        if not isinstance(amount, Amount):
            amount = article_amount_at(tokens, step, language)
        return (amount, amount.last) if isinstance(amount, Amount) else None
    unit, after = measure_at(tokens, step if step > at else at, language)
    is_bare = unit is not None and (language.code != "en" or step == at)
    return (Amount(at, after, Decimal(1), Decimal(1), "fraction", unit=unit or ""), after) if is_bare else None


def _share_of(tokens: Tokens, amount: Amount, language: Language) -> Amount | Unreadable | None:
    """Read "one in five", "9 out of 10" as a percentage."""
    links = [words for words in language.words.share if words not in ("of", "de", "von", "en", "em")]
    links += ["in"] if language.code == "en" else []
    link = next((words for words in links if tokens.follows(amount.last, words)), "")
    if not link or amount.unit or amount.scale > 1:
        return None
    whole = number_at(tokens, amount.last + len(link.split()), language)
    if not isinstance(whole, Number) or not amount.low < whole.value:
        return None
    is_rare = link == "in" and (whole.value > 1000 or looks_like_year(tokens, whole.first))
    if measure_at(tokens, whole.last, language)[0] is not None or (is_rare and amount.low != 1):
        return None
    value = EXACTLY.divide(EXACTLY.multiply(amount.low, Decimal(100)), whole.value)
    if value != value.quantize(Decimal("1e-12"), context=EXACTLY):
        return Unreadable(amount.first, whole.last, "is a share that no decimal fraction says exactly")
    share = ratio(EXACTLY.multiply(amount.low, Decimal(100)), whole.value)
    return replace(
        amount,
        last=whole.last,
        low=share,
        high=share,
        unit="percent",
        rule="share",
        guess="a share is read in per cent",
    )


def _with_margin(tokens: Tokens, amount: Amount, language: Language) -> Amount | None:
    """Read "43 percent, plus or minus three points" as 40 to 46."""
    at = amount.last + (tokens.low(amount.last) in (",", "("))
    link = next((words for words in _MARGINS if tokens.follows(at, words)), "")
    if not link:
        return None
    margin = amount_at(tokens, at + len(link.split()), language)
    if not isinstance(margin, Amount):
        return None
    last, unit = margin.last, margin.unit
    is_points = tokens.low(last) in ("point", "points", "punkte") or unit in RATIOS
    if not unit and is_points:
        last += 1
    is_fitting = unit in ("", amount.unit) or (amount.unit in RATIOS and is_points)
    if not is_fitting or margin.low > amount.low:
        return None
    low, high = EXACTLY.subtract(amount.low, margin.low), EXACTLY.add(amount.low, margin.low)
    return replace(amount, last=last, low=low, high=high, rule="margin", is_range=low != high, unit=amount.unit or unit)


def _range_from(tokens: Tokens, amount: Amount, language: Language) -> Amount | Unreadable | None:
    """Read on to the upper end of a range."""
    start = _past_link(tokens, amount, language)
    if start is None or (
        looks_like_year(tokens, amount.last - 1) and looks_like_year(tokens, start) and not amount.unit
    ):
        return None
    upper = _upper_end(tokens, start, language)
    if upper is None or (amount.unit and upper.unit and amount.unit != upper.unit):
        return None
    if upper.unit in CURRENCY_CODES and not amount.unit and tokens.low(start) in CURRENCY_SIGNS:
        return None
    lower = amount.low
    if (
        amount.scale == 1
        and upper.scale > 1
        and times(lower, upper.scale) <= upper.low
        and _shares_scale(amount, lower)
    ):
        lower = times(lower, upper.scale)
    if _may_share_thousands(tokens, amount, upper, language):
        return Unreadable(amount.first, upper.last, "is ambiguous: the lower end can be in thousands as well")
    if lower > upper.low:
        return Unreadable(amount.first, upper.last, "is no range: give the lower end first")
    return replace(
        amount, last=upper.last, low=lower, high=upper.low, unit=amount.unit or upper.unit, is_range=lower != upper.low,
        rule="range", is_compound=upper.is_compound, needs_measure=(amount.needs_measure or upper.needs_measure) and
        not (amount.unit or upper.unit or upper.scale > 1), guess=amount.guess or upper.guess,
    )  # fmt: skip


def _may_share_thousands(tokens: Tokens, amount: Amount, upper: Amount, language: Language) -> bool:
    """Return whether "3-4,000" may mean 3,000 to 4,000."""
    is_between = tokens.low(amount.first - 1) in language.words.between
    is_round = upper.scale == 1 and upper.low >= 1000 and upper.low % 1000 == 0
    return is_round and amount.scale == 1 and not is_between and amount.low < upper.low / 1000


def _shares_scale(amount: Amount, lower: Decimal) -> bool:
    """Return whether "5" in "5 to 10 million" is five million: nobody writes "900,000 to 1.2 million" that way."""
    return lower < 1000 or amount.unit != ""


def _past_link(tokens: Tokens, amount: Amount, language: Language) -> int | None:
    """Return the place after what leads to the upper end ("to", "-", "or", "and" after "between"), or None."""
    words, at = language.words, amount.last
    opened = next(
        (link for opening, link in words.between.items() if _is_opened(tokens, amount.first, opening, language)), ""
    )
    is_between = bool(opened) and opened not in words.to
    if opened and tokens.follows(at, opened) and is_between:
        return at + len(opened.split())
    if tokens.low(at) == "-":
        step = at + 1
        return step + (tokens.low(step) in words.to or tokens.low(step) in words.alternatives)
    to = next((link for link in sorted(words.to, key=len, reverse=True) if tokens.follows(at, link)), "")
    if to:
        return None if _is_change(tokens, amount, language) else at + len(to.split())
    if tokens.low(at) in words.alternatives and tokens.low(at + 1) not in (
        "more",
        "so",
        "less",
        "fewer",
        "mehr",
        "plus",
        "más",
    ):
        return at + 1
    return None


def _is_opened(tokens: Tokens, first: int, opening: str, language: Language) -> bool:
    before = first - 1
    while tokens.low(before) in language.words.lead or tokens.low(before) in ("about", "some", "around"):
        before -= 1
    return tokens.low(before) == opening or tokens.low(first - 1) == opening


def _upper_end(tokens: Tokens, at: int, language: Language) -> Amount | None:
    for start in range(at, at + 3):
        amount = amount_at(tokens, start, language)
        if isinstance(amount, Amount):
            is_far = amount.first > at and tokens.low(at) not in language.words.lead
            return None if is_far else amount
        if (
            tokens.kind(start) == "word"
            and tokens.low(start) not in language.words.lead
            and tokens.text(start) not in (CURRENCY_CODES)
            and tokens.low(start + 1) not in CURRENCY_SIGNS
        ):
            return None
    return None


def _is_change(tokens: Tokens, amount: Amount, language: Language) -> bool:
    """Return whether "to" leads to a new level ("rose from 5 to 10", "rose 5% to 10%"), and to no range."""
    changes = language.words.up | language.words.down | _WENT
    before = amount.first - 1
    while tokens.low(before) in language.words.lead:
        before -= 1
    if tokens.low(before) in ("from", "de", "von", "da", "van", "dai"):
        return tokens.low(before - 1) in changes or any(
            tokens.low(place) in changes for place in range(before - 4, before)
        )
    is_by = tokens.low(before) == "by"
    return (bool(amount.unit) or is_by) and tokens.low(before - is_by) in changes


_WENT = split("went moved changed revised up down doubled tripled halved rate")
