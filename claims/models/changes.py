"""Changes: what transactions did to claims, read back from their history.

A change is one row before and after one transaction. What a caller may not see is left out, and so is a
transaction of which nothing remains.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from claims.models.hidden import NOTHING, Hidden, hidden_of, in_confidence
from claims.models.tracked import APPEARANCE, CLAIM, OF_CLAIM, OF_PART, VERDICT, Row, Tracked, read_state

# A transaction is identified by its id and its time: ids start again when the database is restored.
# The parameters are a row's owner, a transaction, and its place among the requested ones. The state after it, the state
# before it and, if it matters what is confidential today, the row's last state are returned.
CHANGES = """
    SELECT {index}, e.place, e.{key}, e.pgh_obj_id, e.pgh_label, to_jsonb(e)::text, to_jsonb(before)::text, {last}
    FROM (
        SELECT DISTINCT ON (place, pgh_obj_id) * FROM unnest(%s::bigint[], %s::xid8[], %s::timestamptz[], %s::int[])
            AS wanted (owner, xid, at, place)
        JOIN {table} AS row ON row.{key} = wanted.owner AND row.pgh_xid = wanted.xid AND row.pgh_created_at = wanted.at
        ORDER BY place, pgh_obj_id, pgh_id DESC
    ) AS e
    LEFT JOIN LATERAL (
        SELECT * FROM {table} AS b
        WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id AND (b.pgh_xid, b.pgh_created_at) <> (e.xid, e.at)
        ORDER BY b.pgh_id DESC LIMIT 1
    ) AS before ON TRUE
    ORDER BY e.place, e.pgh_id
"""
Owners = Sequence[tuple[int, int]]
"""Owners of rows, each with the place of its event among the requested ones."""

LAST = """
    (SELECT to_jsonb(l)::text FROM {table} AS l WHERE l.pgh_obj_id = e.pgh_obj_id ORDER BY l.pgh_id DESC LIMIT 1)
"""
# The requested events of claims already are the last of their transactions.
OF_CLAIMS = """
    SELECT to_jsonb(e)::text, to_jsonb(before)::text FROM unnest(%s::bigint[]) WITH ORDINALITY AS wanted (event, place)
    JOIN claims_claimevent AS e ON e.pgh_id = wanted.event
    LEFT JOIN LATERAL (
        SELECT * FROM claims_claimevent AS b
        WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id
          AND (b.pgh_xid, b.pgh_created_at) <> (e.pgh_xid, e.pgh_created_at)
        ORDER BY b.pgh_id DESC LIMIT 1
    ) AS before ON TRUE
    ORDER BY wanted.place
"""


@dataclass(frozen=True)
class Change:
    """The change of one row: its noun and id, and each changed field, before and after."""

    noun: str
    id: int
    action: str
    fields: Mapping[str, tuple[Any, Any]]


@dataclass
class Transaction:
    """The effect of one transaction on one claim: the claim's last event, and all changes that a caller may see.

    It withdraws if it hid something from the caller, who then learns only that the claim shows less.
    """

    event: Any
    changes: list[Change] = field(default_factory=list)
    withdraws: bool = False

    @property
    def changed(self) -> list[str]:
        """Return what changed: the claim's own fields, and the nouns of its parts."""
        own = {name for change in self.changes if change.noun == "claim" for name in change.fields}
        return sorted(own | {change.noun for change in self.changes if change.noun != "claim"})


@dataclass(frozen=True)
class _States:
    """A row changed by a requested transaction: its states after and before it, and its last one if requested."""

    place: int
    tracked: Tracked
    owner: int
    id: int
    label: str
    after: Row | None
    before: Row | None
    last: Row | None = None


