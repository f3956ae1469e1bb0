"""Template tags of the review desk: chips, ratings, states and times, each shown in one way everywhere."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.admin.desk import times, words
from claims.admin.desk.figures import Chip, chip_of
from claims.models.quantity import Quantity
from claims.models.rating import Rating
from claims.models.verdict import Verdict
from claims.rules.vocabulary import RIGHT_TO_LEFT

register = template.Library()

PIPS = 5
# The position of each normalised rating between false and true; ratings outside this scale have none.
PIPS_OF = {"true": 5, "mostly_true": 4, "half_true": 3, "mostly_false": 2, "false": 1}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a symbol of the sprite as SVG; it is hidden from screen readers, since a word is beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def chip(quantity: Quantity, size: str = "") -> SafeString:
    """Show a figure as a chip."""
    found = chip_of(quantity)
    kinds = [("chip--vague", found.is_vague), ("chip--unreal", found.unreal), ("chip--large", size == "large")]
    css = " ".join(["chip", *(name for name, holds in kinds if holds)])
    return format_html('<span class="{}">{}</span>', css, _inside(found))


def _inside(found: Chip) -> SafeString:
    parts = [
        format_html('<span class="chip-sign">{}</span> ', found.unreal) if found.unreal else "",
        format_html('<span class="chip-sign">{}</span> ', found.word) if found.word else "",
        format_html(
            '<span class="chip-sign" aria-hidden="true">{}</span><span class="visually-hidden">{} </span> ',
            found.sign,
            found.sign_words,
        )
        if found.sign
        else "",
        format_html("<b>{}{}</b>", _change(found.change), found.number),
        format_html(' <span class="chip-unit">{}{}</span>', found.unit, _more(found)) if found.unit else "",
        format_html(' <span class="chip-sign" title="{}">?</span>', _("Read by guess: check it"))
        if found.is_guessed
        else "",
    ]
    return format_html("{}" * len(parts), *parts)


def _change(change: str) -> SafeString | str:
    return format_html('<span aria-hidden="true">{}</span>', change) if change else ""


def _more(found: Chip) -> SafeString | str:
    said = {"+": _("more"), "−": _("fewer")}.get(found.change) if found.is_change else None
    return format_html('<span class="visually-hidden"> {}</span>', said) if said else ""


@register.simple_tag
def rating(label: str, normalized: str | None, size: str = "") -> SafeString:
    """Show a rating: five pips for the line from false to true, a diamond beside it, and the label."""
    pips = PIPS_OF.get(normalized or "")
    css = "rating rating--large" if size == "large" else "rating"
    shape = icon("beside") if pips is None else _pips(pips)
    return format_html('<span class="{}">{}{}</span>', css, shape, label or _("not rated yet"))


@register.simple_tag
def rating_of(verdict: Verdict, size: str = "") -> SafeString:
    """Show the rating of a verdict: its label once it was submitted, before that the rating chosen."""
    chosen: Rating | None = verdict.rating
    label = verdict.label or (chosen.name if chosen else "")
    return rating(label, verdict.normalized or (chosen.normalized if chosen else None), size)


def _pips(count: int) -> SafeString:
    marks = [
        format_html(
            '<rect class="{}" x="{}" y="1" width="10" height="12" rx="2"/>', "on" if at < count else "", at * 13
        )
        for at in range(PIPS)
    ]
    drawn = format_html("{}" * PIPS, *marks)
    return format_html('<svg class="pips" viewBox="0 0 62 14" aria-hidden="true">{}</svg>', drawn)


@register.simple_tag
def status(table: str, word: str, size: str = "") -> SafeString:
    """Show a state of a claim or verdict, a priority or a stance: shape, word and tone."""
    look = LOOKS[table][word]
    css = f"status tone-{look.tone}" + (" status--pill" if size == "pill" else "")
    return format_html('<span class="{}">{}{}</span>', css, icon(look.icon), look.label)


LOOKS = {
    "claim": words.CLAIM_STATUS,
    "priority": words.PRIORITY,
    "verdict": words.VERDICT_STATE,
    "stance": words.STANCE,
}
LABELS = {
    "decline_code": words.DECLINE_CODE,
    "verdict_kind": words.VERDICT_KIND,
    "reply_kind": words.REPLY_KIND,
    "reply_outcome": words.REPLY_OUTCOME,
    "reliability": words.RELIABILITY,
    "source_status": words.SOURCE_STATUS,
    "voice": words.VOICE,
    "reason_code": words.REASON_CODE,
    "quantity_kind": words.QUANTITY_KIND,
    "modality": words.MODALITY,
    "growth": words.GROWTH,
    "occurred_hedge": words.OCCURRED_HEDGE,
}


@register.filter
def named(word: str, table: str) -> Any:
    """Return the label of a word of the vocabulary: `{{ claim.decline_code|named:"decline_code" }}`."""
    return LABELS[table].get(word, word)


@register.filter
def moment(at: dt.datetime | None) -> str:
    """Return a time as text: today, 12:00; 7 Jan, 09:00."""
    return times.moment(at)


@register.filter
def date_of(row: Any, field: str) -> str:
    """Return the partial date of a row as text: `{{ source|date_of:"published_on" }}`."""
    return _date_of(row, field)


@register.filter
def short_date_of(row: Any, field: str) -> str:
    """Return the partial date of a row as short text: 2 Jan 2020."""
    return _date_of(row, field, is_short=True)


def _date_of(row: Any, field: str, *, is_short: bool = False) -> str:
    precision, time = (getattr(row, f"{field}_{part}", None) for part in ("precision", "time"))
    return times.partial(getattr(row, field), precision, time=time, is_short=is_short)


@register.filter
def direction(language: str) -> str:
    """Return the writing direction of a BCP 47 tag, for `dir`."""
    return "rtl" if (language or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def grouped(value: Decimal | int | None) -> str:
    """Return a number with separators: 14,000."""
    return "" if value is None else f"{value:,}"
