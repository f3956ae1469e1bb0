"""Serializers of imports."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from claims.actions.imports.load.load_options import MISSING, MODES, ON_BAD_FIGURE, ON_DUPLICATE, LoadOptions
from claims.actions.imports.requests.import_request import ImportRequest
from claims.api.fields import (
    AnyField,
    IdField,
    ListField,
    SwitchField,
    TextField,
    VerbatimField,
    WholeField,
    WordField,
    refused,
)
from claims.api.serializers.base import Shape, Strict
from claims.api.serializers.references import UserField
from claims.api.uploads import FormData
from claims.formats.files.read_options import (
    DELIMITERS,
    LONGEST_NAME,
    MOST_NAMES,
    MOST_ROWS_SKIPPED,
    READ_OPTIONS,
    OptionError,
    ReadOption,
    ReadOptions,
    is_character,
    names_of,
)
from claims.formats.mapping.mapping_document import MappingError, parse_document, read_document
from claims.models import ImportBatch, ImportIssue, Mapping, Upload
from claims.models.import_batch import COUNTS
from claims.rules.vocabulary import IMPORT_FORMATS

_SWITCHES = {"all_or_nothing": "is_all_or_nothing", "dry_run": "is_dry_run", "overwrite_edits": "is_overwriting"}
DOCUMENT = {"type": "object", "additionalProperties": True}
_TEXT = {"type": "string"}
_SAID = {"word": _TEXT, "character": _TEXT, "text": _TEXT, "flag": {"type": "boolean"}, "count": {"type": "integer"}}
_CHARACTER = f"^({'|'.join(DELIMITERS.values())}|[^A-Za-z0-9\"' \\r\\n\\x00])$"
READ_AS = {
    "type": "object",
    "properties": {
        **{name: _SAID[one.kind] for name, one in READ_OPTIONS.items() if name not in ("format", "columns")},
        "is_encoding_guessed": {"type": "boolean"},
        "other_sheets": {"type": "array", "items": {"type": "string"}},
    },
}


@extend_schema_field({"oneOf": [{"type": "string", "description": "YAML or JSON."}, DOCUMENT]})
class DocumentField(AnyField):
    """A mapping document: in JSON an object, elsewhere its text as YAML or JSON."""

    def to_internal_value(self, data: Any) -> Any:
        """Read a document. Raises ValidationError."""
        try:
            found = read_document(data) if isinstance(data, dict) else parse_document(str(data), "the mapping")
        except MappingError as error:
            raise serializers.ValidationError(str(error), code="invalid_mapping") from error
        return found.model_dump(exclude_unset=True)


@extend_schema_field({"type": "string", "pattern": _CHARACTER})
class CharacterField(WordField):
    """One of a few words, or any one character that can be a delimiter."""

    def to_internal_value(self, data: Any) -> str:
        """Return the word or character. Raises ValidationError."""
        return data if isinstance(data, str) and is_character(data) else super().to_internal_value(data)


@extend_schema_field({"type": "string", "format": "binary"})
class FileField(AnyField):
    """The file itself, as a part of a form that has a file name."""

    def to_internal_value(self, data: Any) -> Upload:
        """Return the upload that the parser stored. Raises ValidationError."""
        if not isinstance(data, Upload):
            raise serializers.ValidationError("Send the file as multipart/form-data.", code="invalid")
        return data


class ImportRequestShape(Strict):
    """A file to import, and how to import it."""

    file = FileField(required=False, help_text="The file, or give `upload`.")
    upload = IdField(required=False, help_text="A file that was sent before: an upload of a preview or of a batch.")
    origin = TextField(max_length=100, help_text="Where the rows' ids come from, for example politifact.")
    mapping = TextField(max_length=100, required=False, help_text="A mapping by its name, shipped or stored.")
    document = DocumentField(required=False, help_text="A mapping itself; with a name it is stored under that.")
    publisher = TextField(max_length=253, required=False, help_text="Whose the verdicts are, by domain.")
    scale = TextField(max_length=100, required=False, help_text="The rating scale of the verdicts, by slug.")
    mode = WordField(choices=list(MODES), default="upsert", help_text="Write all rows, new ones or known ones.")
    on_duplicate = WordField(
        choices=list(ON_DUPLICATE),
        default="create",
        help_text="What becomes of a row whose words are a claim of another origin.",
    )
    missing = WordField(
        choices=list(MISSING), default="ignore", help_text="Report claims of this origin that the file no longer holds."
    )
    on_bad_figure = WordField(
        choices=list(ON_BAD_FIGURE),
        default="refuse-row",
        help_text="Refuse a row with a figure that cannot be read, or import the row without it and report that.",
    )
    all_or_nothing = SwitchField(default=False, help_text="Write nothing unless every row is good.")
    dry_run = SwitchField(default=False, help_text="Tell what would be done, and do nothing. Also as `?dry_run=true`.")
    overwrite_edits = SwitchField(default=False, help_text="Write over what a person changed here since the last load.")

    def get_fields(self) -> dict[str, Any]:
        """Add the options of reading a file."""
        reading = {name: _reading_field(option) for name, option in READ_OPTIONS.items()}
        return {**super().get_fields(), **reading}

    def to_internal_value(self, data: Any) -> Any:
        """Parse the numbers, booleans and lists of a form."""
        if isinstance(data, FormData):
            data = {name: _meant(self.fields.get(name), value) for name, value in data.items()}
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the id of the upload and the options for reading it. Raises ValidationError."""
        file = attrs.pop("file", None)
        if (file is None) == ("upload" not in attrs):
            missing = ErrorDetail("Send the file, or give the `upload` of one sent before.", "required")
            both = ErrorDetail("Send the file or give its `upload`, not both.", "invalid")
            raise serializers.ValidationError({"file": [missing if file is None else both]})
        options = {name: attrs.pop(name) for name in READ_OPTIONS if name in attrs}
        try:
            reading = ReadOptions.from_dict(options)
        except OptionError as error:
            raise refused(error) from error
        return {**attrs, "upload": attrs["upload"] if file is None else file.pk, "reading": reading}

    def asked(self, *, is_dry_run: bool = False) -> ImportRequest:
        """Return the validated request. `is_dry_run` makes it a dry run too."""
        data = dict(self.validated_data)
        words = {name: data.pop(name) for name in ("mode", "on_duplicate", "missing", "on_bad_figure")}
        switches = {attribute: data.pop(name) for name, attribute in _SWITCHES.items()}
        switches["is_dry_run"] |= is_dry_run
        return ImportRequest(**data, load=LoadOptions(**words, **switches))


