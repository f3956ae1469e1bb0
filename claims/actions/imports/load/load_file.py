"""Load a file of claims, chunk by chunk."""

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock

from claims.actions.imports.compare.rating_lookup import Ratings
from claims.actions.imports.load.chunk_outcome import Counts, Outcome, RowIssue
from claims.actions.imports.load.chunk_reader import Chunk, KeyedChunk, Pace, chunks, mark_ids_seen, reset_seen_ids
from claims.actions.imports.load.chunk_writer import ChunkWriter
from claims.actions.imports.load.load_options import LoadOptions
from claims.actions.imports.load.missing_claims import report_missing
from claims.actions.imports.load.read_ahead import WriterPriority, prefetched, run_ahead
from claims.actions.imports.load.record_spool import Records, spool
from claims.actions.imports.load.running_batch import (
    ImportedFile,
    LoadCancelledError,
    LoadInterruptedError,
    RunningBatch,
)
from claims.actions.imports.load.staging_tables import staging_tables
from claims.actions.imports.load.words_digests import fill_words_digests
from claims.actions.imports.origin_lock import one_at_a_time
from claims.actions.nouns.dry_run import dry_run_tables
from claims.formats.files.records import Table
from claims.formats.mapping.row_plan import RowPlan
from claims.rules.access import Actor, require

_tuning = Lock()
_AS_USUAL = LoadOptions()


@dataclass
class Load:
    """The progress of a load: its batch, its counts so far, and the issues of the latest chunk."""

    batch_id: int
    counts: Counts = field(default_factory=Counts)
    issues: list[RowIssue] = field(default_factory=list)
    report: Counter[str] = field(default_factory=Counter)


def import_claims(
    table: Table,
    plan: RowPlan,
    file: ImportedFile,
    *,
    actor: Actor,
    options: LoadOptions = _AS_USUAL,
    batch_id: int | None = None,
    on_progress: Callable[[Load], None] = lambda _: None,
) -> Load:
    """Load a file: valid rows are imported, invalid rows are reported, unchanged rows are skipped.

    A chunk of rows is one transaction: what was written stays where a later one fails. Claims are found by origin and
    external id; a second load of an origin waits for the first. One that was broken off is taken up where the file,
    the mapping and the options are the same; `batch_id` names one that waits. `on_progress` is called after each chunk.
    A dry run counts and reports the same and writes nothing; an all-or-nothing load writes nothing if rows are
    refused, and the batch has failed. Where it fails late, what it has written is reverted.

    Raises AccessError and UnknownScaleError before anything is written, FileError where the file cannot be read on,
    and LoadCancelledError where somebody cancelled it.
    """
    require(actor, "import.run")
    ratings = Ratings()
    ratings.check(plan.scales())
    fill_words_digests()
    with (
        one_at_a_time(file.origin),
        _tuned_interpreter(),
        staging_tables(),
        dry_run_tables(is_needed=options.is_dry_run or options.is_all_or_nothing),
        RunningBatch(file, table, options, actor, batch_id) as batch,
        ThreadPoolExecutor(max_workers=1) as reader,
    ):
        run = _Run(plan, ratings, batch, options, actor, reader, on_progress)
        run.of(table.records)
    return run.load


class _Run:
    """A running load. It reads the file once, or twice if everything or nothing is to be written."""

    def __init__(
        self,
        plan: RowPlan,
        ratings: Ratings,
        batch: RunningBatch,
        options: LoadOptions,
        actor: Actor,
        reader: ThreadPoolExecutor,
        on_progress: Callable[[Load], None],
    ) -> None:
        self._plan, self._ratings, self._batch, self._reader = plan, ratings, batch, reader
        self._options, self._actor, self._on_progress = options, actor, on_progress
        self.load = Load(batch.row.pk, batch.before.counts, report=batch.before.report)

    def of(self, records: Records) -> None:
        """Check or write the records, as the options say."""
        if self._options.is_dry_run:
            self._through(records, is_trial=True)
        elif self._batch.row.phase == "writing":
            self._write(_behind(records, self._batch.position, self._plan))
        elif not self._written_if_all_are_good(records):
            return
        if self._options.missing == "report":
            self.load.counts.missing = report_missing(self._batch.row)

    def _written_if_all_are_good(self, records: Records) -> bool:
        with spool() as kept:
            self._through(kept.record(records), is_trial=True)
            if self.load.counts.refused:
                self.load.counts = self._batch.write_nothing(self.load.counts)
                return False
            self._batch.begin_writing()
            reset_seen_ids()
            self.load = Load(self.load.batch_id)
            self._write(kept.replay())
        return not self._batch.is_undone

    def _write(self, records: Records) -> None:
        """Write the records; undo an all-or-nothing load if it fails or refuses a row late."""
        try:
            self._through(records, is_trial=False)
        except LoadInterruptedError:
            raise
        except BaseException:
            if self._options.is_all_or_nothing:
                self._batch.undo(self._actor)
            raise
        if self._options.is_all_or_nothing and self.load.counts.refused:
            self._batch.undo(self._actor)
            self.load.counts = self._batch.write_nothing(self.load.counts)

    def _through(self, records: Records, *, is_trial: bool) -> None:
        origin = self._batch.row.origin
        way, pace = WriterPriority(), Pace()
        writer = ChunkWriter(self._plan, origin, self._batch, self._options, self._actor, way, is_trial=is_trial)
        keyed = prefetched(self._reader, (KeyedChunk(chunk, self._plan) for chunk in chunks(records, pace)))
        options = self._options
        looked_up = (
            Chunk(
                chunk,
                self._plan,
                origin,
                is_overwriting=options.is_overwriting,
                keeps_bad_figures=options.on_bad_figure == "keep-row",
            )
            for chunk in keyed
        )
        for chunk, rows in run_ahead(self._reader, lambda chunk: chunk.rows(self._ratings, way), looked_up):
            started, load = time.monotonic(), self.load
            done = load.counts.rows_read
            outcome = writer.write(chunk, rows, Outcome(load.counts, report=load.report))
            load.counts, load.issues, load.report = outcome.counts, outcome.issues, outcome.report
            self._on_progress(load)
            if self._batch.is_cancelled:
                raise LoadCancelledError("It was cancelled.")
            pace.note(load.counts.rows_read - done, time.monotonic() - started)


def _behind(records: Records, position: int, plan: RowPlan) -> Records:
    """Skip the rows that an earlier run of this load has finished; only their external ids are read."""
    while position and (chunk := list(islice(records, min(position, Pace.MOST)))):
        mark_ids_seen(chunk, plan)
        position -= len(chunk)
    return records


@contextmanager
def _tuned_interpreter() -> Iterator[None]:
    """Tune the interpreter for parsing rows in one thread and feeding the database in another.

    Rows are trees, so cycles are looked for rarely: that took a third of a load's time. The thread that feeds the
    database waits for the other for a millisecond at most, else Postgres waits with it.
    """
    if not _tuning.acquire(blocking=False):  # another load of this process does it
        yield
        return
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(100_000, 50, 1_000)
    sys.setswitchinterval(0.001)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval)
        _tuning.release()
