"""The base of all forms of the desk: cleaned values have their stored form."""

from typing import Any

from django import forms
from django.http import QueryDict

from claims.admin.refusal import sentence
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language, clean_text


class DeskForm(forms.Form):
    """A form that normalises texts for storage. Values of `verbatim` fields stay as typed."""

    verbatim: frozenset[str] = frozenset()

    def send_again(self, version: int) -> None:
        """Replace the version that was read by the current one, so that the form can be sent again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["read_version"] = str(version)
        self.data = data

    def clean(self) -> dict[str, Any]:
        """Normalise texts for storage; browsers end lines with two characters, we store one."""
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
