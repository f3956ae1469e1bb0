"""The form behind every form of the desk: values in the form in which they are stored, or refused at their field."""

from typing import Any

from django import forms
from django.http import QueryDict

from claims.admin.refusal import sentence
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language, clean_text


class DeskForm(forms.Form):
    """Bring texts into the form in which they are stored. Values of `verbatim` fields stay as typed."""

    verbatim: frozenset[str] = frozenset()

    def send_again(self, version: int) -> None:
        """Put the version that is there now in the place of the one that was read: what was typed can be sent again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["read_version"] = str(version)
        self.data = data

    def clean(self) -> dict[str, Any]:
        """Bring texts into their stored form; browsers end lines in two characters, we end them in one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if isinstance(value, str) and value:
                try:
                    data[name] = self._stored(name, value.replace("\r\n", "\n"))
                except RefusedError as error:
                    self.add_error(name, sentence(error))
        return data

    def _stored(self, name: str, value: str) -> str:
        if name in self.verbatim:
            return value
        return canonical_language(value) if name == "language" else clean_text(value)
