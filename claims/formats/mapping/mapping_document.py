"""Mapping documents: YAML or JSON that says which columns of a file become which fields."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import ValidationError

from claims.formats.mapping.document_check import document_problems
from claims.formats.mapping.document_parts import (
    Cell,
    Document,
    FieldName,
    FileSection,
    GivenCell,
    Group,
    Several,
    Word,
)
from claims.formats.mapping.field_names import parse_column_name
from claims.rules.text import storable

LONGEST_DOCUMENT = 100_000

_SHIPPED = files("claims") / "mappings"
_MOST_SHOWN = 20


class MappingError(Exception):
    """Raised for an invalid mapping, with a one-line message; `problems` lists each problem separately."""

    def __init__(self, *problems: str) -> None:
        self.problems = tuple(map(storable, problems))
        more = len(problems) - _MOST_SHOWN
        super().__init__(" ".join([*self.problems[:_MOST_SHOWN], *([f"And {more} more."] if more > 0 else [])]))


class MappingDocument(Document):
    """Maps a file's columns to fields: a column per field, and constants for fields without a column.

    Of appearances, evidence and verdicts there may be several groups. The verdicts of a file that repeats the labels
    of others are `second_hand`. `file` says how the file itself is read.
    """

    description: str = ""
    second_hand: bool = False
    file: FileSection = FileSection()
    fields: dict[FieldName, GivenCell] = {}
    appearances: Annotated[
        list[Group], Several("appearances", attributions=(Annotated[list[Group], Several("attributions")], []))
    ] = []
    evidence: Annotated[list[Group], Several("evidence")] = []
    verdicts: Annotated[list[Group], Several("verdicts")] = []
    constants: dict[FieldName, Word | list[Word]] = {}

    def groups(self) -> dict[str, list[Group]]:
        """Return the groups of each kind."""
        return {"appearances": self.appearances, "evidence": self.evidence, "verdicts": self.verdicts}

    def every_group(self) -> list[Group]:
        """Return all groups, including nested ones."""
        groups = [group for several in self.groups().values() for group in several]
        return [*groups, *(link for group in groups for link in group.links)]

    def all_cells(self) -> dict[str, tuple[str, str, Cell]]:
        """Return every cell by its place in the document, with its field's group and short name."""
        found: dict[str, tuple[str, str, Cell]] = {}
        for name, cell in self.fields.items():
            column = parse_column_name(name)
            if column is not None:
                found[f"fields.{name}"] = column.group, column.short, cell
        for kind, groups in self.groups().items():
            for at, group in enumerate(groups, start=1):
                found |= {f"{kind}.{at}.{short}": (kind, short, cell) for short, cell in group.cells.items()}
                for link, inside in enumerate(group.links, start=1):
                    place = f"{kind}.{at}.attributions.{link}"
                    found |= {f"{place}.{short}": ("attributions", short, cell) for short, cell in inside.cells.items()}
        return found

    def overridden(self, columns: dict[str, str], constants: dict[str, str]) -> "MappingDocument":
        """Return a copy in which some fields come from other columns or from constants instead.

        Raises MappingError for a field that is not known or is given both.
        """
        twice = sorted(columns.keys() & constants.keys())
        if twice:
            raise MappingError(f"{twice[0]} is given a column and a constant: give one of them.")
        document = self.model_dump(exclude_unset=True)
        fields = {name: cell for name, cell in document.get("fields", {}).items() if name not in constants}
        fixed = {name: value for name, value in self.constants.items() if name not in columns}
        return read_document({**document, "fields": {**fields, **columns}, "constants": {**fixed, **constants}})


def read_document(given: object, name: str = "the mapping") -> MappingDocument:
    """Validate a parsed mapping document. Raises MappingError with all problems and their places."""
    if not isinstance(given, dict):
        raise MappingError(f"{name} is not a mapping: it begins with fields: and constants:.")
    try:
        document = MappingDocument.model_validate(given)
    except ValidationError as error:
        raise MappingError(*_told(name, error)) from error
    problems = [
        f"{name}: {problem}" for problem in document_problems(document.fields, document.constants, document.all_cells())
    ]
    if problems:
        raise MappingError(*problems)
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
    """Return the shipped mapping of this name, or None."""
    found = _SHIPPED / f"{name}.yaml"
    return parse_document(found.read_text(encoding="utf-8"), name) if name in shipped_names() else None


def shipped_names() -> list[str]:
    """List the names of the shipped mappings."""
    return sorted(entry.name.removesuffix(".yaml") for entry in _SHIPPED.iterdir() if entry.name.endswith(".yaml"))


def parse_document(text: str, name: str) -> MappingDocument:
    """Parse a mapping document. Raises MappingError."""
    return read_document(parse_yaml(text, name), name)


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML or JSON. Raises MappingError, also for duplicate keys and for aliases."""
    if len(text) > LONGEST_DOCUMENT:
        raise MappingError(f"{name} has {len(text):,} characters, and {LONGEST_DOCUMENT:,} are the most.")
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a safe loader  # nosec B506
    except yaml.YAMLError as error:
        raise MappingError(f"{name} is not YAML: {' '.join(str(error).split())}.") from error
    except RecursionError as error:
        raise MappingError(f"{name} is nested too deep.") from error
    except ValueError as error:  # a day such as 2019-02-30
        raise MappingError(f"{name} holds a value that YAML cannot read: {error}; put it into quotes.") from error


class _Loader(yaml.SafeLoader):
    """A loader of plain data that refuses duplicate keys and aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases, by which a small text can expand to a huge one."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(f"*alias in line {self.line + 1}: write it out, aliases are not read")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Refuse duplicate keys."""
        found = super().construct_mapping(node, deep=deep)
        if len(found) < len(node.value):
            keys = [key.value for key, _ in node.value]
            twice = next((key for key in keys if keys.count(key) > 1), "a key")
            raise yaml.YAMLError(f"{twice} appears twice, in line {node.start_mark.line + 1} and what follows")
        return found


def _told(name: str, error: ValidationError) -> Iterable[str]:
    for found in error.errors(include_url=False, include_input=False):
        steps = [str(step + 1) if isinstance(step, int) else step for step in found["loc"] if step != "[key]"]
        where = ".".join(steps)
        if found["type"] == "extra_forbidden":
            yield f"{name}: {where} is not known here."
        else:
            yield f"{name}: {where}: {found['msg'].removeprefix('Value error, ').rstrip('.?')}."
