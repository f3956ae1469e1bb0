"""Loading a file of claims: the verb, and its way through the chunks."""

import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from claims.actions.imports.ahead import ahead, taken_ahead
from claims.actions.imports.batch import LoadedFile, RunningBatch
from claims.actions.imports.chunk import Counts, Outcome, RowIssue
from claims.actions.imports.options import LoadOptions
from claims.actions.imports.ratings import Ratings
from claims.actions.imports.reading import Chunk, KeyedChunk, chunks
from claims.actions.imports.staging import rows_of, staging_tables
from claims.actions.imports.writing import ChunkWriter
from claims.formats.plan import Plan
from claims.formats.record import Table
from claims.rules.access import Actor, require

CHUNK_ROWS = 5_000

_tuning = Lock()
_AS_USUAL = LoadOptions()


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
    told: Callable[[Load], None] = lambda _: None,
) -> Load:
    """Load a file: its good rows in, its bad rows reported, what it said before and says again left alone.

    A chunk of rows is one transaction: what was written stays where a later one fails. Claims are found by origin and
    external id; a second load of an origin waits for the first. `told` is called after each chunk. Raises AccessError
    and UnknownScaleError before anything is written, and FileError where the file cannot be read on.
    """
    require(actor, "import.run")
    ratings = Ratings()
    ratings.check(plan.scales())
    with (
        _one_at_a_time(file.origin),
        _tuned_interpreter(),
        staging_tables(),
        RunningBatch(file, options, actor) as batch,
        ThreadPoolExecutor(max_workers=1) as reader,
    ):
        load = Load(batch.row.pk)
        writer = ChunkWriter(plan, file.origin, batch, options, actor)
        keyed = taken_ahead(reader, (KeyedChunk(records, plan) for records in chunks(table.records, CHUNK_ROWS)))
        looked_up = (Chunk(chunk, plan, file.origin) for chunk in keyed)
        for chunk, rows in ahead(reader, lambda chunk: chunk.rows(ratings), looked_up):
            outcome: Outcome = writer.write(chunk, rows, load.counts)
            load.counts, load.issues = outcome.counts, outcome.issues
            told(load)
    return load


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


@contextmanager
def _one_at_a_time(origin: str) -> Iterator[None]:
    """Let one load of an origin run at a time, so that what was looked up ahead stays true."""
    key = [f"claims.import:{origin}"]
    rows_of("SELECT pg_advisory_lock(hashtextextended(%s, 0))", key)
    try:
        yield
    finally:
        rows_of("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)
