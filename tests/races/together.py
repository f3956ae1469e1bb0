"""Run several calls at once, each in a thread with its own connection."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Barrier, Event
from time import monotonic
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.actions.change import StaleVersionError
from claims.rules.verbs import IllegalMoveError
from claims.rules.workflow import BlockedError

Act = Callable[[], Any]
Race = Callable[..., list[Any]]
REFUSALS = (IllegalMoveError, BlockedError, StaleVersionError)
SECONDS = 60
INTERVAL = 0.005  # seconds between two looks at a condition

BLOCKED = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
"""


def from_a_barrier(
    *acts: Act, refusals: tuple[type[Exception], ...] = REFUSALS, claims: Sequence[int] = ()
) -> list[Any]:
    """Start every call at the same moment, and return what each returned or which refusal it raised."""
    barrier = Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        waiting = [pool.submit(_alone, act, barrier, refusals) for act in acts]
        return [future.result(SECONDS) for future in waiting]


def queued(*acts: Act, claims: Sequence[int], refusals: tuple[type[Exception], ...] = REFUSALS) -> list[Any]:
    """Start the calls in the order given while the rows of claims are locked, and unlock when all of them wait.

    So each has read what it reads without a lock before the first of them writes.
    """
    barrier = Barrier(1)
    waiting: list[Future[Any]] = []
    with ThreadPoolExecutor(len(acts)) as pool:
        with locked(claims) as count_blocked:
            for act in acts:
                waiting.append(pool.submit(_alone, act, barrier, refusals))
                until(lambda: count_blocked() + _done(waiting) >= len(waiting))
        return [future.result(SECONDS) for future in waiting]


def queued_backwards(*acts: Act, claims: Sequence[int], refusals: tuple[type[Exception], ...] = REFUSALS) -> list[Any]:
    """Like `queued`, with the last call first in the queue."""
    return queued(*acts[::-1], claims=claims, refusals=refusals)[::-1]


WAYS: tuple[Race, ...] = (from_a_barrier, queued, queued_backwards)


def _alone(act: Act, barrier: Barrier, refusals: tuple[type[Exception], ...]) -> Any:
    try:
        connection.ensure_connection()
        barrier.wait(SECONDS)
        return act()
    except refusals as refusal:
        return refusal
    finally:
        connection.close()


@contextmanager
def another_connection() -> Iterator[BaseDatabaseWrapper]:
    """Open a second connection, in a transaction that is rolled back."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        yield other
    finally:
        other.close()


@contextmanager
def locked(claims: Sequence[int]) -> Iterator[Callable[[], int]]:
    """Lock the rows of claims. Yields a function that counts the connections which wait for a lock."""
    with another_connection() as other, other.cursor() as cursor:
        cursor.execute("SELECT FROM claims_claim WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [list(claims)])
        yield partial(_count_blocked, other)
        other.rollback()


def _count_blocked(other: BaseDatabaseWrapper) -> int:
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(BLOCKED)
        count: int = cursor.fetchone()[0]
        return count


def _done(waiting: "list[Future[Any]]") -> int:
    return sum(future.done() for future in waiting)


def until(is_true: Callable[[], bool]) -> None:
    """Wait until a condition is true. Raises AssertionError after a minute."""
    deadline = monotonic() + SECONDS
    while not is_true():
        assert monotonic() < deadline, f"this did not become true within {SECONDS} s: {is_true}"
        Event().wait(INTERVAL)  # leave the processor to what is waited for


def until_blocked(count: int) -> None:
    """Wait until so many connections wait for a lock."""
    with another_connection() as other:
        until(lambda: _count_blocked(other) >= count)


def won(results: list[Any]) -> list[Any]:
    """Return the results of the calls that were not refused."""
    return [result for result in results if not isinstance(result, Exception)]


def refusals(results: list[Any]) -> list[str]:
    """Return the names of the refusals, or the codes of their blockers, sorted."""
    names = []
    for result in results:
        if isinstance(result, BlockedError):
            names.append("+".join(one.code for one in result.blockers))
        elif isinstance(result, Exception):
            names.append(type(result).__name__)
    return sorted(names)
