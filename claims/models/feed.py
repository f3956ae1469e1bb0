"""The feed: every committed change of every claim and the end of every import, once, in a fixed order.

The order is (epoch, transaction id, event id). What is at or above the oldest transaction still in flight
is held back, so that nothing ever appears behind a position that was handed out. Of the rows that one
transaction wrote of one claim the last is the event.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.models.history import ClaimEvent

# The claim's next row is of another transaction; rows of one transaction are adjacent, since it locks the claim.
IS_LAST = """
    NOT COALESCE((
        SELECT n.pgh_epoch = e.pgh_epoch AND n.pgh_xid = e.pgh_xid FROM claims_claimevent AS n
        WHERE n.pgh_obj_id = e.pgh_obj_id AND n.pgh_id > e.pgh_id ORDER BY n.pgh_id LIMIT 1
    ), FALSE)
"""
# Nothing of a past epoch is held back. It is compared as a row, so that the index ends the search.
HORIZON = "SELECT value, pg_snapshot_xmin(pg_current_snapshot()) FROM claims_feedepoch"
# The end of an import is an event without a claim, with the batch's id; its number is from the same sequence.
PAGE = f"""
    (
        SELECT e.*, NULL::bigint AS import_id FROM claims_claimevent AS e
        WHERE (e.pgh_epoch, e.pgh_xid, e.pgh_id) > (%(epoch)s, %(xid)s::xid8, %(event)s)
          AND (e.pgh_epoch, e.pgh_xid) < ({HORIZON})
          AND {IS_LAST}
        ORDER BY e.pgh_epoch, e.pgh_xid, e.pgh_id LIMIT %(limit)s
    ) UNION ALL (
        SELECT e.*, b.id FROM claims_importbatch AS b, jsonb_populate_record(
            NULL::claims_claimevent,
            jsonb_build_object(
                'pgh_epoch', b.told_epoch, 'pgh_xid', b.told_xid, 'pgh_id', b.told_event,
                'pgh_created_at', b.finished_at
            )
        ) AS e
        WHERE (b.told_epoch, b.told_xid, b.told_event) > (%(epoch)s, %(xid)s::xid8, %(event)s)
          AND (b.told_epoch, b.told_xid) < ({HORIZON})
        ORDER BY b.told_epoch, b.told_xid, b.told_event LIMIT %(limit)s
    ) ORDER BY pgh_epoch, pgh_xid, pgh_id LIMIT %(limit)s
"""
OF_CLAIM = f"""
    SELECT e.* FROM claims_claimevent AS e WHERE e.pgh_obj_id = %s AND e.pgh_id < %s AND {IS_LAST}
    ORDER BY e.pgh_id DESC LIMIT %s
"""
# An event, not a transaction id: after a crash Postgres assigns unused transaction ids again.
LATEST = f"""
    (
        SELECT pgh_epoch, pgh_xid::text::bigint, pgh_id FROM claims_claimevent WHERE (pgh_epoch, pgh_xid) < ({HORIZON})
        ORDER BY pgh_epoch DESC, claims_claimevent.pgh_xid DESC, pgh_id DESC LIMIT 1
    ) UNION ALL (
        SELECT told_epoch, told_xid::text::bigint, told_event FROM claims_importbatch
        WHERE (told_epoch, told_xid) < ({HORIZON})
        ORDER BY told_epoch DESC, claims_importbatch.told_xid DESC, told_event DESC LIMIT 1
    ) ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT 1
"""
# The first event that is held back, and the oldest transaction that writes or is prepared, as far as they are visible
# to us: those of other database users may not be.
HELD_BACK = f"""
    SELECT COALESCE(extract(epoch FROM clock_timestamp() - min(since)), 0) FROM (
        SELECT min(xact_start) AS since FROM pg_stat_activity WHERE backend_xid IS NOT NULL
        UNION ALL SELECT min(prepared) FROM pg_prepared_xacts
        UNION ALL (
            SELECT pgh_created_at FROM claims_claimevent WHERE (pgh_epoch, pgh_xid) >= ({HORIZON})
            ORDER BY pgh_epoch, pgh_xid LIMIT 1
        )
    ) AS oldest
"""


@dataclass(frozen=True, order=True)
class Position:
    """A place in the feed: after the event with these three values."""

    epoch: int = 0
    xid: int = 0
    event: int = 0


def position_of(event: Any) -> Position:
    """Return the cursor after an event."""
    return Position(event.pgh_epoch, event.pgh_xid, event.pgh_id)


def latest_position() -> Position:
    """Return the cursor after everything that the feed shows now."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST)
        return Position(*(cursor.fetchone() or ()))


def events_after(position: Position, limit: int) -> list[Any]:
    """Read the next events of the feed, at most `limit`; the end of an import has its `import_id` and no claim."""
    params = {"epoch": position.epoch, "xid": str(position.xid), "event": position.event, "limit": limit}
    return list(ClaimEvent.objects.raw(PAGE, params))


def events_of_claim(claim_id: int, before: int, limit: int) -> list[Any]:
    """Read the events of one claim with ids below `before`, newest first, one per transaction."""
    return list(ClaimEvent.objects.raw(OF_CLAIM, [claim_id, before, limit]))


def is_gone(claim_id: int) -> bool:
    """Return whether a claim was deleted because the import that created it was reverted."""
    return bool(ClaimEvent.objects.filter(pgh_obj=claim_id, pgh_label="delete").exists())


def seconds_held_back() -> float:
    """Return the age in seconds of the oldest event or transaction that the feed waits for; 0 if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_BACK)
        return float(cursor.fetchone()[0])
