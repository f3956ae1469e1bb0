"""The parts of a mapping document: cells, which are read from columns, and groups of cells."""

import datetime as dt
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    SerializerFunctionWrapHandler,
    create_model,
    model_serializer,
    model_validator,
)

from claims.formats.files.read_options import ReadOptions
from claims.formats.mapping.date_pattern import DatePattern
from claims.formats.mapping.field_names import GROUPS, like, parse_column_name
from claims.formats.mapping.transforms import transform

_MOST = 100


def _known_field(name: str) -> str:
    if parse_column_name(name) is None:
        raise ValueError(f"{name!r} is no field" + like(name))
    return name


def _checked_transform(given: Any) -> Any:
    transform(given)
    return given


def _checked_template(template: str) -> str:
    DatePattern(template)
    return template


def _word(value: object) -> object:
    if isinstance(value, bool | int | float | dt.date):
        raise ValueError(f"{value} is read as a {type(value).__name__} by YAML: put it into quotes")  # noqa: TRY004
    return value


Word = Annotated[str, BeforeValidator(_word)]
Column = Annotated[Word, Field(min_length=1, max_length=500)]
FieldName = Annotated[str, BeforeValidator(_word), AfterValidator(_known_field)]
Columns = Annotated[list[Column], Field(min_length=1, max_length=_MOST)]


class Document(BaseModel):
    """A part of a mapping document."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class FileSection(Document):
    """Options for reading the file itself, named as in ReadOptions."""

    format: Word | None = None
    encoding: Word | None = None
    delimiter: Word | None = None
    quoting: Word | None = None
    has_header: bool | None = None
    header_row: int | None = None
    skip_rows: int | None = None
    columns: list[Column] = []
    sheet: Word | None = None
    rows: Word | None = None
    member: Word | None = None
    has_null_words: bool | None = None

    @model_validator(mode="after")
    def _is_known(self) -> "FileSection":
        self.options()
        return self

    def options(self) -> ReadOptions:
        """Return them as ReadOptions. Raises OptionError."""
        return ReadOptions.from_dict(self.model_dump(exclude_unset=True))


class Cell(Document):
    """The source of a field and how it is parsed: transforms, then the values map, then date templates.

    It comes from a `column`, from the first of several that is filled, from all of several (a list, or joined to one
    text), is a `constant`, or, for an id where a file has none, is a digest of some columns. A field that is mapped
    to null by `values` or `otherwise` is left out. A column that no row has is an error unless it is `optional`.
    """

    column: Column | None = None
    first_of: Columns = []
    all_of: Columns = []
    digest_of: Columns = []
    constant: Word | list[Word] | None = None
    join: str | None = None
    optional: bool = False
    transforms: Annotated[list[Annotated[Any, AfterValidator(_checked_transform)]], Field(max_length=20)] = []
    separator: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    values: dict[Word, Word | None] = {}
    otherwise: Word | None = None
    dates: Annotated[list[Annotated[str, AfterValidator(_checked_template)]], Field(max_length=20)] = []

    SOURCES: ClassVar = ("column", "first_of", "all_of", "digest_of", "constant")

    @model_validator(mode="after")
    def _has_one_source(self) -> "Cell":
        given = [name for name in self.SOURCES if getattr(self, name)]
        if len(given) != 1:
            sources = " and ".join(given) or "nothing"
            raise ValueError(f"it comes from {sources}: give one of {', '.join(self.SOURCES)}")
        if self.join is not None and not self.all_of:
            raise ValueError("join: is for all_of")
        return self

    @model_serializer(mode="wrap")
    def _as_short_as_can_be(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        return data["column"] if data.keys() == {"column"} else data

    @property
    def columns(self) -> list[str]:
        """List the columns or paths that the cell is read from."""
        return [self.column] if self.column else [*self.first_of, *self.all_of, *self.digest_of]


def _as_cell(given: object) -> object:
    return {"column": given} if isinstance(given, str) else given


def _as_list(given: object) -> object:
    return given if isinstance(given, list) else [given]


GivenCell = Annotated[Cell, BeforeValidator(_as_cell)]
Condition = dict[Column, Annotated[list[Word], BeforeValidator(_as_list), Field(min_length=1)]]


class Group(Document):
    """A part of a row: its fields by their short names.

    With `each`, one part for each object of a list, whose columns are paths that go through that list. With `when`,
    only where these columns hold one of these values; with `unless`, only where none does.
    """

    each: Column | None = None
    when: Condition = {}
    unless: Condition = {}

    @property
    def cells(self) -> dict[str, Cell]:
        """Return the given cells by the short names of their fields."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
        return {name: cell for name, cell in given.items() if isinstance(cell, Cell)}

    @property
    def links(self) -> "list[Group]":
        """Return its nested groups."""
        return getattr(self, "attributions", [])


class Several:
    """Annotation for a list of groups of one kind; a single group may be given without a list."""

    def __init__(self, name: str, **inside: Any) -> None:
        cells: dict[str, Any] = dict.fromkeys(GROUPS[name], (GivenCell | None, None))
        group = create_model(name.capitalize(), __base__=Group, **cells, **inside)
        self._type = Annotated[list[group], BeforeValidator(_as_list), Field(max_length=_MOST)]

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> Any:
        """Validate each item as a group of this kind."""
        return handler.generate_schema(self._type)
