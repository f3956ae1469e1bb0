"""Numbers in words: "thirty-one", "einundzwanzig", "quatre-vingt-dix-sept", "dois mil milhões"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from claims.rules.figures.language import Language, language_for
from claims.rules.figures.languages.words import NumberWords, split
from claims.rules.figures.numeral import EXACTLY, Number, plain, times
from claims.rules.figures.tokens import Tokens

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number in the making: what whole scales came to, and the group below a thousand that is being read."""

    total: int = 0
    group: int | None = None
    scale: int = 0
    is_bare: bool = False

    @property
    def value(self) -> int:
        return self.total + (self.group or 0)


def words_at(tokens: Tokens, at: int, language: Language) -> Number | None:
    """Read the longest number in words that begins at a token, with its half ("two and a half million")."""
    mixed = language.numbers.mixed.get(tokens.low(at))
    if mixed is not None:
        return scaled(tokens, Number(at, at + 1, Decimal(mixed), "words"), language)
    article = tokens.low(at) in language.words.articles and tokens.low(at) not in language.numbers.small
    start = at + article
    if article and tokens.low(start) not in _multipliers(language):
        return None
    found = _longest(tokens, start, language)
    if found is None:
        return None
    read, last = found
    is_article = last == start + 1 and tokens.low(start) in language.words.articles
    if is_article or (read.is_bare and not article and not _may_be_bare(tokens, start, language)):
        return None
    number = Number(at, last, Decimal(read.value), "words", scale=max(read.scale, 1))
    if read.scale > 1 and read.group is None:
        return _with_half_of_scale(tokens, number, language)
    return with_half(tokens, number, language)


def scaled(tokens: Tokens, number: Number, language: Language) -> Number:
    """Multiply a number by the scale words that follow it: "3.5 million", "20 mil millones"."""
    scale, at = 1, number.last
    while True:
        step = at + (tokens.low(at) == "-" and tokens.joined(at) and tokens.joined(at + 1))
        word = tokens.low(step)
        power = 100 if word in ("hundred", "hundert", "honderd") else language.scales.get(word, 0)
        if not power or tokens.kind(step) != "word" or (word == "dozen" and scale > 1) or _is_name(tokens, step):
            break
        scale *= power
        at = step + 1
        if tokens.low(at) == "." and tokens.joined(at) and len(word) <= 4 and at + 1 < len(tokens):
            at += 1
    if scale == 1:
        return number
    value = times(number.value, scale)
    multiplied = replace(number, last=at, value=value, scale=number.scale * scale, rule="scale word")
    return _with_half_of_scale(tokens, multiplied, language)


def with_half(tokens: Tokens, number: Number, language: Language) -> Number:
    """Add "and a half" where it follows a number, then multiply by the scale words behind it."""
    half = next((words for words in language.numbers.half_after if tokens.follows(number.last, words)), "")
    if half and number.value == number.value.to_integral_value():
        value = EXACTLY.add(number.value, _HALF)
        number = replace(number, last=number.last + len(half.split()), value=value, rule="half")
    return scaled(tokens, number, language)


def half_at(tokens: Tokens, at: int, language: Language) -> Number | None:
    """Read "half a million", "medio millón", "a half-dozen": a half of the scale word that follows."""
    for words in sorted(language.numbers.half_before, key=len, reverse=True):
        last = at + len(words.split())
        if tokens.follows(at, words) and (tokens.low(last) in language.scales or tokens.low(last) in ("hundred",)):
            number = scaled(tokens, Number(at, last, _HALF, "half"), language)
            return number if number.last > last else None
    return None


def collective_at(tokens: Tokens, at: int, language: Language) -> Number | None:
    """Read "une centaine de", "two dozen", "a couple of", "tres docenas"."""
    counted, start = 1, at
    if tokens.low(at) in language.words.articles:
        start = at + 1
    else:
        count = words_at(tokens, at, language)
        if count is not None and count.value < 100 and count.scale == 1:
            counted, start = int(count.value), count.last
        elif tokens.text(at).isdecimal() and len(tokens.text(at)) < 3:
            counted, start = int(tokens.text(at)), at + 1
    found = _collective(tokens.low(start), language, is_plural=counted > 1)
    if found is None or (start == at and language.numbers.link_needed):
        return None
    is_linked = tokens.low(start + 1) in language.words.links
    if language.numbers.link_needed and not is_linked and not _is_loose(tokens, start, language):
        return None
    value, is_about = found
    last = start + 1 + (is_linked and language.numbers.link_needed)
    number = Number(at, last, Decimal(counted * value), "collective", is_about=is_about)
    return scaled(tokens, number, language)


