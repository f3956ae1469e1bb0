"""Format dates and times for the desk: today, 12:00; else 7 Jan, in the newsroom's time zone."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.rules.dates import PartialDate

LONG = {"day": "j F Y", "month": "F Y", "year": "Y"}
SHORT = {"day": "j M Y", "month": "M Y", "year": "Y"}


def partial(day: dt.date | None, precision: str | None, *, is_short: bool = False, time: dt.time | None = None) -> str:
    """Return a partial date at its precision: 2 January 2020, 10:30; January 2020 or 2020."""
    if day is None:
        return ""
    if precision == "minute" and time is not None:
        local = timezone.localtime(dt.datetime.combine(day, time, dt.UTC))
        return date_format(local, "j M Y, H:i" if is_short else "j F Y, H:i")
    return date_format(day, (SHORT if is_short else LONG)[precision or "day"])


def written(date: PartialDate | None) -> str:
    """Return a partial date as text, or an empty string."""
    return partial(date.value, date.precision) if date else ""


def moment(at: dt.datetime | None, *, with_time: bool = True) -> str:
    """Return a time as people write it: today, 12:00; yesterday, 14:10; 7 Jan; 7 Jan 2019."""
    if at is None:
        return ""
    local, now = timezone.localtime(at), timezone.localtime()
    days = (local.date() - now.date()).days
    clock = date_format(local, "H:i")
    word = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get(days)
    if word is None:
        word = date_format(local, "j M" if local.year == now.year else "j M Y")
    return f"{word}, {clock}" if with_time else word


def late_by(at: dt.datetime) -> str:
    """Return how long ago something was due: 3 days, 2 hours."""
    seconds = (timezone.now() - at).total_seconds()
    days, hours = int(seconds // 86_400), int(seconds // 3_600)
    if days:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    return ngettext("{count} hour", "{count} hours", max(hours, 1)).format(count=max(hours, 1))
