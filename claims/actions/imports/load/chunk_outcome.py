"""A chunk of a load between reading and writing: its rows, and their outcome."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.formats.files.records import BadRecord, Issue, Record


@dataclass(frozen=True, slots=True)
class Keyed:
    """A record with its external id and the digest of what is read from it."""

    record: Record
    external_id: str
    digest: str


@dataclass(frozen=True, slots=True)
class RowIssue:
    """An issue with its row's number and the original row; it either refuses the row or is a note on it."""

    number: int
    issue: Issue
    original: Any
    is_refusal: bool


@dataclass
class Counts:
    """How many rows were read, by outcome."""

    rows_read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    repeated: int = 0
    linked: int = 0
    skipped: int = 0
    refused: int = 0
    duplicates: int = 0
    conflicts: int = 0
    kept: int = 0
    missing: int = 0

    def add(self, other: "Counts") -> None:
        """Add the counts of a chunk."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass
class Outcome:
    """The outcome of a chunk: its counts, its issues in the order of its rows, and detailed counts.

    The report counts by names of two parts: `new.entities`, `changed.text`, `issues.invalid`.
    """

    counts: Counts = field(default_factory=Counts)
    issues: list[RowIssue] = field(default_factory=list)
    report: Counter[str] = field(default_factory=Counter)

    def join(self, other: "Outcome") -> None:
        """Add another outcome."""
        self.counts.add(other.counts)
        self.issues += other.issues
        self.report.update(other.report)

    def refuse(self, record: Record | BadRecord, issues: Iterable[Issue]) -> None:
        """Refuse a row, with the reasons."""
        self.counts.refused += 1
        self._tell(record, issues, is_refusal=True)

    def add_note(self, record: Record | BadRecord, issues: Iterable[Issue]) -> None:
        """Report something about a row without refusing it."""
        self._tell(record, issues, is_refusal=False)

    def _tell(self, record: Record | BadRecord, issues: Iterable[Issue], *, is_refusal: bool) -> None:
        original = record.values if isinstance(record, Record) else record.original
        for issue in issues:
            self.issues.append(RowIssue(record.number, issue, original, is_refusal))
            self.report[f"issues.{issue.code}"] += 1