def _is_loose(tokens: Tokens, at: int, language: Language) -> bool:
    return tokens.low(at) == "couple" and (
        tokens.low(at + 1) in _multipliers(language) or tokens.low(at + 1).endswith("s")
    )


def _collective(word: str, language: Language, *, is_plural: bool) -> tuple[int, bool] | None:
    table = language.numbers.collective
    if not is_plural or word in table:
        return table.get(word)
    ways = (word.removesuffix("s"), word.removesuffix("es"), word[:-1] + "a", word[:-1] + "o")
    return next((table[way] for way in ways if way in table), None)


def _multipliers(language: Language) -> frozenset[str] | set[str]:
    return language.numbers.hundred | set(language.numbers.scales)


def _may_be_bare(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether a scale word may stand without a number before it ("tausend", but not "million", in German)."""
    return any(tokens.low(at).startswith(word) for word in language.numbers.bare)


def _is_name(tokens: Tokens, at: int) -> bool:
    """Return whether a scale abbreviation is a word of its own: "bi", "mi", "mill" before a capital or a hyphen."""
    return tokens.low(at) in ("bi", "mi", "tri", "bio") and tokens.low(at + 1) == "-"


def _with_half_of_scale(tokens: Tokens, number: Number, language: Language) -> Number:
    """Add the half of "a million and a half"."""
    half = next((words for words in language.numbers.half_after if tokens.follows(number.last, words)), "")
    if not half or number.scale < 100:
        return number
    value = plain(EXACTLY.add(number.value, EXACTLY.multiply(_HALF, Decimal(number.scale))))
    return replace(number, last=number.last + len(half.split()), value=value, rule="half")


def _longest(tokens: Tokens, at: int, language: Language) -> tuple[_Sum, int] | None:
    read, place = _Sum(), at
    while True:
        step = _past_joiner(tokens, place, read, language) if place > at else at
        atoms = _atoms(tokens.low(step), language.tag) if tokens.kind(step) == "word" else ()
        grown = _grown(read, atoms, language.numbers)
        if grown is None and step == place + 1 and tokens.low(place) == "-":
            break
        if grown is None:
            break
        read, place = grown, step + 1
    return (read, place) if place > at else None


def _grown(read: _Sum, atoms: tuple[int, ...], numbers: NumberWords) -> _Sum | None:
    if not atoms:
        return None
    for atom in atoms:
        added = _added(read, atom, numbers)
        if added is None:
            return None
        read = added
    return read


def _added(read: _Sum, atom: int, numbers: NumberWords) -> _Sum | None:
    """Add one word to a number, or return None where it does not fit. A negative atom multiplies."""
    if atom < 0:
        return _multiplied(read, -atom, numbers)
    group = read.group
    if group is None:
        return replace(read, group=atom) if atom or not read.total else None
    if atom == 0 or group == 0:
        return None
    if group % 100 == 4 and atom == 20 and 80 in numbers.vigesimal:
        return replace(read, group=group + 76)
    return replace(read, group=group + atom) if _fits(group, atom, numbers) else None


def _fits(group: int, atom: int, numbers: NumberWords) -> bool:
    """Return whether a word below a hundred may follow: units after tens, and both after hundreds."""
    rest = group % 100
    if atom >= 100:
        return False
    if rest == 0:
        return True
    if atom < 10:
        return (rest >= 20 and rest % 10 == 0) or (rest in (10, 70, 90) and atom >= 7 and bool(numbers.vigesimal))
    return atom < 20 and rest in numbers.vigesimal and group != 0


def _multiplied(read: _Sum, power: int, numbers: NumberWords) -> _Sum | None:
    if power == 100:
        group = 1 if read.group is None else read.group
        is_bare = read.group is None and not read.total
        return replace(read, group=group * 100, is_bare=is_bare) if 0 < group < 100 else None
    if read.group is None and not read.total:
        return _Sum(total=power, scale=power, is_bare=True)
    if read.scale and power > read.scale:
        value = read.value * power
        return _Sum(total=value, scale=power) if value < 10**40 else None
    if read.group is None:
        can_be_bare = power < read.scale and power in (numbers.scales.get(word) for word in numbers.bare)
        return (
            replace(read, total=read.total + power, scale=power)
            if can_be_bare and numbers.joins != "hundreds"
            else None
        )
    if power == read.scale:
        return None
    return replace(read, total=read.total + read.group * power, group=None, scale=power)


def _past_joiner(tokens: Tokens, place: int, read: _Sum, language: Language) -> int:
    """Return the place of the next number word: past a hyphen, and past "and" where the language puts one there."""
    step = place
    if tokens.low(step) == "-" and tokens.joined(step) and tokens.joined(step + 1):
        step += 1
    joiner = language.numbers.joiner
    if joiner and tokens.low(step) == joiner and _may_join(tokens, step + 1, read, language):
        step += 1
        step += tokens.low(step) == "-" and tokens.joined(step) and tokens.joined(step + 1)
    return step


def _may_join(tokens: Tokens, after: int, read: _Sum, language: Language) -> bool:
    after += tokens.low(after) == "-"
    atoms = _atoms(tokens.low(after), language.tag)
    group, joins = read.group, language.numbers.joins
    if not atoms or atoms[0] < 0:
        return bool(atoms) and joins == "all" and -atoms[0] < max(read.scale, 0)
    if joins == "all":
        return True
    is_small = 0 < atoms[0] < 100
    if joins == "hundreds":
        is_round = group is not None and group >= 100 and group % 100 == 0
        return is_small and (is_round or (group is None and read.total >= 1000))
    if joins == "tens":
        return group is not None and group % 100 >= 20 and group % 10 == 0 and atoms[0] in (1, 11, *range(2, 10))
    return False


@lru_cache(maxsize=5_000)
def _atoms(word: str, tag: str) -> tuple[int, ...]:
    """Return the values in a word; multipliers are negative; nothing where it is no number word."""
    language = language_for(tag)
    table = _table(language)
    if word in table and not (language.code == "it" and word in _STEMS):
        return (table[word],)
    if not language.numbers.is_compound or len(word) < 5:
        return ()
    return _segmented(word, language) or ()


# Parts of Italian compounds ("ventuno") that are no words by themselves.
_STEMS = split("vent trent quarant cinquant sessant settant ottant novant cent mila")


@lru_cache(maxsize=50)
def _tables(tag: str) -> Mapping[str, int]:
    language = language_for(tag)
    numbers = language.numbers
    return {**numbers.small, **dict.fromkeys(numbers.hundred, -100), **{word: -n for word, n in numbers.scales.items()}}


def _table(language: Language) -> Mapping[str, int]:
    return _tables(language.tag)


@lru_cache(maxsize=50)
def _patterns(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches a whole compound ("zweihunderteinundzwanzig"), and each of its parts."""
    language = language_for(tag)
    table = _table(language)
    joiners = {"und": "und", "en": "en|\u00ebn"}.get(language.numbers.joiner, "")
    words = sorted((word for word in table if word.isalpha()), key=len, reverse=True)
    units = "|".join(word for word in words if 0 < table[word] < 10)
    tens = "|".join(word for word in words if 20 <= table[word] < 100)
    inverted = rf"(?:(?P<unit>{units})(?:{joiners})(?P<ten>{tens}))|" if language.numbers.joins == "units" else ""
    atom = "|".join(words)
    link = f"(?:{joiners})?" if joiners else ""
    part = re.compile(rf"{inverted}(?P<atom>{atom}){link}")
    bare = re.sub(r"\?P<\w+>", "?:", part.pattern)
    return re.compile(rf"(?:{bare})+"), part


def _segmented(word: str, language: Language) -> tuple[int, ...] | None:
    """Split a compound into the values of its parts, or return None where it is none."""
    whole, _ = _patterns(language.tag)
    return _split(word, language, 0) if whole.fullmatch(word) else None


def _split(word: str, language: Language, depth: int) -> tuple[int, ...] | None:
    if not word:
        return ()
    if depth > 12:
        return None
    table, numbers = _table(language), language.numbers
    _, part = _patterns(language.tag)
    for head, values in _heads(word, part, table, language):
        tail = _split(word[len(head) :], language, depth + 1)
        if tail is not None and _grown(_Sum(), (*values, *tail), numbers) is not None:
            return (*values, *tail)
    return None


def _heads(
    word: str, part: re.Pattern[str], table: Mapping[str, int], language: Language
) -> list[tuple[str, tuple[int, ...]]]:
    """List the ways in which a compound can begin: an inverted pair ("einundzwanzig") first, then longest words."""
    found: list[tuple[str, tuple[int, ...]]] = []
    match = part.match(word)
    if match is not None and language.numbers.joins == "units" and match["unit"]:
        found.append((match[0], (table[match["unit"]] + table[match["ten"]],)))
    for name in sorted(table, key=len, reverse=True):
        if word.startswith(name):
            found.append((name, (table[name],)))
            found += [
                (name + joiner, (table[name],))
                for joiner in ({"und": ("und",), "en": ("en", "\u00ebn")}.get(language.numbers.joiner, ()))
                if (table[name] < 0 or table[name] >= 100) and word.startswith(name + joiner)
            ]
    return found
