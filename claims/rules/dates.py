"""Partial dates: a year, a month, a day or a minute."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from claims.rules.refusal import RefusedError

Precision = Literal["year", "month", "day", "minute"]
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "minute")

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_REMEDY = "write 2019, 2019-05 or 2019-05-14"
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})"
)
_TIME_REMEDY = "write 2019, 2019-05, 2019-05-14 or 2019-05-14T09:30Z"


class DateError(RefusedError):
    """Raised for text that is not a partial date."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The first day of a year or month, or a day, with its precision; or a minute of a day, in UTC.

    Raises DateError where `value` is not the first day of a period of that precision, or where `time` is given for
    another precision than the minute.
    """

    value: dt.date
    precision: Precision
    time: dt.time | None = None

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS:
            raise DateError(self.precision, "is not a precision", "give year, month, day or minute")
        if (self.time is not None) != (self.precision == "minute"):
            raise DateError(self.precision, "does not fit the time of day", "give a time for the minute only")
        if self.value != self._first_day():
            raise DateError(self.value, f"is not the first day of a {self.precision}", f"give {self._first_day()}")

    def __str__(self) -> str:
        return self.format()

    @property
    def last_day(self) -> dt.date:
        """Return the last day of the period."""
        if self.precision in ("day", "minute"):
            return self.value
        month = 12 if self.precision == "year" else self.value.month
        return dt.date(self.value.year, month, calendar.monthrange(self.value.year, month)[1])

    def format(self) -> str:
        """Return the date as ISO 8601 at its precision: 2019, 2019-05, 2019-05-14 or 2019-05-14T09:30Z."""
        if self.time is not None:
            return f"{self.value.isoformat()}T{self.time:%H:%M}Z"
        return self.value.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    def in_words(self) -> str:
        """Return the date in English: 2019, May 2019, 14 May 2019, 14 May 2019, 09:30 UTC."""
        month = f"{self.value:%B} {self.value.year}"
        written = {"year": str(self.value.year), "month": month}.get(self.precision, f"{self.value.day} {month}")
        return f"{written}, {self.time:%H:%M} UTC" if self.time else written

    def _first_day(self) -> dt.date:
        if self.precision == "year":
            return dt.date(self.value.year, 1, 1)
        return self.value.replace(day=1) if self.precision == "month" else self.value


def parse_partial_date(text: str) -> PartialDate:
    """Parse "2019", "2019-05" or "2019-05-14" (ISO 8601, years 0001 to 9999) as a partial date.

    Raises DateError for any other shape and for days that no calendar has.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise DateError(text, "is not a date, month or year", _REMEDY)
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise DateError(text, f"is not in the calendar ({error})", _REMEDY) from error
    return PartialDate(first, "day" if day else "month" if month else "year")


def parse_moment(text: str) -> PartialDate:
    """Return the partial date of "2019", "2019-05" or "2019-05-14", or the minute of "2019-05-14T09:30Z".

    A time needs its offset ("Z", "+02:00") and is converted to UTC; seconds are dropped. Raises DateError.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        if _SHAPE.fullmatch(text) is None:
            raise DateError(text, "is neither a date nor a time with its offset", _TIME_REMEDY)
        return parse_partial_date(text)
    day, hours, minutes, offset = match.groups()
    try:
        moment = dt.datetime.fromisoformat(f"{day}T{hours}:{minutes}:00{offset.replace('Z', '+00:00')}")
        utc = moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise DateError(text, f"is not in the calendar ({error})", _TIME_REMEDY) from error
    return PartialDate(utc.date(), "minute", utc.time())
