"""Serializer fields for request bodies: the types of `claims.rules`, with error messages that name the remedy.

None of these fields answers with a stock message of Django REST framework; `tests/api/test_messages.py` checks it.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import ProhibitNullCharactersValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from claims.rules.dates import PartialDate, parse_moment, parse_partial_date
from claims.rules.figures.interval import DECIMAL_PLACES, VALUE_BOUND
from claims.rules.refusal import RefusedError, shown
from claims.rules.text import canonical_language, clean_text, slugify_topic
from claims.rules.url import canonical_domain, canonical_url

LARGEST_ID = 2**63 - 1
PARTIAL_DATE = "A year, a month or a day, as much of the date as is known."
MOMENT = "A year, month, day or minute, as much of the moment as is known. Answers give a minute in UTC."
DECIMAL = "A decimal in plain notation, exact."
LONGEST_USER_NAME = 150
NOT_AN_OBJECT = "Send an object: fields and their values in braces."
NOT_A_LIST = "Send a list: values in square brackets."
OF_ANY_FIELD = {
    "required": "This field is missing. Send a value for it.",
    "null": "null is not accepted here. Send a value.",
}
OF_A_LIST = {
    **OF_ANY_FIELD,
    "not_a_list": NOT_A_LIST,
    "empty": "The list is empty. Send at least one item.",
    "max_length": "Send at most {max_length} items.",
    "min_length": "Send at least {min_length} items.",
}


def refused(error: RefusedError) -> serializers.ValidationError:
    """Convert a refusal of `claims.rules` to a ValidationError, at the field that it names."""
    detail = [ErrorDetail(str(error), code="invalid")]
    return serializers.ValidationError({error.field: detail} if error.field else detail)


class AnyField(serializers.Field):
    """A field whose messages about missing values and null are ours."""

    default_error_messages: ClassVar[dict[str, str]] = OF_ANY_FIELD


class StringField(AnyField, serializers.CharField):
    """A string; numbers and booleans are not converted to one."""

    default_error_messages: ClassVar[dict[str, str]] = {
        **OF_ANY_FIELD,
        "invalid": "Send a string: text in quotation marks.",
        "blank": "This is empty. Send some text.",
        "max_length": "Send at most {max_length} characters.",
        "min_length": "Send at least {min_length} characters.",
    }


class RuleField(StringField):
    """A text that `rule` parses. Actions store the parsed form."""

    rule: Callable[[str], Any] = staticmethod(clean_text)
    pattern = ""  # for the OpenAPI document, as far as a pattern can express the rule

    def to_internal_value(self, data: Any) -> Any:
        """Return the string as the rule parses it. Raises ValidationError."""
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:  # as sent, as the OpenAPI document says
            self.fail("max_length", max_length=self.max_length)
        try:
            text = clean_text(data)
            return self.rule(text) if text else text
        except RefusedError as error:
            raise refused(error) from error


class TextField(RuleField):
    """Text without NUL characters and lone surrogates, in NFC, trimmed."""


class VerbatimField(StringField):
    """Text that is kept as it was sent, with the white space at its ends."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)
        for validator in self.validators:
            if isinstance(validator, ProhibitNullCharactersValidator):
                validator.message = "This contains a NUL character. Remove it."
            elif isinstance(validator, ProhibitSurrogateCharactersValidator):
                validator.message = "This contains half a character (U+{code_point:X}). Remove it."

    def to_internal_value(self, data: Any) -> str:
        """Return the string. Raises ValidationError for anything else."""
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
    """Return a URL as it was given, if it has a canonical form. Raises UrlError."""
    canonical_url(url)
    return url


class UrlField(RuleField):
    """A URL with http or https, kept as given."""

    rule = staticmethod(_as_given)
    pattern = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]+"


class DomainField(RuleField):
    """A host name in lower case, without `www.`."""

    rule = staticmethod(canonical_domain)
    pattern = r"^[^\s/:]+$"


