"""Find rows of a load that somebody has edited since: those with later events that are not the load's."""

from collections.abc import Mapping

from claims.actions.imports.bulk_sql import rows_of

# LIMIT keeps each a look into an index, however long the history is.
_EDITED = """
    SELECT ours.id FROM unnest(%s::bigint[], %s::bigint[]) AS ours (id, event), LATERAL (
        SELECT FROM {history} AS e WHERE e.pgh_obj_id = ours.id AND e.pgh_id > ours.event AND NOT EXISTS (
            SELECT FROM claims_importstep AS step
            WHERE step.batch_id = %s AND step.xid = e.pgh_xid AND step.began_at = e.pgh_created_at
        ) LIMIT 1
    ) AS since
"""


def edited_since(history: str, batch_id: int, events: Mapping[int, int]) -> set[int]:
    """Return the rows with later events of other transactions, given each row's event of the load."""
    if not events:
        return set()
    rows = rows_of(_EDITED.format(history=history), [list(events), list(events.values()), batch_id])
    return {row_id for (row_id,) in rows}
