"""A text box for partial dates: 2019, 2019-05 or 2019-05-14."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import models

from claims.admin.refusal import sentence
from claims.rules.dates import DateError, PartialDate, Precision, parse_moment, parse_partial_date

SUFFIX = "_text"
"""A form field with this suffix represents two columns: the date and its precision."""


class PartialDateField(forms.CharField):
    """A text field for a partial date. Its value is a PartialDate or None; `has_time` also allows minutes."""

    def __init__(self, *, has_time: bool = False, **kwargs: Any) -> None:
        self.parse = parse_moment if has_time else parse_partial_date
        examples = "2019, 2019-05, 2019-05-14 or 2019-05-14T09:30Z" if has_time else "2019, 2019-05 or 2019-05-14"
        attrs = {"class": "partial-date", "size": 20 if has_time else 12, "maxlength": 40 if has_time else 10}
        kwargs.setdefault("help_text", f"What is known of it: {examples}.")
        kwargs.setdefault("widget", AdminTextInputWidget(attrs=attrs))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the text."""
        if value is None or isinstance(value, PartialDate):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.parse(text)
        except DateError as error:
            raise ValidationError(sentence(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Format the date, or return what was typed."""
        return value.format() if isinstance(value, PartialDate) else value


def partial_date_of(row: models.Model, name: str) -> PartialDate | None:
    """Return a row's partial date from its columns."""
    date = getattr(row, name)
    precision = getattr(row, f"{name}_precision")
    time = getattr(row, f"{name}_time", None)
    return PartialDate(date, cast(Precision, precision), time) if date and precision else None


def partial_date_column(name: str, label: str = "", ordering: Any = None) -> Callable[[Any, models.Model], str]:
    """Return the method by which an admin shows a partial date in lists and read-only fields."""

    @admin.display(description=label or name.replace("_", " "), ordering=ordering or name, empty_value="-")
    def shown(self: Any, row: models.Model) -> str:  # noqa: ARG001
        found = partial_date_of(row, name)
        return found.format() if found else ""

    return shown
