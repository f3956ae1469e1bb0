"""Report a load at the terminal: a progress bar while it runs, then its issues and counts."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from claims.actions.imports.load.chunk_outcome import RowIssue
from claims.actions.imports.load.load_file import Load
from claims.formats.files.input_stream import Input
from claims.formats.files.read_as import ReadAs, in_words

MOST_ISSUES = 20
ALWAYS = {"inserted": "new", "updated": "changed", "unchanged": "unchanged", "refused": "refused"}
SELDOM = {
    "left_out": "left out by the mode",
    "repeated": "repeated",
    "linked": "linked to existing claims",
    "skipped": "skipped",
    "duplicates": "said elsewhere too",
    "conflicts": "verdicts that differ",
    "kept": "fields kept as people changed them",
    "missing": "claims no longer in the file",
}


class ImportReport:
    """Collects the output about a load while it runs."""

    def __init__(self, source: Input, *, is_shown: bool) -> None:
        """Report on a load of this file; the bar is drawn only on a terminal."""
        self._source, self._started, self.seconds = source, time.monotonic(), 0.0
        self.load: Load | None = None
        self.read_as: ReadAs = {}
        self.is_dry_run = False
        self._issues: list[RowIssue] = []
        self._issue_count = 0
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn(
                "{task.fields[rows]:,} rows  {task.fields[speed]:,.0f} rows/s  {task.fields[refused]:,} refused"
            ),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not is_shown or not console.is_terminal,
        )

    @contextmanager
    def running(self) -> Iterator[None]:
        """Context manager: draw the bar until the load ends."""
        with self._progress:
            self._task = self._progress.add_task(
                self._source.name, total=self._source.size, rows=0, speed=0.0, refused=0
            )
            yield

    def note(self, load: Load) -> None:
        """Add the result of a chunk, and update the bar."""
        self.load, self.seconds = load, time.monotonic() - self._started
        self._issue_count += len(load.issues)
        self._issues += load.issues[: MOST_ISSUES - len(self._issues)]
        rows = load.counts.rows_read
        self._progress.update(
            self._task,
            completed=self._source.position,
            rows=rows,
            speed=rows / self.seconds,
            refused=load.counts.refused,
        )

    def end(self, load: Load) -> None:
        """Add the final result; some counts are known only at the end."""
        self.load, self.seconds = load, time.monotonic() - self._started

    def issues(self) -> Iterator[str]:
        """Yield the first issues, one per line, and how many more there are."""
        for found in self._issues:
            field, message = found.issue.field, found.issue.message
            where = f", {field}" if field and not message.startswith(f"{field}:") else ""
            yield f"row {found.number}{where}: {message}"
        more = self._issue_count - len(self._issues)
        if more and self.load:
            yield f"… and {more:,} more, see import batch {self.load.batch_id}"

    def summary(self, unused: tuple[str, ...]) -> Iterator[str]:
        """Yield the summary: the counts of rows by outcome."""
        if self.load is None:
            return
        counts = self.load.counts
        counted = [f"{getattr(counts, name):,} {word}" for name, word in ALWAYS.items()]
        counted += [f"{getattr(counts, name):,} {word}" for name, word in SELDOM.items() if getattr(counts, name)]
        yield (
            f"{counts.rows_read:,} rows read in {self.seconds:.1f} s ({self._speed():,.0f} rows/s): "
            f"{', '.join(counted)}. This is import batch {self.load.batch_id}."
        )
        if self.is_dry_run:
            yield "This was a dry run: nothing was written."
        if self.read_as:
            yield f"Read as {in_words(self.read_as)}."
        if unused:
            yield f"Columns not used: {', '.join(unused)}."

    def as_json(self, unused: tuple[str, ...]) -> dict[str, Any]:
        """Return the summary as data for `--json`."""
        counts = asdict(self.load.counts) if self.load else {}
        return {
            "batch": self.load and self.load.batch_id,
            "is_dry_run": self.is_dry_run,
            **counts,
            "seconds": round(self.seconds, 3),
            "rows_per_second": round(self._speed()),
            "read_as": self.read_as,
            "unused_columns": list(unused),
        }

    def _speed(self) -> float:
        return self.load.counts.rows_read / self.seconds if self.load and self.seconds else 0.0
