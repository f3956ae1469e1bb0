"""Mapping documents: how a foreign file's columns become fields, as small YAML or JSON."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from claims.formats.date_pattern import DatePattern
from claims.formats.fields import DATE_FIELDS, FIELDS, LIST_FIELDS, like
from claims.formats.transform import transform

LONGEST_DOCUMENT = 100_000

_SHIPPED = files("claims") / "mappings"


class MappingError(Exception):
    """Refuse a mapping, in one line that says what to do."""


def _known_field(name: str) -> str:
    if name not in FIELDS:
        raise ValueError(f"{name!r} is no field" + like(name, tuple(FIELDS)))
    return name


def _checked_transform(given: Any) -> Any:
    transform(given)
    return given


def _checked_template(template: str) -> str:
    DatePattern(template)
    return template


def _word(value: object) -> object:
    if isinstance(value, bool | int | float):
        raise ValueError(f"{value} is read as a {type(value).__name__} by YAML: put it into quotes")  # noqa: TRY004
    return value


FieldName = Annotated[str, BeforeValidator(_word), AfterValidator(_known_field)]
Word = Annotated[str, BeforeValidator(_word)]


class Document(BaseModel):
    """A part of a mapping document."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Cell(Document):
    """Which column a field is read from, and how: transforms, then the values map, then the dates' templates.

    A field that is mapped to null by `values` or `otherwise` is left out. A column that no row has is an error unless
    it is `optional`.
    """

    column: Word
    optional: bool = False
    transforms: Annotated[list[Annotated[Any, AfterValidator(_checked_transform)]], Field(max_length=20)] = []
    separator: str | None = None
    values: dict[Word, Word | None] = {}
    otherwise: Word | None = None
    dates: Annotated[list[Annotated[str, AfterValidator(_checked_template)]], Field(max_length=20)] = []


def _as_cell(given: object) -> object:
    return {"column": given} if isinstance(given, str) else given


class MappingDocument(Document):
    """How a foreign file's columns become fields: per field a column, and constants for what no column holds."""

    description: str = ""
    fields: dict[FieldName, Annotated[Cell, BeforeValidator(_as_cell)]] = {}
    constants: dict[FieldName, Word | list[Word]] = {}

    def overridden(self, columns: dict[str, str], constants: dict[str, str]) -> "MappingDocument":
        """Give a copy in which some fields come from other columns, or from constants, instead.

        Raises MappingError for a field that is not known or is given both.
        """
        twice = sorted(columns.keys() & constants.keys())
        if twice:
            raise MappingError(f"{twice[0]} is given a column and a constant: give one of them.")
        fields = {
            name: cell.model_dump(exclude_unset=True) for name, cell in self.fields.items() if name not in constants
        }
        fixed = {name: value for name, value in self.constants.items() if name not in columns}
        return read_document(
            {"description": self.description, "fields": {**fields, **columns}, "constants": {**fixed, **constants}}
        )


def read_document(given: object, name: str = "the mapping") -> MappingDocument:
    """Check a mapping document as YAML or JSON made it. Raises MappingError naming the first thing that is wrong."""
    if not isinstance(given, dict):
        raise MappingError(f"{name} is not a mapping: it begins with fields: and constants:.")
    try:
        document = MappingDocument.model_validate(given)
    except ValidationError as error:
        raise MappingError(f"{name}: {_first(error)}") from error
    for field, cell in document.fields.items():
        _check_fit(name, field, cell)
    both = sorted(document.fields.keys() & document.constants.keys())
    if both:
        raise MappingError(f"{name}: {both[0]} stands under fields and under constants: keep one of them.")
    return document


def load_document(path: str) -> MappingDocument:
    """Read a mapping document from a YAML or JSON file. Raises MappingError."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise MappingError(f"There is no mapping file {path}.") from error
    except (OSError, UnicodeError) as error:
        raise MappingError(f"The mapping file {path} cannot be read: {error}.") from error
    return parse_document(text, path)


def shipped_document(name: str) -> MappingDocument | None:
    """Give the mapping of this name that comes with the product, or None."""
    found = _SHIPPED / f"{name}.yaml"
    return parse_document(found.read_text(encoding="utf-8"), name) if name in shipped_names() else None


def shipped_names() -> list[str]:
    """List the names of the mappings that come with the product."""
    return sorted(entry.name.removesuffix(".yaml") for entry in _SHIPPED.iterdir() if entry.name.endswith(".yaml"))


def parse_document(text: str, name: str) -> MappingDocument:
    """Read a mapping document from its text. Raises MappingError."""
    if len(text) > LONGEST_DOCUMENT:
        raise MappingError(f"{name} has {len(text):,} characters, and {LONGEST_DOCUMENT:,} are the most.")
    try:
        return read_document(yaml.safe_load(text), name)
    except yaml.YAMLError as error:
        raise MappingError(f"{name} is not YAML: {' '.join(str(error).split())}.") from error


def _check_fit(name: str, field: str, cell: Cell) -> None:
    if cell.dates and field not in DATE_FIELDS:
        raise MappingError(f"{name}: {field} is no date: dates: is for {', '.join(sorted(DATE_FIELDS))}.")
    if cell.separator is not None and (field not in LIST_FIELDS or not cell.separator):
        raise MappingError(f"{name}: separator: is for {' and '.join(sorted(LIST_FIELDS))}, and is not empty.")


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(step) for step in first["loc"] if step != "[key]")
    if first["type"] == "extra_forbidden":
        return f"{where} is not known here."
    return f"{where}: {first['msg'].removeprefix('Value error, ').rstrip('.?')}."