def transactions(events: Sequence[Any], *, internal: bool) -> list[Transaction]:
    """Return the transactions of the given events, in their order, as far as a caller may see them.

    Each event is the last of its claim in its transaction. Takes a fixed number of statements.
    """
    found = [Transaction(event) for event in events]
    if not found:
        return found
    states = [*_of_claims(events)]
    states += _of_parts(events, internal=internal)
    states += _of_parts_of_parts(states, events, internal=internal)
    hidden = (
        NOTHING if internal else hidden_of(row for one in states for row in (one.after, one.before, one.last) if row)
    )
    for one in states:
        change = _change(one, hidden, internal=internal)
        if change is not None:
            found[one.place].changes.append(change)
        found[one.place].withdraws |= not internal and hidden.withdraws(one.tracked.noun, one.before, one.after)
    return found


def _of_claims(events: Sequence[Any]) -> Iterator[_States]:
    """Return the states of the claims themselves."""
    with connection.cursor() as cursor:
        cursor.execute(OF_CLAIMS, [[event.pgh_id for event in events]])
        rows = cursor.fetchall()
    for place, (event, (after, before)) in enumerate(zip(events, rows, strict=True)):
        claim_id = event.pgh_obj_id
        yield _States(place, CLAIM, claim_id, claim_id, event.pgh_label, read_state(after), read_state(before))


def _of_parts(events: Sequence[Any], *, internal: bool) -> list[_States]:
    """Return the states of the claims' parts, including parts that a merge moved to another claim."""
    owners = [(event.pgh_obj_id, place) for place, event in enumerate(events)]
    owners += [(event.merged_into_id, place) for place, event in enumerate(events) if event.merged_into_id]
    return [
        one
        for one in _read([(tracked, owners) for tracked in OF_CLAIM], events, internal=internal)
        if one.owner == (claim := events[one.place].pgh_obj_id) or (one.before and one.before["claim_id"] == claim)
    ]


def _of_parts_of_parts(states: Sequence[_States], events: Sequence[Any], *, internal: bool) -> Iterator[_States]:
    """Yield the states of parts of parts, except for appearances in a confidential source."""
    asked: list[tuple[Tracked, Owners]] = []
    for root in (APPEARANCE, VERDICT) if internal else (APPEARANCE,):
        found = [(one.id, one.place) for one in states if one.tracked is root]
        if not internal:
            secret = in_confidence({part for part, _ in found})
            found = [(part, place) for part, place in found if part not in secret]
        if found:
            asked += [(tracked, found) for tracked in OF_PART[root]]
    return _read(asked, events, internal=internal)


def _read(asked: Sequence[tuple[Tracked, Owners]], events: Sequence[Any], *, internal: bool) -> Iterator[_States]:
    """Read by one statement the rows of some owners that changed in their transactions."""
    statements: list[str] = []
    values: list[Any] = []
    for index, (tracked, owners) in enumerate(asked):
        last = "NULL" if internal else LAST.format(table=tracked.table)
        statements.append(f"({CHANGES.format(index=index, table=tracked.table, key=tracked.key, last=last)})")
        wanted = [events[place] for _, place in owners]
        values += [
            [owner for owner, _ in owners],
            [str(event.pgh_xid) for event in wanted],
            [event.pgh_created_at for event in wanted],
            [place for _, place in owners],
        ]
    if not statements:
        return
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        for index, place, owner, row_id, label, *states in cursor.fetchall():
            yield _States(place, asked[index][0], owner, row_id, label, *map(read_state, states))


def _change(states: _States, hidden: Hidden, *, internal: bool) -> Change | None:
    tracked, after, before = states.tracked, states.after, states.before
    if states.label == "delete":
        after = None
    if not internal:
        if hidden.hides(tracked.noun, states.last):
            return None
        before, after = (None if hidden.hides(tracked.noun, row) else row for row in (before, after))
    if before is None and after is None:
        return None
    action = "added" if before is None else "removed" if after is None else "changed"
    fields = tracked.differences(before, after, internal=internal)
    if action != "changed":
        fields.pop("claim", None)
    if tracked.noun == "reply" and not internal:
        fields = hidden.without_drafts(fields)
    return Change(tracked.noun, states.id, action, fields) if fields or action != "changed" else None
