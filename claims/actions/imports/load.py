"""Loading a file of claims: the verb, and its way through the chunks."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock

from claims.actions.imports.ahead import ahead, taken_ahead
from claims.actions.imports.batch import LoadCancelledError, LoadedFile, RunningBatch
from claims.actions.imports.chunk import Counts, Outcome, RowIssue
from claims.actions.imports.missing import tell_missing
from claims.actions.imports.options import LoadOptions
from claims.actions.imports.origin_lock import one_at_a_time
from claims.actions.imports.ratings import Ratings
from claims.actions.imports.reading import Chunk, KeyedChunk, Pace, chunks, see
from claims.actions.imports.staging import staging_tables
from claims.actions.imports.words import fill_words_digests
from claims.actions.imports.writing import ChunkWriter
from claims.formats.plan import Plan
from claims.formats.record import BadRecord, Record, Table
from claims.rules.access import Actor, require

_tuning = Lock()
_AS_USUAL = LoadOptions()

Records = Iterator[Record | BadRecord]


@dataclass
class Load:
    """A load as it goes: its batch, its counts so far, and the issues of its latest chunk."""

    batch_id: int
    counts: Counts = field(default_factory=Counts)
    issues: list[RowIssue] = field(default_factory=list)


def import_claims(
    table: Table,
    plan: Plan,
    file: LoadedFile,
    *,
    actor: Actor,
    options: LoadOptions = _AS_USUAL,
    batch_id: int | None = None,
    told: Callable[[Load], None] = lambda _: None,
) -> Load:
    """Load a file: its good rows in, its bad rows reported, what it said before and says again left alone.

    A chunk of rows is one transaction: what was written stays where a later one fails. Claims are found by origin and
    external id; a second load of an origin waits for the first. One that was broken off is taken up where the file,
    the mapping and the options are the same; `batch_id` names one that waits. `told` is called after each chunk.

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
        RunningBatch(file, table.columns, options, actor, batch_id) as batch,
        ThreadPoolExecutor(max_workers=1) as reader,
    ):
        load = Load(batch.row.pk, batch.counts)
        writer = ChunkWriter(plan, file.origin, batch, options, actor)
        pace = Pace()
        records = _behind(table.records, batch.position, plan)
        keyed = taken_ahead(reader, (KeyedChunk(chunk, plan) for chunk in chunks(records, pace)))
        looked_up = (Chunk(chunk, plan, file.origin) for chunk in keyed)
        for chunk, rows in ahead(reader, lambda chunk: chunk.rows(ratings), looked_up):
            started = time.monotonic()
            done = load.counts.rows_read
            outcome: Outcome = writer.write(chunk, rows, load.counts)
            load.counts, load.issues = outcome.counts, outcome.issues
            told(load)
            if batch.is_cancelled:
                raise LoadCancelledError("It was cancelled.")
            pace.note(load.counts.rows_read - done, time.monotonic() - started)
        if options.missing == "report":
            load.counts.missing = tell_missing(batch.row)
    return load


def _behind(records: Records, position: int, plan: Plan) -> Records:
    """Pass over the rows that an earlier run of this load is done with: of each only the external id is looked at."""
    while position and (chunk := list(islice(records, min(position, Pace.MOST)))):
        see(chunk, plan)
        position -= len(chunk)
    return records


@contextmanager
def _tuned_interpreter() -> Iterator[None]:
    """Suit the interpreter to reading rows in one thread and feeding the database in another.

    Rows are trees, so cycles are looked for rarely: that took a third of a load's time. The thread that feeds the
    database waits for the other for half a millisecond at most, else Postgres waits with it.
    """
    if not _tuning.acquire(blocking=False):  # another load of this process does it
        yield
        return
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(100_000, 50, 1_000)
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval)
        _tuning.release()
