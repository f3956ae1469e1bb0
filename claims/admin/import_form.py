"""The forms by which a file is sent and loaded."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from claims.actions.imports.mappings import mapping_names
from claims.actions.imports.options import MISSING, MODES, ON_DUPLICATE, LoadOptions
from claims.actions.imports.requests import ImportRequest
from claims.admin.fields import DocumentField
from claims.models.import_batch import ImportBatch
from claims.models.upload import Upload

FIND = "Find one from the file's columns"
MEANT = {
    "upsert": "New claims and changes of known ones",
    "insert-only": "New claims only",
    "update-only": "Changes of known claims only",
    "create": "Make a claim of its own, and tell",
    "link": "Give the claim that is there one more external id",
    "skip": "Leave the row out",
    "ignore": "Say nothing",
    "report": "Tell which ones",
}


class TextField(forms.CharField):
    """A line of text in the width of the admin's forms."""

    widget = forms.TextInput(attrs={"class": "vTextField"})


class MappingField(DocumentField):
    """Take a mapping document, or none."""

    def to_python(self, value: Any) -> Any:
        """Read the document."""
        return super().to_python(value) if isinstance(value, dict) or str(value or "").strip() else None


def _words(words: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[(word, MEANT[word]) for word in words], initial=words[0], **options)


class UploadForm(forms.Form):
    """Send a file: it is looked at before anything is loaded."""

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
    """Say how a file is read and what its load does."""

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
    all_or_nothing = forms.BooleanField(required=False, label="All or nothing: write nothing unless every row is good")
    overwrite_edits = forms.BooleanField(
        required=False, label="Overwrite what people have changed here since the last load"
    )

    @staticmethod
    def values_of(batch: ImportBatch) -> dict[str, Any]:
        """Give what a load was asked for with, to ask for it again."""
        load = LoadOptions.of(batch.options)
        return {
            "origin": batch.origin,
            "mapping": batch.mapping.name if batch.mapping else "",
            "document": batch.mapping.document if batch.mapping else batch.options.get("document"),
            "mode": load.mode,
            "on_duplicate": load.on_duplicate,
            "missing": load.missing,
            "all_or_nothing": load.is_all_or_nothing,
            "overwrite_edits": load.is_overwriting,
        }

    def asked(self, upload: Upload, *, is_dry_run: bool = False) -> ImportRequest:
        """Give what is asked for, once it is valid."""
        given = self.cleaned_data
        return ImportRequest(
            upload=upload.pk,
            origin=given["origin"],
            mapping=given["mapping"],
            document=given["document"] or None,
            load=LoadOptions(
                mode=given["mode"],
                on_duplicate=given["on_duplicate"],
                missing=given["missing"],
                is_all_or_nothing=given["all_or_nothing"],
                is_overwriting=given["overwrite_edits"],
                is_dry_run=is_dry_run,
            ),
        )
