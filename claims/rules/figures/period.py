"""When figures hold, and which of two is the later."""

import datetime as dt
from dataclasses import dataclass

from claims.rules.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Times:
    """When a figure is of (`as_of`), and the period that it holds for; each as far as it is known."""

    as_of: PartialDate | None = None
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None

    @property
    def is_period(self) -> bool:
        """Return whether a period is given."""
        return self.valid_from is not None or self.valid_to is not None

    @property
    def is_running(self) -> bool:
        """Return whether the period has a beginning and no end: "since January"."""
        return self.valid_from is not None and self.valid_to is None

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        """Return the first and last day for which the figure holds; an unknown time is all of time."""
        if self.is_period:
            return self._start, self.valid_to.last_day if self.valid_to else dt.date.max
        if self.as_of is not None:
            return self.as_of.value, self.as_of.last_day
        return dt.date.min, dt.date.max

    @property
    def counted(self) -> tuple[dt.date, dt.date]:
        """Return the period in which was counted: one that runs on ends with `as_of`."""
        end = self.valid_to or self.as_of
        return self._start, end.last_day if end else dt.date.max

    @property
    def _start(self) -> dt.date:
        return self.valid_from.value if self.valid_from else dt.date.min


def are_apart(a: Times, b: Times, growth: str) -> bool:
    """Return whether the periods of two figures exclude each other.

    A rate or a price needs a common time. A toll or an event does not, unless both figures name periods.
    """
    if growth != "free" and not (a.is_period and b.is_period):
        return False
    (a_start, a_end), (b_start, b_end) = a.period, b.period
    return a_end < b_start or b_end < a_start


def later_of(a: Times, b: Times) -> str:
    """Return "a" or "b" for the figure with the later `as_of`; an empty string if they cannot be ordered."""
    if a.as_of is None or b.as_of is None:
        return ""
    if a.as_of.time is not None and b.as_of.time is not None:
        moments = [dt.datetime.combine(one.value, one.time or dt.time()) for one in (a.as_of, b.as_of)]
        return "" if moments[0] == moments[1] else "a" if moments[0] > moments[1] else "b"
    if a.as_of.last_day < b.as_of.value:
        return "b"
    return "a" if b.as_of.last_day < a.as_of.value else ""


def same_period(a: Times, b: Times) -> bool:
    """Return whether two figures are about the same period, as far as both name one."""
    if not (a.is_period and b.is_period) or a.period == b.period:
        return True
    return (a.is_running or b.is_running) and a.period[0] == b.period[0]


def shorter_of(a: Times, b: Times) -> str:
    """Return "a" or "b" for the figure whose period is a part of the other's; an empty string if neither is."""
    if not (a.is_period and b.is_period):
        return ""
    if a.is_running and b.is_running:
        first, second = a.period[0], b.period[0]
        return "" if first == second else "a" if first > second else "b"
    if a.counted == b.counted:
        return ""
    if _is_within(a.counted, b.counted):
        return "a"
    return "b" if _is_within(b.counted, a.counted) else ""


def _is_within(inner: tuple[dt.date, dt.date], outer: tuple[dt.date, dt.date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
