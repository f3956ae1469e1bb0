"""Fields and constraint makers that the models share."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear
from psycopg.types.json import Json

from claims.rules.text import storable
from claims.rules.vocabulary import DATE_PRECISIONS, MINUTE


class CurrentXactId(models.Func):
    """Return the id of the top-level transaction, which is the same under savepoints."""

    function = "pg_current_xact_id"
    arity = 0


class XactIdField(models.Field):
    """A 64-bit transaction id (`xid8`), which never wraps round."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002
        """Return the column type."""
        return "xid8"

    def get_internal_type(self) -> str:
        """Return the field's kind."""
        return "XactIdField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:  # noqa: ARG002
        """Return the id as an integer."""
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        """Convert an integer to the text that xid8 accepts."""
        return str(value) if isinstance(value, int) else value


class AsItCameField(models.JSONField):
    """JSON exactly as received (`json`, not `jsonb`): with its key order and characters that text cannot contain.

    When it is read, such characters are escaped; the column cast to text has them unescaped.
    """

    def db_type(self, connection: Any) -> str:  # noqa: ARG002
        """Return the column type."""
        return "json"

    def get_internal_type(self) -> str:
        """Return the field's kind."""
        return "AsItCameField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # noqa: ARG002
        """Return the value with such characters escaped."""
        return storable(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002
        """Return the value for the driver, with keys in their order."""
        return None if value is None else Json(value)


class NumericField(models.DecimalField):
    """A decimal exactly as written: `numeric` without a scale, so 2.50 stays 2.50."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 42)
        kwargs.setdefault("decimal_places", 12)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:  # noqa: ARG002
        """Return the column type."""
        return "numeric"


def choices(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return Django choices for some words, with labels for the admin."""
    return [(word, word.replace("_", " ")) for word in words]


def word_field(words: Sequence[str], default: str | None = None, **kwargs: Any) -> Any:
    """Return a field for one of a few words; the CHECK constraint comes from `one_of`."""
    if default is not None:
        kwargs |= {"default": default, "db_default": default}
    return models.CharField(max_length=max(map(len, words)) + 1, choices=choices(words), **kwargs)


def text_field(max_length: int | None = None, **options: Any) -> Any:
    """Return a text field that is empty, never null, if there is no value."""
    kwargs: dict[str, Any] = {"blank": True, "default": "", "db_default": "", **options}
    return models.CharField(max_length=max_length, **kwargs) if max_length else models.TextField(**kwargs)


def precision_field(*, has_time: bool = False) -> Any:
    """Return the field for the precision of a partial date; `has_time` allows precision to the minute."""
    words = (*DATE_PRECISIONS, MINUTE) if has_time else DATE_PRECISIONS
    known = "the year, the month, the day or the minute" if has_time else "the year, the month or the day"
    return models.CharField(
        max_length=max(map(len, words)),
        choices=choices(words),
        null=True,
        blank=True,
        help_text=f"How much of the date is known: {known}.",
    )


def one_of(table: str, field: str, words: Sequence[str]) -> models.CheckConstraint:
    """Constrain a column to the given words."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": list(words)}),
        name=f"{table}_{field}_word",
        violation_error_message=f"{field} must be one of: {', '.join(words)}.",
    )


def partial_date(table: str, field: str, *, has_time: bool = False) -> models.CheckConstraint:
    """Constrain a date and its precision: both or neither, and the date is the first day of the known period.

    With `has_time` there is a column of the time of day, filled for the precision minute alone.
    """
    known = {f"{field}__isnull": False}
    first_of_month = Q(models.lookups.Exact(ExtractDay(field), 1))
    first_of_year = Q(models.lookups.Exact(ExtractMonth(field), 1)) & first_of_month
    precision = f"{field}_precision"
    condition = (
        Q(**{f"{field}__isnull": True, f"{precision}__isnull": True})
        | Q(**known, **{f"{precision}__isnull": False, precision: "day"})
        | Q(**known, **{f"{precision}__isnull": False, precision: "month"}) & first_of_month
        | Q(**known, **{f"{precision}__isnull": False, precision: "year"}) & first_of_year
    )
    if has_time:
        timed = Q(**known, **{f"{precision}__isnull": False, precision: MINUTE, f"{field}_time__isnull": False})
        condition = condition & Q(**{f"{field}_time__isnull": True}) | timed
    return models.CheckConstraint(
        condition=condition,
        name=f"{table}_{field}_partial",
        violation_error_message=f"{field} needs a date and a precision, the date being the first day of what is known.",
    )


def months(field: str) -> Any:
    """Return the number of months up to a date, which is equal for dates of one month."""
    return ExtractYear(field) * 12 + ExtractMonth(field)


def dates_in_order(start: str, end: str, name: str) -> models.CheckConstraint:
    """Constrain a partial date not to be after another, compared at the precision of the later one."""
    return models.CheckConstraint(
        condition=Q(**{f"{start}__isnull": True})
        | Q(**{f"{end}__isnull": True})
        | Q(**{f"{start}__lte": models.F(end)})
        | Q(**{f"{end}_precision": "month"}) & Q(models.lookups.LessThanOrEqual(months(start), months(end)))
        | Q(**{f"{end}_precision": "year"}) & Q(models.lookups.LessThanOrEqual(ExtractYear(start), ExtractYear(end))),
        name=name,
        violation_error_message=f"{start} must not be after {end}.",
    )


def sha256_long(table: str, field: str = "digest") -> models.CheckConstraint:
    """Constrain a digest to 32 bytes, the length of SHA-256."""
    length = models.Func(models.F(field), function="octet_length", output_field=models.IntegerField())
    return models.CheckConstraint(condition=Q(models.lookups.Exact(length, 32)), name=f"{table}_{field}_length")


def filled(table: str, field: str, longest: int | None = None) -> models.CheckConstraint:
    """Constrain a text to contain something visible and at most `longest` characters."""
    condition = Q(**{f"{field}__regex": r"\S"})
    if longest is not None:
        condition &= Q(models.lookups.LessThanOrEqual(models.functions.Length(field), longest))
    return models.CheckConstraint(
        condition=condition,
        name=f"{table}_{field}_filled",
        violation_error_message=f"{field} must not be empty" + (f" or over {longest} characters." if longest else "."),
    )
