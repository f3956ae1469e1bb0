"""Fields of bodies: the rules' own types, refused with the rules' own words."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from claims.rules.dates import PartialDate, parse_partial_date
from claims.rules.quantity import DECIMAL_PLACES, VALUE_BOUND
from claims.rules.refusal import RefusedError, shown
from claims.rules.text import canonical_language, clean_text, slugify_topic
from claims.rules.url import canonical_domain, canonical_url

LARGEST_ID = 2**63 - 1


def refused(error: RefusedError) -> serializers.ValidationError:
    """Turn a rule's refusal into a field's, at the field that it names."""
    detail = [ErrorDetail(str(error), code="invalid")]
    return serializers.ValidationError({error.field: detail} if error.field else detail)


class RuleField(serializers.CharField):
    """A text that a rule must take; what was typed is stored by the action in the rule's own form."""

    rule: Callable[[str], Any] = staticmethod(clean_text)
    pattern = ""  # what the OpenAPI document can say of the rule

    def to_internal_value(self, data: Any) -> Any:
        """Take a string as the rule has it. Raises ValidationError."""
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:  # as sent, which is what the document bounds
            self.fail("max_length", max_length=self.max_length)
        try:
            text = clean_text(data)
            return self.rule(text) if text else text
        except RefusedError as error:
            raise refused(error) from error


class TextField(RuleField):
    """Text without NUL and lone surrogates, in NFC, trimmed."""


class VerbatimField(serializers.CharField):
    """Text as it stands, with the space at its ends."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)

    def to_internal_value(self, data: Any) -> str:
        """Take a string and nothing that could be written as one. Raises ValidationError."""
        if not isinstance(data, str):
            self.fail("invalid")
        found: str = super().to_internal_value(data)
        return found


class LanguageField(RuleField):
    """A BCP 47 tag in canonical case."""

    rule = staticmethod(canonical_language)
    pattern = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


class TopicField(RuleField):
    """A topic as a slug."""

    rule = staticmethod(slugify_topic)


def _as_given(url: str) -> str:
    """Keep a URL as given where it has a canonical form. Raises UrlError."""
    canonical_url(url)
    return url


class UrlField(RuleField):
    """A URL with http or https, kept as given."""

    rule = staticmethod(_as_given)
    pattern = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]+"


class DomainField(RuleField):
    """A host name in lower case, without www."""

    rule = staticmethod(canonical_domain)
    pattern = r"^[^\s/:]+$"


@extend_schema_field(
    {
        "type": "string",
        "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
        "examples": ["2019", "2019-05", "2019-05-14"],
        "description": "A year, month or day, as much of the date as is known.",
    }
)
class PartialDateField(serializers.Field):
    """A date of which a year, a month or the day is known."""

    def get_attribute(self, instance: Any) -> PartialDate | None:
        """Put the date and its precision together."""
        value = getattr(instance, str(self.field_name))
        return None if value is None else PartialDate(value, getattr(instance, f"{self.field_name}_precision"))

    def to_internal_value(self, data: Any) -> PartialDate:
        """Read 2019, 2019-05 or 2019-05-14. Raises ValidationError."""
        if not isinstance(data, str):
            raise serializers.ValidationError("A date is a string: 2019, 2019-05 or 2019-05-14.", code="invalid")
        try:
            return parse_partial_date(data)
        except RefusedError as error:
            raise refused(error) from error

    def to_representation(self, value: PartialDate) -> str:
        """Write as much of the date as is known."""
        return value.format()


class DecimalField(serializers.Field):
    """A decimal, exact: written as a string in plain notation, read from a string or a number."""

    pattern = r"^\d{1,30}(\.\d{1,12})?$"
    lowest: int | None = 0

    def to_internal_value(self, data: Any) -> Decimal:
        """Read a magnitude of at most 12 decimals, below 10^30. Raises ValidationError."""
        message = "Give a number in plain notation, as a string: 25, 2500000000, 3.5."
        if isinstance(data, bool) or not isinstance(data, int | Decimal | str):
            raise serializers.ValidationError(message, code="invalid")
        text = f"{data:f}" if isinstance(data, Decimal) else str(data).strip()
        if len(text) > 60 or not text.isascii() or not text.replace(".", "", 1).isdigit():
            raise serializers.ValidationError(message, code="invalid")
        value = Decimal(text)
        exponent = value.as_tuple().exponent
        if value >= VALUE_BOUND or (isinstance(exponent, int) and -exponent > DECIMAL_PLACES):
            limits = f"Give a number below 1e30 with at most {DECIMAL_PLACES} decimals."
            raise serializers.ValidationError(limits, code="invalid")
        return value

    def to_representation(self, value: Decimal) -> str:
        """Write the value without an exponent."""
        return f"{value:f}"


class SignedField(DecimalField):
    """A decimal that may lie below zero, as the ends of a scale may."""

    pattern = r"^-?\d{1,30}(\.\d{1,12})?$"
    lowest = None

    def to_internal_value(self, data: Any) -> Decimal:
        """Read a number with or without a minus. Raises ValidationError."""
        text = str(data).strip() if not isinstance(data, bool) and isinstance(data, int | Decimal | str) else ""
        if text.startswith("-"):
            return -super().to_internal_value(text[1:])
        return super().to_internal_value(data)


class TimeField(serializers.DateTimeField):
    """A moment in UTC; one without a time zone is refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=dt.UTC, **kwargs)

    def to_internal_value(self, value: Any) -> Any:
        """Read ISO 8601 with an offset. Raises ValidationError."""
        if not isinstance(value, str) or not _has_offset(value):
            raise serializers.ValidationError("Give a time with its offset: 2020-01-02T15:04:05Z.", code="invalid")
        try:
            return super().to_internal_value(value)
        except OverflowError as error:
            raise serializers.ValidationError("This time is out of range.", code="invalid") from error


def _has_offset(text: str) -> bool:
    clock = text.upper().partition("T")[2]
    return clock.endswith("Z") or "+" in clock or "-" in clock


def whole_number(data: Any) -> int | None:
    """Give a number that is whole, which JSON may write with a point too: 5.0. None for anything else."""
    if isinstance(data, Decimal) and abs(data) < VALUE_BOUND and data == data.to_integral_value():
        return int(data)
    return data if isinstance(data, int) and not isinstance(data, bool) else None


class WholeField(serializers.IntegerField):
    """A whole number, and no string of digits."""

    def to_internal_value(self, data: Any) -> int:
        """Take whole numbers only. Raises ValidationError."""
        number = whole_number(data)
        if number is None:
            self.fail("invalid")
        return super().to_internal_value(number)


class IdField(WholeField):
    """The id of something, a whole number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)


class SwitchField(serializers.BooleanField):
    """True or false, and no word for it."""

    def to_internal_value(self, data: Any) -> bool:
        """Take booleans only. Raises ValidationError."""
        if not isinstance(data, bool):
            raise serializers.ValidationError("Give true or false.", code="invalid")
        return data


class WordField(serializers.ChoiceField):
    """One of a few words, and never an empty one."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, **{**options, "allow_blank": False})

    def to_internal_value(self, data: Any) -> str:
        """Take a known word. Raises ValidationError naming them all."""
        if not isinstance(data, str) or data not in self.choices:
            known = ", ".join(str(word) for word in self.choices)
            raise serializers.ValidationError(f"{shown(data)} is none of: {known}.", code="invalid_choice")
        return data
