"""Numbers in digits and in English words."""

from dataclasses import dataclass
from decimal import Context, Decimal
from math import gcd

from claims.rules.unit import known_unit
from claims.rules.wording import Tokens, follows, joined, kind, low

EXACTLY = Context(prec=700)

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {word: value for value, word in enumerate(_SMALL.split())}
TENS = {
    word: 10 * value
    for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7,
    "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
}  # fmt: skip
SUFFIXES = {
    "k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_DENOMINATORS = "half third quarter fifth sixth seventh eighth ninth tenth"
DENOMINATORS = {word: value for value, word in enumerate(_DENOMINATORS.split(), 2)} | {"fourth": 4, "halve": 2}
# 9/11 is a day
_WHOLES = frozenset([*range(2, 11), 12, 16, 20, 32, 64, 100])
_VAGUELY = ("several", "few", "many")


@dataclass(frozen=True, slots=True)
class Numeral:
    """Hold a number and the tokens that say it; `last` is the place after them."""

    first: int
    last: int
    value: Decimal
    scale: int = 1
    is_share: bool = False


def numeral_at(tokens: Tokens, at: int) -> Numeral | None:
    """Read the number that begins at a token, in digits or in words up to quadrillions, or return None.

    A share ("two-thirds", "half of", "a quarter of") is read in per cent, with `is_share`.
    """
    return _share_at(tokens, at) or _with_article(tokens, at) or _digits_at(tokens, at) or _words_at(tokens, at)


def scaled(tokens: Tokens, at: int, value: Decimal, first: int) -> Numeral:
    """Multiply a value by the scale words that follow it ("thousand", "hundred million"), if any do."""
    scale = 1
    while True:
        step = at + 1 if low(tokens, at) == "-" and joined(tokens, at) and joined(tokens, at + 1) else at
        word = low(tokens, step)
        word = word if word in SCALES else word.removesuffix("s")
        if word not in SCALES or (word == "dozen" and scale > 1):
            return _with_half_scale(tokens, Numeral(first, at, times(value, scale), scale))
        scale *= SCALES[word]
        at = step + 1


def times(value: Decimal, scale: int) -> Decimal:
    """Multiply without rounding; a product has no zeros after its point."""
    return _plain(EXACTLY.multiply(value, Decimal(scale))) if scale != 1 else value


def _with_half_scale(tokens: Tokens, number: Numeral) -> Numeral:
    """Read the end of "a million and a half"."""
    if number.scale == 1 or not follows(tokens, number.last, "and a half"):
        return number
    half = ratio(Decimal(number.scale), Decimal(2))
    return Numeral(number.first, number.last + 3, EXACTLY.add(number.value, half), number.scale)


def _digits_at(tokens: Tokens, at: int) -> Numeral | None:
    if kind(tokens, at) != "number":
        return None
    value, after = Decimal(tokens[at].text.replace(",", "")), at + 1
    fraction = _fraction_at(tokens, at)
    mixed = None if fraction or joined(tokens, after) else _fraction_at(tokens, after)
    if fraction is not None and low(tokens, at + 3) == "of":
        return Numeral(at, at + 3, _fraction_at(tokens, at, of=100) or fraction, is_share=True)
    if fraction is not None:
        value, after = fraction, at + 3
    elif mixed is not None:
        value, after = EXACTLY.add(value, mixed), after + 3
    return _with_half(tokens, after, value, at)


def _fraction_at(tokens: Tokens, at: int, of: int = 1) -> Decimal | None:
    """Read "1/4": a proper fraction of two whole numbers, that no third one follows."""
    texts = [tokens[place].text for place in range(at, min(at + 3, len(tokens)))]
    if len(texts) < 3 or texts[1] != "/" or not (texts[0].isdecimal() and texts[2].isdecimal()):
        return None
    if low(tokens, at + 3) == "/" or low(tokens, at - 1) == "/":
        return None
    if not 0 < int(texts[0]) < int(texts[2]) or int(texts[2]) not in _WHOLES:
        return None
    return ratio(Decimal(int(texts[0]) * of), Decimal(texts[2]))


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """Divide, rounded to 12 decimals, without zeros at the end."""
    return _plain(EXACTLY.divide(part, whole).quantize(Decimal("1e-12"), context=EXACTLY))


def _plain(value: Decimal) -> Decimal:
    is_whole = value == value.to_integral_value()
    return value.quantize(Decimal(1), context=EXACTLY) if is_whole else value.normalize(EXACTLY)


def _with_half(tokens: Tokens, at: int, value: Decimal, first: int) -> Numeral:
    if follows(tokens, at, "and a half"):
        value, at = EXACTLY.add(value, Decimal("0.5")), at + 3
    return scaled(tokens, at, value, first)


def _with_article(tokens: Tokens, at: int) -> Numeral | None:
    """Read "a dozen", "a hundred and five", "a couple of", "half a million", "a half-dozen"."""
    after_article = at + (low(tokens, at) in ("a", "an"))
    if low(tokens, after_article) == "half":
        step = after_article + 1 + (low(tokens, after_article + 1) in ("a", "an", "-"))
        is_number = low(tokens, step) in SCALES or known_unit(low(tokens, step)) is not None
        return scaled(tokens, step, Decimal("0.5"), at) if is_number else None
    if low(tokens, after_article) == "couple":
        step = after_article + 1 + (low(tokens, after_article + 1) == "of")
        is_number = low(tokens, step - 1) == "of" or low(tokens, step) in SCALES
        return scaled(tokens, step, Decimal(2), at) if is_number else None
    inner = _words_at(tokens, after_article) if after_article > at and low(tokens, after_article) in SCALES else None
    return inner and Numeral(at, inner.last, inner.value, inner.scale)


def _share_at(tokens: Tokens, at: int) -> Numeral | None:
    """Read "half of", "two-thirds", "a quarter of"; but not the second half of a year, nor two quarters of one."""
    if low(tokens, at) == "half" and low(tokens, at + 1) in ("of", "the", "all", "its", "their", "our", ""):
        is_part = low(tokens, at - 1) in ("first", "second", "last", "latter", "this")
        return None if is_part else Numeral(at, at + 1, Decimal(50), is_share=True)
    is_bare = low(tokens, at) == "quarter" and low(tokens, at - 1) not in ("a", "one")
    count = 1 if low(tokens, at) == "a" or is_bare else ONES.get(low(tokens, at), 0)
    is_hyphened = low(tokens, at + 1) == "-" and low(tokens, at) != "a"
    place = at if is_bare else at + 1 + is_hyphened
    word = low(tokens, place)
    below = DENOMINATORS.get(word.removesuffix("s"), 0)
    if not 0 < count < below or gcd(count, below) > 1 or (count > 1) != word.endswith("s"):
        return None
    part = _part_of_scale(tokens, place + 1, Numeral(at, place + 1, ratio(Decimal(count), Decimal(below))))
    if part is not None:
        return part
    if is_bare or (count == 1 and not is_hyphened and low(tokens, place + 1) != "of"):
        return None
    return Numeral(at, place + 1, ratio(Decimal(100 * count), Decimal(below)), is_share=True)


def _part_of_scale(tokens: Tokens, at: int, part: Numeral) -> Numeral | None:
    """Read the end of "a quarter million", "three quarters of a billion"."""
    step = at + 2 if follows(tokens, at, "of a") else at
    return scaled(tokens, step, part.value, part.first) if low(tokens, step) in SCALES else None


def _words_at(tokens: Tokens, at: int) -> Numeral | None:
    """Read a number in words: "thirty-one", "two hundred and five thousand", "hundred"."""
    if low(tokens, at - 1) in _VAGUELY:
        return None
    total, group, place, scale = 0, -1, at, 1
    while True:
        place_of_word = _next_word(tokens, place, group, total)
        word = low(tokens, place_of_word)
        value = ONES.get(word, TENS.get(word, -1)) if kind(tokens, place_of_word) == "word" else -1
        if value >= 0 and _fits(group, value):
            group = max(group, 0) + value
        elif word == "hundred" and group < 100:
            group = abs(group) * 100
        elif word in SCALES and (group >= 0 or total or place == at):
            scale = SCALES[word]
            total, group = (total + max(group, 0) * scale, -1) if group >= 0 else ((total or 1) * scale, -1)
        else:
            break
        place = place_of_word + 1
    if place == at:
        return None
    number = Numeral(at, place, Decimal(total + max(group, 0)), scale)
    if scale > 1:
        return _with_half_scale(tokens, number)
    return _with_half(tokens, place, number.value, at) if follows(tokens, place, "and a half") else number


def _fits(group: int, value: int) -> bool:
    """Say whether a word below a hundred may stand after what was read: ones after tens, both after hundreds."""
    return group < 0 or (group >= 100 and group % 100 == 0) or (group % 100 >= 20 and group % 10 == 0 and value < 10)


def _next_word(tokens: Tokens, place: int, group: int, total: int) -> int:
    """Step over the hyphen of "thirty-one" and the "and" of "a hundred and five"."""
    after = low(tokens, place + 1)
    if low(tokens, place) == "-" and joined(tokens, place) and joined(tokens, place + 1):
        in_tens = group % 100 >= 20 and group % 10 == 0 and 0 < ONES.get(after, 0) < 10
        return place + 1 if in_tens or after in SCALES else place
    is_small = after in ONES or after in TENS
    in_hundreds = group >= 100 and group % 100 == 0
    if low(tokens, place) == "and" and is_small and (in_hundreds or (group < 0 and total >= 1000)):
        return place + 1
    return place
