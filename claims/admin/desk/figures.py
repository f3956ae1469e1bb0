"""Figures as chips: a large number, a sign for its hedge with the words beside it, and a mark if it is no fact."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.models.quantity import Quantity

# The sign of a hedge, and its text for screen readers.
SIGNS: dict[str, tuple[str, str | Promise]] = {
    "about": ("~", gettext_lazy("about")),
    "at_least": ("≥", gettext_lazy("at least")),
    "more_than": (">", gettext_lazy("more than")),
    "at_most": ("≤", gettext_lazy("at most")),
    "less_than": ("<", gettext_lazy("fewer than")),
}
UNREAL: dict[str, str | Promise] = {
    "alleged": pgettext_lazy("figure", "alleged"),
    "planned": pgettext_lazy("figure", "will"),
    "possible": pgettext_lazy("figure", "could"),
    "denied": pgettext_lazy("figure", "not"),
}
SCALES = ((Decimal(10) ** 12, gettext_lazy("trillion")), (Decimal(10) ** 9, gettext_lazy("billion")),
          (Decimal(10) ** 6, gettext_lazy("million")))  # fmt: skip
PEOPLE = "person"


@dataclass(frozen=True)
class Chip:
    """The short texts of a figure's chip."""

    number: str
    unit: str
    sign: str = ""
    sign_words: str | Promise = ""
    word: str | Promise = ""
    unreal: str | Promise = ""
    change: str = ""
    is_vague: bool = False
    is_guessed: bool = False
    is_change: bool = False


def chip_of(quantity: Quantity) -> Chip:
    """Return the chip of a figure."""
    sign, sign_words = SIGNS.get(quantity.hedge, ("", ""))
    is_vague = quantity.value_low is None
    return Chip(
        number=f"“{quantity.surface}”" if is_vague else _values(quantity),
        unit="" if is_vague else counted(quantity),
        sign=sign,
        sign_words=sign_words,
        word=_("nearly") if quantity.hedge == "nearly" else "",
        unreal=UNREAL.get(quantity.modality, ""),
        change={"up": "+", "down": "−"}.get(quantity.direction, ""),
        is_vague=is_vague,
        is_guessed=quantity.confidence == "guessed",
        is_change=quantity.kind == "delta",
    )


def number(value: Decimal) -> str:
    """Return a number in readable form: 14,000, 2.5 or 1.2 billion."""
    for scale, word in SCALES:
        short = value / scale
        if value >= scale and short == short.quantize(Decimal("0.01")):
            return f"{short.normalize():f} {word}"
    return f"{value:,f}"


def counted(quantity: Quantity) -> str:
    """Return what is counted: the printed noun if it is people, else the unit."""
    unit = quantity.unit
    if unit == "count":
        return ""
    if unit == PEOPLE:
        last = quantity.surface.split()[-1].strip(".,;:!?”\"'")
        return last if last.isalpha() and len(last) > 2 else _("people")
    return unit if _is_symbol(unit) or quantity.value_high == 1 else plural(unit)


def plural(unit: str) -> str:
    """Return the plural of an English unit: rockets, countries, F-16s."""
    first, space, rest = unit.partition(" per ")
    if first.endswith("y") and first[-2:-1] not in "aeiou":
        word = f"{first[:-1]}ies"
    elif first.endswith(("s", "x", "ch", "sh")):
        word = f"{first}es"
    else:
        word = f"{first}s"
    return f"{word}{space}{rest}"


def interval_words(quantity: Quantity) -> str:
    """Return an interval in words: 25, 24 or more, 25 to fewer than 30."""
    low, high = quantity.interval_low, quantity.interval_high
    if high is None:
        if low is None:
            return _("anything")
        words = _("more than {low}") if quantity.is_low_open else _("{low} or more")
        return words.format(low=number(low))
    if low is None or (low == 0 and quantity.hedge in {"at_most", "less_than"}):
        words = _("fewer than {high}") if quantity.is_high_open else _("{high} or fewer")
        return words.format(high=number(high))
    if low == high:
        return number(low)
    start = _("more than {low}") if quantity.is_low_open else "{low}"
    end = _("fewer than {high}") if quantity.is_high_open else "{high}"
    return _("{start} to {end}").format(start=start.format(low=number(low)), end=end.format(high=number(high)))


def _values(quantity: Quantity) -> str:
    low, high = quantity.value_low, quantity.value_high
    if low is None or high is None:
        return ""
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _is_symbol(unit: str) -> bool:
    """Return whether a unit is written the same for one and many: USD, km, percent."""
    return unit.isupper() or len(unit) <= 3 or unit.startswith(("percent", "per ", "°", "degree"))