class PreviewRequestShape(ImportRequestShape):
    """A file to preview, and how it would be imported."""

    origin = TextField(max_length=100, required=False)

    def asked(self, *, is_dry_run: bool = True) -> ImportRequest:
        """Return the validated request."""
        self.validated_data.setdefault("origin", "")
        return super().asked(is_dry_run=is_dry_run)


def _reading_field(option: ReadOption) -> serializers.Field:
    arguments: dict[str, Any] = {"required": False, "help_text": option.help}
    if option.kind == "word":
        return WordField(choices=list(option.words), **arguments)
    if option.kind == "character":
        return CharacterField(choices=list(option.words), **arguments)
    if option.kind == "count":
        return WholeField(min_value=0, max_value=MOST_ROWS_SKIPPED, **arguments)
    if option.kind == "flag":
        return SwitchField(**arguments)
    name = VerbatimField(max_length=LONGEST_NAME, **({} if option.kind == "names" else arguments))
    return name if option.kind == "text" else ListField(child=name, max_length=MOST_NAMES, **arguments)


def _meant(field: Any, value: Any) -> Any:
    if isinstance(field, SwitchField):
        return {"true": True, "false": False}.get(value, value)
    if isinstance(field, ListField):
        return _names(value)
    return int(value) if isinstance(field, WholeField) and value.isascii() and value.isdigit() else value


