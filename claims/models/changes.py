"""Changes: what transactions did to claims, read back from their history.

A change is one row before and after one transaction. What a caller may not see is left out, and so is a
transaction of which nothing remains.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from claims.models import history
from claims.models.source import Source
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

Row = Mapping[str, Any]

# The last state of each row in each transaction, the state before it, and the state that the row has had last.
CHANGES = """
    SELECT {owner}, e.pgh_xid::text, e.pgh_obj_id, e.pgh_label,
        to_jsonb(e)::text, to_jsonb(before)::text, last.state::text
    FROM (
        SELECT DISTINCT ON (pgh_obj_id, pgh_xid) * FROM {table} WHERE {key} = ANY(%s) AND pgh_xid = ANY(%s::xid8[])
        ORDER BY pgh_obj_id, pgh_xid, pgh_id DESC
    ) AS e
    LEFT JOIN LATERAL (
        SELECT * FROM {table} AS b WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id AND b.pgh_xid <> e.pgh_xid
        ORDER BY b.pgh_id DESC LIMIT 1
    ) AS before ON TRUE
    LEFT JOIN LATERAL (
        SELECT to_jsonb(l) AS state FROM {table} AS l WHERE l.pgh_obj_id = e.pgh_obj_id ORDER BY l.pgh_id DESC LIMIT 1
    ) AS last ON TRUE
    ORDER BY e.pgh_id
"""
OWNERS = "SELECT DISTINCT pgh_obj_id, claim_id FROM {table} WHERE claim_id = ANY(%s)"
IN_CONFIDENCE = """
    SELECT DISTINCT pgh_obj_id FROM claims_appearanceevent AS e JOIN claims_source AS s ON s.id = e.source_id
    WHERE s.is_confidential AND e.pgh_obj_id = ANY(%s)
"""

# A new row says nothing of what is left empty.
BLANK = frozenset({"None", "", "[]", "False"})
DIGITS = {"year": 4, "month": 7, "day": 10}
UNSAID = frozenset({"id", "version", "created_at", "claim_id", "appearance_id"})
INTERNAL = {
    "evidence": frozenset({"is_confidential"}),
    "attribution": frozenset({"is_confidential"}),
    "verdict": frozenset(
        {
            "author_id",
            "writers",
            "approvals_required",
            "publish_at",
            "submitted_at",
            "evidence_exception",
            "claim_version",
        }
    ),
}


@dataclass(frozen=True)
class Tracked:
    """A history table: its noun, and the column by which its rows belong to a claim, or to a part of one."""

    noun: str
    model: Any
    key: str = "claim_id"

    @property
    def table(self) -> str:
        """Name the table."""
        return str(self.model._meta.db_table)

    def told(self, row: Row | None, unsaid: frozenset[str]) -> dict[str, Any]:
        """Give a row as it is told: references by their names, and partial dates in one."""
        found = {}
        for column in self.model._meta.local_fields:
            name = column.name
            if row is None or name.startswith("pgh_") or column.attname in unsaid or name.endswith("_precision"):
                continue
            value = row.get(column.attname)
            if value is not None and f"{name}_precision" in row:
                value = value[: DIGITS[row[f"{name}_precision"]]]
            found[name] = f"{value:f}" if isinstance(value, Decimal) else value
        return found


CLAIM = Tracked("claim", history.ClaimEvent, "pgh_obj_id")
APPEARANCE = Tracked("appearance", history.AppearanceEvent)
VERDICT = Tracked("verdict", history.VerdictEvent)
OF_CLAIM = (
    CLAIM,
    Tracked("external_id", history.ExternalIdEvent),
    APPEARANCE,
    Tracked("evidence", history.EvidenceEvent),
    Tracked("quantity", history.QuantityEvent),
    VERDICT,
    Tracked("reply", history.ReplyEvent),
    Tracked("note", history.NoteEvent),
)
OF_PART = (
    (APPEARANCE, Tracked("attribution", history.AttributionEvent, "appearance_id")),
    (VERDICT, Tracked("approval", history.ApprovalEvent, "verdict_id")),
    (VERDICT, Tracked("citation", history.VerdictEvidenceEvent, "verdict_id")),
)


@dataclass(frozen=True)
class Change:
    """What became of one row: its noun and id, and each field that changed, before and after."""

    noun: str
    id: int
    action: str
    fields: Mapping[str, tuple[Any, Any]]


@dataclass
class Transaction:
    """What one transaction did to one claim: the claim's last event in it, and all changes that a caller may see."""

    event: Any
    changes: list[Change] = field(default_factory=list)

    @property
    def changed(self) -> list[str]:
        """Name what changed: the claim's own fields, and the nouns of its parts."""
        own = {name for change in self.changes if change.noun == "claim" for name in change.fields}
        return sorted(own | {change.noun for change in self.changes if change.noun != "claim"})


