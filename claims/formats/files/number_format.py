"""Number formats of spreadsheets (ECMA-376 part 1, section 18.8.30): what a cell with a number shows.

A number is written as it shows if its format adds a meaning: a per cent, a currency, a unit, leading zeros. Plain
numbers, dates, fractions and exponents are left to the reader of values. Thousands are separated only where decimals
follow, since `1,234` is a smaller number in other languages.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

BUILT_IN = {
    5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00', 8: '"$"#,##0.00', 9: "0%", 10: "0.00%",
    42: '"$"#,##0', 44: '"$"#,##0.00',
}  # fmt: skip
"""The formats that a file need not spell out, as far as they add a meaning."""

_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<digits>[0#?]+(?:[,.][0#?]+)*(?:\.(?![0#?]))?,*)|(?P<percent>%)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]|_.|\*.|[^;]|(?P<end>;)', re.DOTALL)
_DATE = re.compile(r"[ymdhsbe]|AM/PM", re.IGNORECASE)
_MOST_DIGITS = 40
_MANY_DIGITS = 13  # a rounded number such as 2.5E+15 has fewer


class _Section(NamedTuple):
    """One section of a format: what stands before and behind the number, and how the number itself is written."""

    before: str
    digits: str | None
    behind: str
    between: tuple[str, ...]
    is_percent: bool


@lru_cache(maxsize=1_000)
def adds_meaning(code: str) -> bool:
    """Return whether numbers in a format show more than their value."""
    sections = _sections(code)
    return bool(sections) and any(section is not None and _is_special(section) for section in sections)


def shown_number(raw: str, code: str) -> str | None:
    """Return what a cell shows for a number as it stands in the file, or None if that is the plain number."""
    sections = _sections(code)
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return None
    if not sections or not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return None
    place = 1 if value < 0 and len(sections) > 1 else 0
    if value == 0 and len(sections) > 2 and (zero := sections[2]) is not None and zero.digits is None:
        place = 2 if zero.before.strip("- ") else 0
    section = sections[place]
    if section is None or not _is_special(section):
        return None
    return _written(section, value)


@lru_cache(maxsize=1_000)
def _sections(code: str) -> tuple[_Section | None, ...]:
    """Return the sections of a format; none if it is a date, a fraction or depends on conditions."""
    parts = [""]
    for match in _PIECE.finditer(code):
        if match["end"]:
            parts.append("")
        else:
            parts[-1] += match[0]
    return tuple(_section(part) for part in parts[:3])


def _section(part: str) -> _Section | None:
    matches = [match for match in _TOKENS.finditer(part) if match.lastgroup]
    if any(map(_is_no_number, matches)):
        return None
    places = [at for at, match in enumerate(matches) if match.lastgroup in ("digits", "general")]
    if not places:
        return _Section(_words(matches), None, "", (), is_percent=False)
    digits = [matches[at][0] for at in places]
    between = [_words(matches[before + 1 : after]) for before, after in pairwise(places)]
    is_percent = any(match.lastgroup == "percent" for match in matches)
    before, behind = _words(matches[: places[0]]), _words(matches[places[-1] + 1 :])
    return _Section(before, "\0".join(digits), behind, tuple(between), is_percent)


def _is_no_number(match: re.Match[str]) -> bool:
    """Return whether a part of a format makes it one of dates, fractions or texts, or bound to a condition."""
    if match.lastgroup == "bracket":
        return re.match(r"[<>=]|[hms]+$", match["bracket"], re.IGNORECASE) is not None
    return match.lastgroup == "other" and (match[0] in "/@" or _DATE.match(match[0]) is not None)


def _words(matches: Sequence[re.Match[str]]) -> str:
    """Return what parts of a format write as it stands."""
    kinds = ("quoted", "escaped", "currency", "percent", "other")
    return "".join(match[match.lastgroup] or "" for match in matches if match.lastgroup in kinds)


def _is_special(section: _Section) -> bool:
    """Return whether a section says more than the value of a number."""
    words = (section.before + section.behind).strip("()-+ \u00a0")
    return bool(words or section.between) or section.digits is None or _has_leading_zeros(section.digits)


def _has_leading_zeros(digits: str) -> bool:
    return digits.partition(".")[0].count("0") > 1


def _written(section: _Section, value: Decimal) -> str:
    before, behind = section.before, section.behind
    if section.digits is None:
        return " ".join((before + behind).split())
    is_negative = value < 0
    number = abs(value)
    if section.between:
        text = _filled(section, number)
    elif section.digits.lower() == "general":
        text = format(Decimal(format(float(number), ".15g")), "f")
    else:
        text = _decimal(section.digits, number * 100 if section.is_percent else number)
    if is_negative:
        before, behind = before.replace("(", "").replace("-", ""), behind.replace(")", "")
    shown = f"{before}{text}{behind}" if section.between else f"{before.lstrip()}{text}{behind.rstrip()}"
    return ("-" if is_negative else "") + shown.strip()


def _decimal(digits: str, number: Decimal) -> str:
    scaled = len(digits) - len(digits.rstrip(","))
    whole, _, decimals = digits.rstrip(",").partition(".")
    places = sum(char in "0#?" for char in decimals)
    least = sum(char == "0" for char in decimals)
    rounded = (number / 1000**scaled).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text, _, rest = format(rounded, "f").partition(".")
    rest = rest[:least] + rest[least:].rstrip("0")
    text = text.rjust(whole.count("0"), "0")
    if "," in whole and rest and len(rest) != 3:
        text = f"{int(text):,}"
    return f"{text}.{rest}" if rest else text


def _filled(section: _Section, number: Decimal) -> str:
    """Write digits into a format with words between them, such as a telephone number's."""
    groups = (section.digits or "").split("\0")
    left = list(format(number.quantize(Decimal(1), ROUND_HALF_UP), "f"))
    parts = []
    for place in range(len(groups) - 1, -1, -1):
        count = len(left) if place == 0 else sum(char in "0#?" for char in groups[place])
        taken = left[max(0, len(left) - count) :]
        del left[max(0, len(left) - count) :]
        parts.append("".join(taken).rjust(groups[place].count("0"), "0"))
        if place:
            parts.append(section.between[place - 1])
    return "".join(reversed(parts))


def digits_lost(raw: str) -> bool:
    """Return whether a whole number may have had more digits than the fifteen that a spreadsheet keeps."""
    if len(raw) < 16 and "E" not in raw.upper():
        return False
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return False
    if not value.is_finite() or not 15 <= value.adjusted() <= _MOST_DIGITS:
        return False
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    return len(digits) >= _MANY_DIGITS and (len(digits) <= 15 or not is_exact(raw))


def is_exact(raw: str) -> bool:
    """Return whether a number is written as a whole number with all its digits."""
    return raw.removeprefix("-").isdigit()


def number_formats(codes: dict[int, str], ids: Iterator[int]) -> list[str]:
    """Return the format of each cell style, by the ids that the styles name; "" where it adds nothing."""
    found = []
    for one in ids:
        code = codes.get(one, BUILT_IN.get(one, ""))
        found.append(code if code and adds_meaning(code) else "")
    return found