@extend_schema_field(
    {
        "type": "string",
        "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
        "examples": ["2019", "2019-05", "2019-05-14"],
        "description": PARTIAL_DATE,
    }
)
class PartialDateField(AnyField):
    """A date of which the year, the month or the day is known."""

    def get_attribute(self, instance: Any) -> PartialDate | None:
        """Return the date with its precision, which has a column of its own."""
        value = getattr(instance, str(self.field_name))
        return None if value is None else PartialDate(value, getattr(instance, f"{self.field_name}_precision"))

    def to_internal_value(self, data: Any) -> PartialDate:
        """Parse 2019, 2019-05 or 2019-05-14. Raises ValidationError."""
        if not isinstance(data, str):
            raise serializers.ValidationError("Send a date as a string: 2019, 2019-05 or 2019-05-14.", code="invalid")
        try:
            return parse_partial_date(data)
        except RefusedError as error:
            raise refused(error) from error

    def to_representation(self, value: PartialDate) -> str:
        """Return as much of the date as is known."""
        return value.format()


@extend_schema_field(
    {
        "type": "string",
        "pattern": r"^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?)?)?$",
        "examples": ["2019", "2019-05", "2019-05-14", "2019-05-14T09:30Z"],
        "description": MOMENT,
    }
)
class MomentField(PartialDateField):
    """A date of which the year, the month, the day or the minute is known."""

    def get_attribute(self, instance: Any) -> PartialDate | None:
        """Return the date with its precision and time, which have columns of their own."""
        name = str(self.field_name)
        value = getattr(instance, name)
        if value is None:
            return None
        return PartialDate(value, getattr(instance, f"{name}_precision"), getattr(instance, f"{name}_time"))

    def to_internal_value(self, data: Any) -> PartialDate:
        """Parse 2019, 2019-05, 2019-05-14 or 2019-05-14T09:30Z. Raises ValidationError."""
        if not isinstance(data, str):
            message = "Send a date as a string: 2019, 2019-05, 2019-05-14 or 2019-05-14T09:30Z."
            raise serializers.ValidationError(message, code="invalid")
        try:
            return parse_moment(data)
        except RefusedError as error:
            raise refused(error) from error


class DecimalField(AnyField):
    """An exact decimal: a string in plain notation in answers, a string or a number in requests."""

    pattern = r"^\d{1,30}(\.\d{1,12})?$"
    lowest: int | None = 0

    def to_internal_value(self, data: Any) -> Decimal:
        """Parse a number from 0 to 10^30 with at most 12 decimals. Raises ValidationError."""
        message = "Send a number in plain notation, as a string: 25, 2500000000, 3.5."
        if isinstance(data, bool) or not isinstance(data, int | Decimal | str):
            raise serializers.ValidationError(message, code="invalid")
        text = f"{data:f}" if isinstance(data, Decimal) else str(data).strip()
        if len(text) > 60 or not text.isascii() or not text.replace(".", "", 1).isdigit():
            raise serializers.ValidationError(message, code="invalid")
        value = Decimal(text)
        exponent = value.as_tuple().exponent
        if value >= VALUE_BOUND or (isinstance(exponent, int) and -exponent > DECIMAL_PLACES):
            limits = f"Send a number below 1e30 with at most {DECIMAL_PLACES} decimals."
            raise serializers.ValidationError(limits, code="invalid")
        return value

    def to_representation(self, value: Decimal) -> str:
        """Return the value without an exponent."""
        return f"{value:f}"


class SignedField(DecimalField):
    """A decimal that may be negative, such as the ends of a rating scale."""

    pattern = r"^-?\d{1,30}(\.\d{1,12})?$"
    lowest = None

    def to_internal_value(self, data: Any) -> Decimal:
        """Parse a number with or without a minus sign. Raises ValidationError."""
        text = str(data).strip() if not isinstance(data, bool) and isinstance(data, int | Decimal | str) else ""
        if text.startswith("-"):
            return -super().to_internal_value(text[1:])
        return super().to_internal_value(data)


