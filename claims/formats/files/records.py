"""What a format reader returns: records as they are in the file, and what is wrong with some."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.rules.refusal import shown
from claims.rules.text import storable

REMARKS = ("_row", "_field", "_problem")
"""Columns that say what was wrong with a row: they come back with a file that was corrected, and are passed over."""

LONGEST_SHOWN = 200
LONGEST_VALUE = 400


class Issue(NamedTuple):
    """Something that is wrong with a row, or worth a note: the column, its value, a stable code, plain words."""

    field: str
    value: str
    code: str
    message: str


class Record(NamedTuple):
    """One row as it stands in the file. `number` counts rows of data from 1, `line` counts lines from 1."""

    number: int
    line: int
    values: Mapping[str, Any]


class BadRecord(NamedTuple):
    """One row that could not be parsed, and what came instead of it: a list of cells or a line."""

    number: int
    line: int
    issue: Issue
    original: Any


@dataclass(frozen=True)
class Table:
    """A file that is being read: its columns, and its rows, once.

    `is_fixed` says that no row can have other columns than these, `read_as` how the file is read: its encoding, its
    delimiter and the like, as `claims.formats.files.read_as` tells it.
    """

    columns: tuple[str, ...]
    records: Iterator[Record | BadRecord]
    is_fixed: bool
    read_as: dict[str, Any] = field(default_factory=dict)


def cut(value: object) -> str:
    """Show a value in an issue: as text that can be stored, cut after 400 characters."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    text = str(storable(text[:LONGEST_VALUE]))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def quoted(value: object) -> str:
    """Quote a value inside a message, cut after 200 characters."""
    return shown(value, LONGEST_SHOWN)
