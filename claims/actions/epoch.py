"""Raise the epoch of the feed when the database moves, because transaction ids start again there."""

from django.db import connection

from claims.actions.change import record
from claims.rules.access import Actor

# Wait for writers of the old epoch; writers who wait for this lock belong to the new one.
WAIT_FOR_WRITERS = "LOCK TABLE claims_claimevent IN SHARE ROW EXCLUSIVE MODE"
# Greater than every earlier epoch, also of the database that this is a copy of: seconds since 2025.
RAISE = """
    UPDATE claims_feedepoch
    SET value = GREATEST(value + 1, extract(epoch FROM clock_timestamp() - timestamptz '2025-01-01 00:00Z')::integer)
    RETURNING value
"""
# Reset the transaction of the clock of shared nouns, because its id may occur again.
FORGET_TRANSACTION = "UPDATE claims_nounclock SET changed_in = '0'"


def raise_epoch(*, actor: Actor) -> int:
    """Begin a new epoch of the feed and return its number. Call this before the first write after a restore."""
    with record(actor=actor, verb="epoch.raise"), connection.cursor() as cursor:
        cursor.execute(WAIT_FOR_WRITERS)
        cursor.execute(FORGET_TRANSACTION)
        cursor.execute(RAISE)
        return int(cursor.fetchone()[0])
