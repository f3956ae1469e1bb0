"""Read the next chunk in another thread while the last one is written; the writing thread has priority."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from threading import Event
from typing import Final, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

_END: Final = object()


def run_ahead(pool: Executor, work: Callable[[Given], Made], items: Iterator[Given]) -> Iterator[tuple[Given, Made]]:
    """Yield each item with the result of `work` on it, while the pool works on the next item.

    Items are taken in the caller's own thread, one ahead. What the work raises is raised here; what taking an item
    raises, after the items before it were given.
    """
    waiting: tuple[Given, Future[Made]] | None = None
    failure: Exception | None = None
    while failure is None:
        try:
            item = next(items)
        except Exception as error:  # noqa: BLE001, it is raised below
            failure = error
        else:
            started = item, pool.submit(work, item)
            if waiting is not None:
                yield waiting[0], waiting[1].result()
            waiting = started
    if waiting is not None:
        yield waiting[0], waiting[1].result()
    if not isinstance(failure, StopIteration):
        raise failure


def prefetched(pool: Executor, items: Iterator[Given]) -> Iterator[Given]:
    """Yield the items, while the pool makes the next one. Its exceptions are raised here."""
    waiting = pool.submit(next, items, _END)
    while (item := waiting.result()) is not _END:
        waiting = pool.submit(next, items, _END)
        yield item  # type: ignore[misc]


class WriterPriority:
    """Lets the thread that feeds the database run first; the reading thread pauses between two rows.

    Python runs one thread at a time. If both are busy, each gets half of the time, and Postgres waits that long.
    """

    def __init__(self) -> None:
        """Allow the reading thread to run."""
        self._is_free = Event()
        self._is_free.set()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Pause the reading thread."""
        self._is_free.clear()
        try:
            yield
        finally:
            self._is_free.set()

    def yield_to_writer(self) -> None:
        """Wait while the writing thread has priority."""
        self._is_free.wait()