def transactions(events: Iterable[Any], *, internal: bool) -> list[Transaction]:
    """Tell what the transactions of the given events of claims did, in their order, as far as a caller may see."""
    found = {(event.pgh_obj_id, event.pgh_xid): Transaction(event) for event in events}
    if found:
        claims, xids = {claim for claim, _ in found}, {xid for _, xid in found}
        for claim_id, xid, change in _changes(claims, xids, internal=internal):
            if (claim_id, xid) in found:
                found[claim_id, xid].changes.append(change)
    return list(found.values())


def _changes(claims: Collection[int], xids: Collection[int], *, internal: bool) -> Iterator[tuple[int, int, Change]]:
    """Give every change of some claims in some transactions, with its claim and its transaction."""
    seen: list[tuple[int, int, Tracked, Any]] = []
    for tracked in OF_CLAIM:
        seen += [(owner, xid, tracked, states) for owner, xid, states in _states(tracked, claims, xids)]
    for root, tracked in OF_PART:
        owners = _owners(root, claims, internal=internal)
        states = _states(tracked, owners, xids) if owners else []
        seen += [(owners[owner], xid, tracked, found) for owner, xid, found in states]
    secret = set() if internal else _confidential_sources(states for *_, states in seen)
    for claim_id, xid, tracked, states in seen:
        change = _change(tracked, states, internal=internal, secret=secret)
        if change is not None:
            yield claim_id, xid, change


def _states(tracked: Tracked, owners: Collection[int], xids: Collection[int]) -> list[tuple[int, int, Any]]:
    """Read (owner, transaction, (id, label, after, before, last)) of every row of a table that was changed."""
    sql = CHANGES.format(table=tracked.table, key=tracked.key, owner=f"e.{tracked.key}")
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(owners), [str(xid) for xid in xids]])
        return [
            (owner, int(xid), (row_id, label, _read(after), _read(before), _read(last)))
            for owner, xid, row_id, label, after, before, last in cursor.fetchall()
        ]


def _owners(root: Tracked, claims: Collection[int], *, internal: bool) -> dict[int, int]:
    """Give the claim of every part that has parts of its own, but for appearances in confidential sources."""
    with connection.cursor() as cursor:
        cursor.execute(OWNERS.format(table=root.table), [list(claims)])
        owners = dict(cursor.fetchall())
        if root is APPEARANCE and not internal:
            cursor.execute(IN_CONFIDENCE, [list(owners)])
            for (appearance_id,) in cursor.fetchall():
                del owners[appearance_id]
        return owners


def _read(state: str | None) -> Row | None:
    return None if state is None else json.loads(state, parse_float=Decimal)


def _confidential_sources(states: Iterable[Any]) -> set[int]:
    named = {row["source_id"] for _, _, *rows in states for row in rows if row and row.get("source_id")}
    return set(Source.objects.filter(pk__in=named, is_confidential=True).values_list("pk", flat=True))


def _change(tracked: Tracked, states: Any, *, internal: bool, secret: set[int]) -> Change | None:
    noun = tracked.noun
    row_id, label, after, before, last = states
    if label == "delete":
        before, after = (before and after), None
    if not internal:
        if _is_hidden(noun, last, secret):
            return None
        before, after = (None if row is None or _is_hidden(noun, row, secret) else row for row in (before, after))
    if before is None and after is None:
        return None
    action = "added" if before is None else "removed" if after is None else "changed"
    unsaid = UNSAID if internal else UNSAID | INTERNAL.get(noun, frozenset())
    fields = _differences(tracked.told(before, unsaid), tracked.told(after, unsaid))
    return Change(noun, row_id, action, fields) if fields or action != "changed" else None


def _differences(before: Row, after: Row) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and not set(map(str, pair)) <= BLANK}


def _is_hidden(noun: str, row: Row | None, secret: set[int]) -> bool:
    """Tell whether a state of a row is for those with `internal:read` alone."""
    if row is None:
        return False
    if noun in {"note", "approval", "citation"} or row.get("is_confidential") or row.get("source_id") in secret:
        return True
    if noun == "reply":
        return not row["is_public"]
    return noun == "verdict" and row["state"] not in RELEASED_VERDICT_STATES
