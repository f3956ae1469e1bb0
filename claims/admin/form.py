"""The form behind every page of the admin that writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.admin.partial_date import SUFFIX, PartialDateField, partial_date_of
from claims.admin.refusal import sentence, stale
from claims.rules.access import ANONYMOUS, Actor
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language, clean_text


class ClaimsForm(forms.ModelForm):
    """Take a row's values in the form in which they are stored.

    `actor` and `refusal` are set on the class that is made for a request: who writes, and what the
    database or an action has refused of these very values. Values of `verbatim` fields stay as typed.
    """

    actor: Actor = ANONYMOUS
    refusal: str = ""
    verbatim: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, column in self.partial_dates().items():
            self.initial.setdefault(name, self.initial.get(column) or partial_date_of(self.instance, column))

    def partial_dates(self) -> dict[str, str]:
        """Give the fields that stand for a date and its precision, with the name of the date's column."""
        return {
            name: name.removesuffix(SUFFIX)
            for name, field in self.fields.items()
            if isinstance(field, PartialDateField)
        }

    def given(self) -> dict[str, Any]:
        """Give what was typed, by the names of the columns; a partial date is one value."""
        dates = self.partial_dates()
        columns = {field.name for field in self.instance._meta.local_fields}
        named = {dates.get(name, name): value for name, value in self.cleaned_data.items()}
        return {name: value for name, value in named.items() if name in columns - {"id"}}

    def clean(self) -> dict[str, Any]:
        """Bring the values into their stored form."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal:
            raise ValidationError(self.refusal)
        for name, value in list(data.items()):
            if isinstance(value, str) and value:
                with self.refused_at(name):
                    data[name] = self.stored(name, value)
        return data

    def stored(self, name: str, value: str) -> str:
        """Give a text as it is stored. Browsers end lines in two characters; we end them in one."""
        text = value.replace("\r\n", "\n")
        if name in self.verbatim:
            return text
        return canonical_language(text) if name == "language" else clean_text(text)

    @contextmanager
    def refused_at(self, name: str) -> Iterator[None]:
        """Show what a rule refuses inside at a field."""
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
        super()._post_clean()


class VersionedForm(ClaimsForm):
    """Write a row at the version at which the form was opened, and at no later one."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["read_version"]
        else:
            self.initial["read_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what somebody else has written since; the row is locked by now."""
        read = self.cleaned_data.get("read_version")
        if "read_version" in self.fields and read != self.instance.version:
            raise ValidationError(stale(read, self.instance.version))
        return super().clean()
