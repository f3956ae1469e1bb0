"""The form behind every page of the admin that writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from claims.admin.partial_date import SUFFIX, PartialDateField, partial_date_of
from claims.admin.refusal import refusal_at, sentence, stale
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language, clean_text


class ClaimsForm(forms.ModelForm):
    """A form whose cleaned values have their stored form; an action writes them.

    `refusal` is set on the class that is made for a request: what an action or the database has refused of these very
    values. Values of `verbatim` fields stay as typed.
    """

    refusal: Exception | None = None
    verbatim: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, column in self.partial_dates().items():
            self.initial.setdefault(name, self.initial.get(column) or partial_date_of(self.instance, column))

    def partial_dates(self) -> dict[str, str]:
        """Return the fields that stand for a date and its precision, with the name of the date's column."""
        return {
            name: name.removesuffix(SUFFIX)
            for name, field in self.fields.items()
            if isinstance(field, PartialDateField)
        }

    def given(self) -> dict[str, Any]:
        """Return the filled-in values as data for an action: a partial date is one value, a reference an id."""
        return {name: value for name, value in self._values().items() if value not in (None, "", [])}

    def changes(self) -> dict[str, Any]:
        """Return the changed values as data for an action."""
        dates = self.partial_dates()
        changed = {dates.get(name, name) for name in self.changed_data}
        return {name: value for name, value in self._values().items() if name in changed}

    def _values(self) -> dict[str, Any]:
        dates = self.partial_dates()
        columns = {field.name for field in self.instance._meta.local_fields} - {"id"}
        named = {dates.get(name, name): value for name, value in self.cleaned_data.items()}
        return {
            name: value.pk if isinstance(value, models.Model) else value
            for name, value in named.items()
            if name in columns
        }

    def clean(self) -> dict[str, Any]:
        """Convert the values to their stored form."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal is not None:
            raise refusal_at(self.refusal, self.fields)
        for name, value in list(data.items()):
            if isinstance(value, str) and value:
                with self.refused_at(name):
                    data[name] = self.stored(name, value)
        return data

    def stored(self, name: str, value: str) -> str:
        """Return a text in its stored form. Browsers end lines with two characters, we store one."""
        text = value.replace("\r\n", "\n")
        if name in self.verbatim:
            return text
        return canonical_language(text) if name == "language" else clean_text(text)

    @contextmanager
    def refused_at(self, name: str) -> Iterator[None]:
        """Report a RefusedError at a field."""
        try:
            yield
        except RefusedError as error:
            self.add_error(name if name in self.fields else None, sentence(error))

    def _post_clean(self) -> None:
        for name, column in self.partial_dates().items():
            if name in self.cleaned_data:
                found = self.cleaned_data[name]
                setattr(self.instance, column, found and found.value)
                setattr(self.instance, f"{column}_precision", found and found.precision)
                if hasattr(self.instance, f"{column}_time"):
                    setattr(self.instance, f"{column}_time", found and found.time)
        super()._post_clean()


class VersionedForm(ClaimsForm):
    """A form that changes a row only if it still has the version at which the form was opened."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["read_version"]
        else:
            self.initial["read_version"] = self.current_version()

    @property
    def version_read(self) -> int | None:
        """Return the version at which the form was opened; the action compares it under its lock."""
        found: int | None = self.cleaned_data.get("read_version")
        return found

    def current_version(self) -> int:
        """Return the version that the row has now."""
        version: int = self.instance.version
        return version

    def clean(self) -> dict[str, Any]:
        """Refuse a version that is not the current one, before anything is written."""
        read = self.cleaned_data.get("read_version")
        if "read_version" in self.fields and read != self.current_version():
            raise ValidationError(stale(read, self.current_version()))
        return super().clean()


class NounForm(VersionedForm):
    """A form for a shared noun. Its action converts URLs, domains and units, so constraints are checked later."""

    def _get_validation_exclusions(self) -> set[str]:
        """Leave uniqueness and constraints to the action and the database."""
        return {field.name for field in self._meta.model._meta.get_fields() if hasattr(field, "attname")}
