"""Dates that people know only roughly: a year, a month or a day."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from claims.rules.refusal import RefusedError

Precision = Literal["year", "month", "day"]
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_REMEDY = "write 2019, 2019-05 or 2019-05-14"


class DateError(RefusedError):
    """Refuse something that is no partial date."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Hold the first day of a year, month or day, and which of the three it is.

    Raises DateError where `value` is not the first day of a period of that precision.
    """

    value: dt.date
    precision: Precision

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS:
            raise DateError(self.precision, "is not a precision", "give year, month or day")
        if self.value != self._first_day():
            raise DateError(self.value, f"is not the first day of a {self.precision}", f"give {self._first_day()}")

    def __str__(self) -> str:
        return self.format()

    @property
    def last_day(self) -> dt.date:
        """Return the last day of the period, itself included."""
        if self.precision == "day":
            return self.value
        month = 12 if self.precision == "year" else self.value.month
        return dt.date(self.value.year, month, calendar.monthrange(self.value.year, month)[1])

    def format(self) -> str:
        """Write the date as ISO 8601 with no more than is known: 2019, 2019-05 or 2019-05-14."""
        return self.value.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    def _first_day(self) -> dt.date:
        if self.precision == "year":
            return dt.date(self.value.year, 1, 1)
        return self.value.replace(day=1) if self.precision == "month" else self.value


def parse_partial_date(text: str) -> PartialDate:
    """Read "2019", "2019-05" or "2019-05-14" (ISO 8601, years 0001 to 9999) as a partial date.

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
