"""Form fields for lists, topics and documents."""

from typing import Any

import yaml
from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.core.exceptions import ValidationError

from claims.admin.refusal import sentence
from claims.rules.refusal import RefusedError
from claims.rules.text import clean_text, slugify_topic

BIGGEST_ID = 2**63 - 1


class ReferenceSelect(AutocompleteSelect):
    """An autocomplete box. A submitted value that is not an id is shown as no choice."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Look up the chosen row."""
        ids = [item for item in value if str(item).isdecimal() and int(item) <= BIGGEST_ID]
        return super().optgroups(name, ids, attr)


class LinesField(forms.CharField):
    """A list of texts, one on each line."""

    def __init__(self, *, max_length: int | None = 300, base_field: object = None, **kwargs: Any) -> None:  # noqa: ARG002
        self.longest = max_length or 300
        kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": 3}))
        kwargs.setdefault("help_text", "One a line.")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Split the text into lines, without empty and repeated ones."""
        if isinstance(value, list):
            return value
        return list(dict.fromkeys(filter(None, (self._item(line) for line in self._split(value or "")))))

    def prepare_value(self, value: Any) -> Any:
        """Join the items again."""
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the items, not the text."""
        try:
            return bool(self.to_python(data) != (initial or []))
        except ValidationError:
            return True

    def _split(self, text: str) -> list[str]:
        return text.splitlines()

    def _item(self, text: str) -> str:
        try:
            item = clean_text(text)
        except RefusedError as error:
            raise ValidationError(sentence(error)) from error
        if len(item) > self.longest:
            raise ValidationError(f"{item[:40]}… is longer than {self.longest} characters.")
        return item


class TopicsField(LinesField):
    """Topics separated by commas; each becomes a slug."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "vTextField"}))
        kwargs.setdefault("help_text", "With commas between them: middle-east, military.")
        super().__init__(max_length=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Join the topics again."""
        return ", ".join(value) if isinstance(value, list) else value

    def _split(self, text: str) -> list[str]:
        return text.replace("\n", ",").split(",")

    def _item(self, text: str) -> str:
        if not text.strip():
            return ""
        try:
            return slugify_topic(text)
        except RefusedError as error:
            raise ValidationError(sentence(error)) from error


class DocumentField(forms.CharField):
    """An object in YAML or JSON."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": 20, "class": "vLargeTextField document"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the object; its values are what JSON can hold."""
        if value is None or isinstance(value, dict):
            return value
        try:
            found = yaml.safe_load(str(super().to_python(value)))
        except yaml.YAMLError as error:
            raise ValidationError(f"This is neither YAML nor JSON: {error}") from error
        if not isinstance(found, dict):
            raise ValidationError("Write an object: names with their values.")
        return _plain(found)

    def prepare_value(self, value: Any) -> Any:
        """Write the object as YAML."""
        return yaml.safe_dump(value, allow_unicode=True, sort_keys=False) if isinstance(value, dict) else value


def _plain(value: Any) -> Any:
    """Raise ValidationError for values that JSON cannot hold, such as unquoted dates in YAML."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise ValidationError(f"Put {value} in quotes: it is read as a {type(value).__name__}.")
