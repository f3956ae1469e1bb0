"""The forms for sending and importing a file."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from claims.actions.imports.load.load_options import MISSING, MODES, ON_BAD_FIGURE, ON_DUPLICATE, LoadOptions
from claims.actions.imports.requests.import_request import ImportRequest
from claims.actions.imports.requests.named_mappings import mapping_names
from claims.admin.fields import DocumentField
from claims.admin.refusal import sentence
from claims.formats.files.read_options import (
    MOST_ROWS_SKIPPED,
    READ_OPTIONS,
    OptionError,
    ReadOption,
    ReadOptions,
    names_of,
    written_names,
)
from claims.models.import_batch import ImportBatch
from claims.models.upload import Upload

FIND = "Find one from the file's columns"
FOUND = "As the mapping says, else as is found"
MEANT = {
    "upsert": "New claims and changes of known ones",
    "insert-only": "New claims only",
    "update-only": "Changes of known claims only",
    "create": "Create a separate claim, and report it",
    "link": "Give the claim that is there one more external id",
    "skip": "Leave the row out",
    "ignore": "Say nothing",
    "report": "Tell which ones",
    "refuse-row": "refuse the row",
    "keep-row": "import the row without the figure, and report it",
}


class TextField(forms.CharField):
    """A line of text in the width of the admin's forms."""

    widget = forms.TextInput(attrs={"class": "vTextField"})


class MappingField(DocumentField):
    """A field for an optional mapping document."""

    def to_python(self, value: Any) -> Any:
        """Parse the document."""
        return super().to_python(value) if isinstance(value, dict) or str(value or "").strip() else None


class FoundSelect(forms.NullBooleanSelect):
    """A select of yes, no or detected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = [("unknown", FOUND), ("true", "Yes"), ("false", "No")]


class NamesField(TextField):
    """A field for comma-separated names."""

    def to_python(self, value: Any) -> Any:
        """Split the names."""
        try:
            return names_of(super().to_python(value) or "")
        except OptionError as error:
            raise ValidationError(sentence(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Join the names with commas."""
        return written_names(value) if isinstance(value, list | tuple) else value


def _reading_field(option: ReadOption) -> forms.Field:
    options: dict[str, Any] = {"required": False, "help_text": option.help}
    if option.kind == "word":
        return forms.ChoiceField(choices=[("", FOUND), *((word, word) for word in option.words)], **options)
    if option.kind == "count":
        return forms.IntegerField(min_value=0, max_value=MOST_ROWS_SKIPPED, **options)
    if option.kind == "flag":
        return forms.NullBooleanField(widget=FoundSelect, **options)
    return (NamesField if option.kind == "names" else TextField)(**options)


def _words(words: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[(word, MEANT[word]) for word in words], initial=words[0], **options)


class UploadForm(forms.Form):
    """The form for sending a file, which is previewed before it is imported."""

    file = forms.FileField(
        required=False,
        help_text="CSV, TSV, JSON or Excel, also packed with gzip or zip.",
        widget=forms.FileInput(attrs={"required": True}),
    )
    origin = TextField(
        max_length=100,
        help_text="Where the rows' ids come from, for example politifact. Rows are known again by it and their ids.",
    )
    mapping = forms.ChoiceField(required=False, help_text="How the file's columns become fields.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mapping: Any = self.fields["mapping"]
        mapping.choices = [("", FIND), *((name, name) for name in mapping_names())]


class LoadForm(forms.Form):
    """The form for the options of reading and importing a file."""

    origin = TextField(max_length=100, help_text="Where the rows' ids come from.")
    document = MappingField(
        required=False,
        label="Mapping",
        widget=AdminTextareaWidget(attrs={"rows": 18, "spellcheck": "false"}),
        help_text="YAML: each of our fields, and the column that it comes from. Empty, where columns are called like "
        "our fields.",
    )
    mapping = TextField(
        required=False,
        max_length=100,
        label="Keep the mapping as",
        help_text="A name to find it by for the next such file. A changed mapping becomes a new version of its name.",
    )
    mode = _words(MODES, label="Write")
    on_duplicate = _words(
        ON_DUPLICATE, label="Words that are known", help_text="A row whose words are a claim of another origin."
    )
    missing = _words(
        MISSING, label="Claims not in the file", help_text="Claims of this origin that the file does not hold any more."
    )
    on_bad_figure = _words(
        ON_BAD_FIGURE, label="Figures that cannot be read", help_text="Refuse the row, or import it without the figure."
    )
    all_or_nothing = forms.BooleanField(required=False, label="All or nothing: write nothing unless every row is good")
    overwrite_edits = forms.BooleanField(
        required=False, label="Overwrite what people have changed here since the last load"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {name: _reading_field(option) for name, option in READ_OPTIONS.items()}

    @property
    def reading(self) -> list[forms.BoundField]:
        """Return the fields with options for reading the file."""
        return [self[name] for name in READ_OPTIONS]

    @property
    def is_reading_told(self) -> bool:
        """Return whether any of these fields is filled in or has an error."""
        return any(field.errors or field.value() not in (None, "", "unknown") for field in self.reading)

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError for contradictory options."""
        given: dict[str, Any] = {**self.cleaned_data}
        try:
            options = {name: given[name] for name in READ_OPTIONS if given.get(name) not in (None, "")}
            given["reading"] = ReadOptions.from_dict(options)
        except OptionError as error:
            self.add_error(error.field, sentence(error))
        return given

    @staticmethod
    def values_of(batch: ImportBatch) -> dict[str, Any]:
        """Return the options of a batch as initial values of the form."""
        load = LoadOptions.from_dict(batch.options)
        options = {name: value for name, value in batch.options.items() if name in READ_OPTIONS}
        return {
            **options,
            "format": batch.format,
            "origin": batch.origin,
            "mapping": batch.mapping.name if batch.mapping else "",
            "document": batch.mapping.document if batch.mapping else batch.options.get("document"),
            "mode": load.mode,
            "on_duplicate": load.on_duplicate,
            "missing": load.missing,
            "on_bad_figure": load.on_bad_figure,
            "all_or_nothing": load.is_all_or_nothing,
            "overwrite_edits": load.is_overwriting,
        }

    def asked(self, upload: Upload, *, is_dry_run: bool = False) -> ImportRequest:
        """Return the request of a valid form."""
        given = self.cleaned_data
        return ImportRequest(
            upload=upload.pk,
            origin=given["origin"],
            mapping=given["mapping"],
            document=given["document"] or None,
            reading=given["reading"],
            load=LoadOptions(
                mode=given["mode"],
                on_duplicate=given["on_duplicate"],
                missing=given["missing"],
                on_bad_figure=given["on_bad_figure"],
                is_all_or_nothing=given["all_or_nothing"],
                is_overwriting=given["overwrite_edits"],
                is_dry_run=is_dry_run,
            ),
        )
