"""The feed's epoch: raised when the database moves, since transaction ids begin anew there."""

from django.db import connection

from claims.actions.change import record
from claims.rules.access import Actor

# Whoever has written an event of the old epoch ends first; whoever waits for us writes one of the new.
WAIT_FOR_WRITERS = "LOCK TABLE claims_claimevent IN SHARE ROW EXCLUSIVE MODE"
# Later than every epoch before it, also those of a database of which this is a copy: seconds since 2025.
RAISE = """
    UPDATE claims_feedepoch
    SET value = GREATEST(value + 1, extract(epoch FROM clock_timestamp() - timestamptz '2025-01-01 00:00Z')::integer)
    RETURNING value
"""
# The clock of shared nouns forgets the transaction that set it, since its id may come again.
FORGET_TRANSACTION = "UPDATE claims_nounclock SET changed_in = '0'"


def raise_epoch(*, actor: Actor) -> int:
    """Begin a new epoch of the feed and return its number; do it before the first write after a restore."""
    with record(actor=actor, verb="epoch.raise"), connection.cursor() as cursor:
        cursor.execute(WAIT_FOR_WRITERS)
        cursor.execute(FORGET_TRANSACTION)
        cursor.execute(RAISE)
        return int(cursor.fetchone()[0])
