"""Changes: what transactions did to claims, read back from their history.

A change is one row before and after one transaction. What a caller may not see is left out, and so is a
transaction of which nothing remains.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from claims.models.source import Source
from claims.models.tracked import APPEARANCE, CLAIM, OF_CLAIM, OF_PART, VERDICT, Row, Tracked, read_state
from claims.models.verdict import Verdict
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

# One transaction is known by its id and its time: ids begin anew where the database was restored.
# Given are a row's owner, such a transaction, and which of the told ones it is. The state after it, the state
# before it, and where it counts what is confidential today the last state that the row has had.
CHANGES = """
    SELECT e.place, e.{key}, e.pgh_obj_id, e.pgh_label, to_jsonb(e)::text, to_jsonb(before)::text, {last}
    FROM (
        SELECT DISTINCT ON (place, pgh_obj_id) * FROM unnest(%s::bigint[], %s::xid8[], %s::timestamptz[], %s::int[])
            AS told (owner, xid, at, place)
        JOIN {table} AS row ON row.{key} = told.owner AND row.pgh_xid = told.xid AND row.pgh_created_at = told.at
        ORDER BY place, pgh_obj_id, pgh_id DESC
    ) AS e
    LEFT JOIN LATERAL (
        SELECT * FROM {table} AS b
        WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id AND (b.pgh_xid, b.pgh_created_at) <> (e.xid, e.at)
        ORDER BY b.pgh_id DESC LIMIT 1
    ) AS before ON TRUE
    ORDER BY e.place, e.pgh_id
"""
LAST = """
    (SELECT to_jsonb(l)::text FROM {table} AS l WHERE l.pgh_obj_id = e.pgh_obj_id ORDER BY l.pgh_id DESC LIMIT 1)
"""
# The told events of claims are the last of their transactions already.
OF_CLAIMS = """
    SELECT to_jsonb(before)::text FROM unnest(%s::bigint[]) WITH ORDINALITY AS told (event, place)
    JOIN claims_claimevent AS e ON e.pgh_id = told.event
    LEFT JOIN LATERAL (
        SELECT * FROM claims_claimevent AS b
        WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id
          AND (b.pgh_xid, b.pgh_created_at) <> (e.pgh_xid, e.pgh_created_at)
        ORDER BY b.pgh_id DESC LIMIT 1
    ) AS before ON TRUE
    ORDER BY told.place
"""
IN_CONFIDENCE = """
    SELECT DISTINCT pgh_obj_id FROM claims_appearanceevent AS e JOIN claims_source AS s ON s.id = e.source_id
    WHERE s.is_confidential AND e.pgh_obj_id = ANY(%s)
"""
