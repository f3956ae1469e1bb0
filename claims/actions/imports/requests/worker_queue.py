"""Find loads that wait for a worker: not started, or started by a process that was killed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from claims.actions.imports.origin_lock import lock_if_free, tried
from claims.actions.imports.requests.run_batch import run_batch
from claims.actions.imports.revert.revert_batch import revert_asked
from claims.models.import_batch import ImportBatch

RUN_WAITING = "imports.run"
"""The job that wakes a worker. It has no payload: the waiting loads are stored as batches."""
LOADS_AT_ONCE = 2
"""How many loads the workers of an installation run at once; each worker has other jobs besides."""


def wake_worker() -> None:
    """Wake a worker once the current transaction is committed."""
    app.configure_task(RUN_WAITING, queue="imports").defer()


def run_waiting_batches(is_stopping: Callable[[], bool] = lambda: False) -> list[int]:
    """Run the waiting loads, the oldest first, and return the ids of their batches.

    An origin whose load runs already, here or in another process, is left alone. Where the process is to end, the load
    is broken off after a chunk; another worker goes on with it.
    """
    done: list[int] = []
    with _free_place() as has_place:
        while has_place and not is_stopping() and (batch_id := _run_next(done, is_stopping)):
            done.append(batch_id)
    return done


def _run_next(done: list[int], is_stopping: Callable[[], bool]) -> int | None:
    for batch_id, origin in _waiting().exclude(pk__in=done).values_list("pk", "origin"):
        with lock_if_free(origin) as is_mine:
            # A running load has its origin locked. This one has not, so its process was killed.
            state = _waiting().filter(pk=batch_id).values_list("state", flat=True).first() if is_mine else None
            if state == "cancelling":
                ImportBatch.objects.filter(pk=batch_id).update(state="cancelled", finished_at=timezone.now())
            elif state == "reverting":
                revert_asked(_waiting().get(pk=batch_id))
                return batch_id
            elif state is not None:
                run_batch(batch_id, is_stopping)
                return batch_id
    return None


def _waiting() -> "QuerySet[ImportBatch]":
    sent = Q(state__in=["pending", "running", "cancelling"], upload__isnull=False)
    return ImportBatch.objects.filter(sent | Q(state="reverting")).order_by("pk")


@contextmanager
def _free_place() -> Iterator[bool]:
    """Try to take one of the slots in which workers load, and yield whether one was free."""
    for number in range(LOADS_AT_ONCE):
        with tried(f"claims.import.place:{number}") as is_mine:
            if is_mine:
                yield True
                return
    yield False