def _names(value: str) -> list[str]:
    try:
        return list(names_of(value))
    except OptionError as error:
        raise refused(error) from error


@extend_schema_field(READ_AS)
class ReadAsField(serializers.JSONField):
    """How a file was read, as given or detected."""


class ImportShape(Shape):
    """One load of a file."""

    mapping = serializers.SerializerMethodField()
    read_as = ReadAsField(read_only=True, help_text="How the file was read, as given or detected; empty at first.")
    created_by = UserField(read_only=True, allow_null=True)
    counts = serializers.SerializerMethodField()
    size = serializers.SerializerMethodField()

    class Meta(Shape.Meta):
        model = ImportBatch
        fields: ClassVar = [
            "id", "state", "is_dry_run", "origin", "file_name", "format", "size", "mapping", "options", "read_as",
            "counts", "report", "error", "upload", "created_by", "created_at", "started_at", "finished_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": ["object", "null"], "properties": {
        "id": {"type": "integer"}, "name": {"type": "string"}, "version": {"type": "integer"},
    }, "required": ["id", "name", "version"]})  # fmt: skip
    def get_mapping(self, row: ImportBatch) -> dict[str, Any] | None:
        """Return the mapping with its version."""
        found = row.mapping
        return None if found is None else {"id": found.pk, "name": found.name, "version": found.version}

    @extend_schema_field(
        {"type": "object", "properties": {name: {"type": "integer"} for name in COUNTS}, "required": list(COUNTS)}
    )
    def get_counts(self, row: ImportBatch) -> dict[str, int]:
        """Return the numbers of rows by outcome."""
        return {name: getattr(row, name) for name in COUNTS}

    def get_size(self, row: ImportBatch) -> int | None:
        """Return the size of the file in bytes while it is stored."""
        return None if row.upload is None else row.upload.size


class ImportIssueShape(Shape):
    """A problem of a row, or a note on it."""

    row = serializers.JSONField(read_only=True)

    class Meta(Shape.Meta):
        model = ImportIssue
        fields: ClassVar = ["id", "row_number", "field", "value", "code", "message", "is_refusal", "row"]
        read_only_fields = fields


class PreviewRowShape(serializers.Serializer):
    """One of the first rows."""

    number = serializers.IntegerField(help_text="1 is the first row of data.")
    cells = serializers.DictField(child=serializers.CharField(), help_text="What stands in it, by column.")
    fields = serializers.DictField(child=serializers.CharField(), help_text="What is read from it, by field.")
    problems = serializers.ListField(child=serializers.CharField(), help_text="Why it would be refused.")


class PreviewShape(serializers.Serializer):
    """A file, and what a mapping reads from its first rows."""

    upload = serializers.IntegerField(help_text="By which the file is loaded, for a day.")
    format = serializers.ChoiceField(choices=list(IMPORT_FORMATS))
    read_as = ReadAsField(help_text="How it was read, as given or detected: encoding, delimiter, quoting and so on.")
    columns = serializers.ListField(child=serializers.CharField())
    document = serializers.JSONField(help_text="The mapping that was used; one that was proposed where none was given.")
    remarks = serializers.ListField(child=serializers.CharField(), help_text="What a proposed mapping is not sure of.")
    problem = serializers.CharField(help_text="Why the mapping does not fit the file, if it does not.")
    unused = serializers.ListField(child=serializers.CharField(), help_text="Columns that are left out.")
    rows = PreviewRowShape(many=True)


class MappingShape(Shape):
    """One version of a mapping."""

    document = serializers.JSONField(read_only=True)
    created_by = UserField(read_only=True, allow_null=True)

    class Meta(Shape.Meta):
        model = Mapping
        fields: ClassVar = ["id", "name", "version", "document", "created_by", "created_at"]
        read_only_fields = fields


class MappingCreateShape(Strict):
    """A mapping, and the name under which it is stored."""

    name = TextField(max_length=100)
    document = DocumentField()