class TimeField(AnyField, serializers.DateTimeField):
    """A time with an offset, stored in UTC. One without an offset is refused."""

    default_error_messages: ClassVar[dict[str, str]] = {
        **OF_ANY_FIELD,
        "invalid": "Send a time with its offset: 2020-01-02T15:04:05Z.",
        "overflow": "This time is out of range. Send a year from 1 to 9999.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=dt.UTC, **kwargs)

    def to_internal_value(self, value: Any) -> Any:
        """Parse ISO 8601 with an offset. Raises ValidationError."""
        if not isinstance(value, str) or not _has_offset(value):
            self.fail("invalid")
        try:
            return super().to_internal_value(value)
        except OverflowError as error:
            message = self.error_messages["overflow"]
            raise serializers.ValidationError(message, code="invalid") from error


def _has_offset(text: str) -> bool:
    clock = text.upper().partition("T")[2]
    return clock.endswith("Z") or "+" in clock or "-" in clock


def whole_number(data: Any) -> int | None:
    """Return a whole number, which JSON may also write as 5.0; None for anything else."""
    if isinstance(data, Decimal) and abs(data) < VALUE_BOUND and data == data.to_integral_value():
        return int(data)
    return data if isinstance(data, int) and not isinstance(data, bool) else None


class WholeField(AnyField, serializers.IntegerField):
    """A whole number. A string of digits is refused."""

    default_error_messages: ClassVar[dict[str, str]] = {
        **OF_ANY_FIELD,
        "invalid": "Send a whole number without quotation marks: 31.",
        "max_value": "Send a number that is {max_value} or less.",
        "min_value": "Send a number that is {min_value} or more.",
        "max_string_length": "This number has too many digits.",
    }

    def to_internal_value(self, data: Any) -> int:
        """Return the number. Raises ValidationError."""
        number = whole_number(data)
        if number is None:
            self.fail("invalid")
        return super().to_internal_value(number)


class IdField(WholeField):
    """The id of a row: a whole number from 1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)


class PersonField(AnyField):
    """A person: the id, the user name, or `me` for the caller. The action looks the person up."""

    default_error_messages: ClassVar[dict[str, str]] = {
        **OF_ANY_FIELD,
        "invalid": "Send the id of a user, a user name, or `me`.",
    }

    def to_internal_value(self, data: Any) -> int | str:
        """Return the id or the name. Raises ValidationError."""
        if isinstance(data, str):
            name: str = TextField(max_length=LONGEST_USER_NAME).run_validation(data)
            return name
        if whole_number(data) is None:
            self.fail("invalid")
        number: int = IdField().run_validation(data)
        return number


class SwitchField(AnyField, serializers.BooleanField):
    """A boolean. Strings and numbers are refused."""

    default_error_messages: ClassVar[dict[str, str]] = {
        **OF_ANY_FIELD,
        "invalid": "Send true or false, without quotation marks.",
    }

    def to_internal_value(self, data: Any) -> bool:
        """Return the boolean. Raises ValidationError."""
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class ListField(AnyField, serializers.ListField):
    """A list of values of one kind."""

    default_error_messages: ClassVar[dict[str, str]] = OF_A_LIST


class WordField(AnyField, serializers.ChoiceField):
    """One of a fixed set of words, never the empty string."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, **{**options, "allow_blank": False})

    def to_internal_value(self, data: Any) -> str:
        """Return the word. Raises ValidationError that lists the words that are accepted."""
        if not isinstance(data, str) or data not in self.choices:
            known = ", ".join(str(word) for word in self.choices)
            raise serializers.ValidationError(
                f"{shown(data)} is not accepted here. Send one of: {known}.", code="invalid_choice"
            )
        return data


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class QuestionField(AnyField):
    """Filters of claims and their order, by name. What they mean is checked when the view is saved."""

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """Return the filters as texts. Raises ValidationError."""
        if not isinstance(data, dict):
            raise serializers.ValidationError(NOT_AN_OBJECT, code="invalid")
        found, problems = {}, {}
        for name, value in data.items():
            try:
                found[name] = TextField(max_length=1_000).run_validation(value)
            except serializers.ValidationError as error:
                problems[name] = error.detail
        if problems:
            raise serializers.ValidationError(problems)
        return found

    def to_representation(self, value: Any) -> Any:
        """Return the filters as they were saved."""
        return value
