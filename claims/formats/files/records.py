"""The output of a format reader: unchanged records, and the problems of bad ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.rules.refusal import shown
from claims.rules.text import storable

REMARKS = ("_row", "_field", "_problem")
"""Columns that describe the problems of a refused row. They are ignored when the corrected file is loaded."""

NULL_WORDS = frozenset([
    "NULL", "null", "Null", "(null)", "\\N", "NaN", "nan", "NAN", "NaT", "<NA>", "NA", "N/A", "n/a", "N/a", "#N/A",
    "N.A.", "n.a.", "None", "none", "nil", "-", "--", "---", "\u2013", "\u2014",
])  # fmt: skip
"""What programs and people write into a cell that holds nothing."""

LONGEST_SHOWN = 200
LONGEST_VALUE = 400


class Issue(NamedTuple):
    """A problem of a row, or a note on it: the column, its value, a stable code and a message."""

    field: str
    value: str
    code: str
    message: str


class Record(NamedTuple):
    """One row of the file. `number` counts rows of data from 1, `line` counts lines from 1."""

    number: int
    line: int
    values: Mapping[str, Any]


class BadRecord(NamedTuple):
    """One row that could not be parsed, with its original list of cells or line."""

    number: int
    line: int
    issue: Issue
    original: Any


@dataclass(frozen=True)
class Table:
    """A file being read: its columns, and an iterator of its rows.

    `is_fixed` says that no row can have other columns than these, `read_as` how the file is read: its encoding, its
    delimiter and the like, as `claims.formats.files.read_as` tells it. `without_name` are columns that no header
    names and that hold nothing but the numbers of the rows, or nothing at all.
    """

    columns: tuple[str, ...]
    records: Iterator[Record | BadRecord]
    is_fixed: bool
    read_as: dict[str, Any] = field(default_factory=dict)
    without_name: tuple[str, ...] = ()


def cut(value: object) -> str:
    """Return a value as text for an issue, cut after 400 characters."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    text = str(storable(text[:LONGEST_VALUE]))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def quoted(value: object) -> str:
    """Return a value quoted for a message, cut after 200 characters."""
    return shown(value, LONGEST_SHOWN)
