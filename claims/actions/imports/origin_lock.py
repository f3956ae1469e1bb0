"""The lock of an origin: one load of it runs at a time; a running batch whose origin is not locked is dead."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error as DatabaseProblem

from claims.actions.imports.bulk_sql import rows_of

_LOCK = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
_TRY = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
_UNLOCK = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"
# Postgres lists a lock's 64 bits as two halves.
_HELD = """
    SELECT EXISTS (
        SELECT FROM pg_locks, hashtextextended(%s, 0) AS key
        WHERE locktype = 'advisory' AND objsubid = 1 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND classid::bigint = (key >> 32) & 4294967295 AND objid::bigint = key & 4294967295
    )
"""


@contextmanager
def one_at_a_time(origin: str) -> Iterator[None]:
    """Context manager: one load of an origin runs at a time, so that prefetched rows stay valid; others wait."""
    rows_of(_LOCK, [_name(origin)])
    try:
        yield
    finally:
        with suppress(DatabaseProblem):  # a session that is gone has given it back
            rows_of(_UNLOCK, [_name(origin)])


@contextmanager
def lock_if_free(origin: str) -> Iterator[bool]:
    """Lock an origin unless it is being loaded, and yield whether that worked."""
    with tried(_name(origin)) as is_mine:
        yield is_mine


@contextmanager
def tried(name: str) -> Iterator[bool]:
    """Try to take a lock of this name without waiting, and yield whether that worked."""
    is_mine = bool(rows_of(_TRY, [name])[0][0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with suppress(DatabaseProblem):
                rows_of(_UNLOCK, [name])


def is_loading(origin: str) -> bool:
    """Return whether a load of an origin runs now, in any process."""
    return bool(rows_of(_HELD, [_name(origin)])[0][0])


def _name(origin: str) -> str:
    return f"claims.import:{origin}"
