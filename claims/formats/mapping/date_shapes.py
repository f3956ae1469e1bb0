"""Find the template that reads the dates of a column."""

from collections.abc import Sequence
from typing import NamedTuple

from claims.formats.mapping.date_pattern import DatePattern, partial_date
from claims.rules.dates import DateError, PartialDate

_NUMBERS = tuple(
    apart.join(order)
    for apart in ("/", ".", "-", ". ")
    for order in (("{day}", "{month}", "{year}"), ("{month}", "{day}", "{year}"), ("{year}", "{month}", "{day}"))
)
_WORDS = (
    "{day} {month} {year}",
    "{month} {day}, {year}",
    "{month} {day} {year}",
    "{day}. {month} {year}",
    "{day} de {month} de {year}",
    "{month} {year}",
    "{month}/{year}",
)
TEMPLATES = (*_NUMBERS, *_WORDS)
_INSIDE = tuple(
    f"{before}{words}{after}"
    for words in (*_WORDS[1:2], *_WORDS[:1], "{year}/{month}/{day}")
    for before, after in (("{*} ", " {*}"), ("{*} ", ""), ("", " {*}"), ("{*}/", "/{*}"), ("{*} ", ":"))
)


class DateShape(NamedTuple):
    """How dates are written: the templates, if they need any, and a remark for the user."""

    templates: tuple[str, ...]
    remark: str


def shape_of(texts: Sequence[str]) -> DateShape | None:
    """Find the templates that read a column's dates. Return None if most values are not dates."""
    left = [text for text in dict.fromkeys(texts) if not _reads(None, text)]
    if not left:
        return DateShape((), "")
    chosen: list[str] = []
    for templates in (TEMPLATES, _INSIDE):
        while left:
            counted = {template: sum(_reads(template, text) for text in left) for template in templates}
            best = max(counted, key=lambda template: counted[template])
            if not counted[best]:
                break
            rival = _swapped(best)
            if counted.get(rival) == counted[best]:
                return DateShape(
                    (), f"{left[0]!r} may be day first or month first: say which, dates: [{best!r}] or [{rival!r}]"
                )
            chosen.append(best)
            left = [text for text in left if not _reads(best, text)]
    if 2 * len(left) > len(set(texts)):
        return None
    return DateShape(tuple(chosen), f"{left[0]!r} is read by none of its templates" if left else "")


def _swapped(template: str) -> str:
    return template.replace("{day}", "{x}").replace("{month}", "{day}").replace("{x}", "{month}")


def _reads(template: str | None, text: str) -> bool:
    try:
        found: PartialDate | None = partial_date(text) if template is None else _PATTERNS[template].read(text)
    except DateError:
        return False
    return found is not None


_PATTERNS = {template: DatePattern(template) for template in (*TEMPLATES, *_INSIDE)}
