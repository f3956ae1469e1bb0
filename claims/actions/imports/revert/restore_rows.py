"""Restore claims that a load changed, field by field and part by part."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from claims.actions.current_verdict import refresh_current_verdicts
from claims.actions.imports import field_list
from claims.actions.imports.bulk_sql import discard_plans, next_ids, rows_of
from claims.actions.imports.revert.edited_since import edited_since
from claims.actions.imports.revert.orphan_nouns import OrphanCandidates
from claims.models.import_step import ImportStep
from claims.models.tracked import APPEARANCE, CLAIM, OF_PART, TRACKED, VERDICT, Row, Tracked, read_state
from claims.models.triggers import content_columns

# The last event of each row in the transaction, the state before it, and the row as it is.
_ROWS = """
    SELECT DISTINCT ON (e.pgh_obj_id) e.pgh_id, e.pgh_label, to_jsonb(e)::text, before.state::text, to_jsonb(t)::text
    FROM unnest(%s::bigint[]) AS owner (id)
    JOIN {history} AS e ON e.{key} = owner.id AND e.pgh_xid = %s::xid8 AND e.pgh_created_at = %s
    LEFT JOIN LATERAL (
        SELECT to_jsonb(b) AS state FROM {history} AS b WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id
            AND (b.pgh_xid, b.pgh_created_at) <> (e.pgh_xid, e.pgh_created_at) ORDER BY b.pgh_id DESC LIMIT 1
    ) AS before ON TRUE
    LEFT JOIN {table} AS t ON t.id = e.pgh_obj_id
    ORDER BY e.pgh_obj_id, e.pgh_id DESC
"""
_DELETE = "DELETE FROM {table} WHERE id = ANY(%s)"
_UPDATE = """
    UPDATE {table} AS there SET ({columns}) = ROW({given})
    FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS given WHERE there.id = given.id
"""
_MAKE = """
    INSERT INTO {table} (id, {columns})
    SELECT given.id, {given} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS given
"""
_CITED = "SELECT DISTINCT evidence_id FROM claims_verdictevidence WHERE evidence_id = ANY(%s)"
_JUDGED = """
    SELECT DISTINCT claim_id FROM claims_verdict
    WHERE claim_id = ANY(%s) AND NOT is_imported AND state IN ('published', 'superseded', 'retracted')
"""
_CURRENT_VERDICT = "current_verdict_id"
_HAS_FIRST = "SELECT claim_id FROM claims_appearance WHERE is_first AND claim_id = ANY(%s)"
_ATTRIBUTION = OF_PART[APPEARANCE][0]
_EVIDENCE, _EXTERNAL_ID, _QUANTITY = (TRACKED[noun] for noun in ("evidence", "external_id", "quantity"))
_TIED = {fields.model: fields.unit_columns for fields in (field_list.CLAIM, field_list.APPEARANCE, field_list.EVIDENCE)}
_NAMED = {
    "claimant_id": "entities",
    "entity_id": "entities",
    "source_id": "sources",
    "publisher_id": "publishers",
}


class Kept(NamedTuple):
    """A row or field that is not restored because somebody changed it since."""

    claim_id: int
    noun: str
    what: str


@dataclass
class RestoredClaims:
    """How many claims were restored, wholly or in part, and what was kept because of edits."""

    restored: int = 0
    kept: list[Kept] = field(default_factory=list)


class _State(NamedTuple):
    """A row before the load's transaction, after it, and now; `before` is None if the load created it."""

    event: int
    label: str
    after: Row
    before: Row | None
    now: Row | None

    @property
    def pk(self) -> int:
        return int(self.after["id"])


@dataclass
class _Table:
    """The rows of one table to delete, change and create."""

    tracked: Tracked
    deleted: list[Row] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    made: list[dict[str, Any]] = field(default_factory=list)
    replaced: list[Row] = field(default_factory=list)

    def decide(self, one: _State, *, is_kept: bool, left: set[str]) -> list[str]:
        """Decide what to do with a row, and return the names of the parts that stay because somebody changed them."""
        if one.before is None:
            if one.now is None or one.label == "delete":
                return []
            if is_kept:
                return [f"{self.tracked.noun} {one.pk}"]
            self.deleted.append(one.now)
            return []
        if one.label == "delete":
            self.made.append(dict(one.before))
            return []
        return self._decide_change(one.after, one.before, one.now, left)

    def _decide_change(self, after: Row, before: Row, now: Row | None, left: set[str]) -> list[str]:
        kept, back = [], dict(now or {})
        for unit in _units(self.model, self.columns):
            previous, loaded, current = ([row[name] for name in unit] for row in (before, after, now or before))
            if previous in (loaded, current) or (unit[0] == _CURRENT_VERDICT and unit[0] in left):
                continue
            if current == loaded and unit[0] not in left:
                back |= dict(zip(unit, previous, strict=True))
            else:
                kept.append(unit[0].removesuffix("_id"))
        if now is not None and back != now:
            self.changed.append(back)
            self.replaced.append(now)
        return kept

    def holds(self, row_id: int) -> bool:
        """Return whether the row that was decided on last will be written."""
        last = (rows[-1]["id"] for rows in (self.deleted, self.changed, self.made) if rows)
        return row_id in last

    def make_ids(self) -> dict[int, int]:
        """Assign new ids to recreated rows, since history never reuses one, and return the new id by the old one."""
        ids = next_ids(self.model._meta.db_table, len(self.made))
        found = {row["id"]: new_id for row, new_id in zip(self.made, ids, strict=True)}
        for row in self.made:
            row["id"] = found[row["id"]]
        return found

    @property
    def model(self) -> Any:
        return self.tracked.model.pgh_tracked_model

    @property
    def columns(self) -> list[str]:
        return [column.strip('"') for column in content_columns(self.model)]

    def write(self) -> None:
        """Write the changes: deletions go before recreated rows."""
        columns = self.columns
        names = {
            "table": self.model._meta.db_table,
            "columns": ", ".join(f'"{column}"' for column in columns),
            "given": ", ".join(f'given."{column}"' for column in columns),
        }
        if self.deleted:
            discard_plans()
            rows_of(_DELETE.format(**names), [[row["id"] for row in self.deleted]])
        for sql, rows in ((_UPDATE, self.changed), (_MAKE, self.made)):
            if rows:
                discard_plans()
                rows_of(sql.format(**names), [_json(rows)])


class _Back:
    """Restores the claims of one transaction."""

    def __init__(self, step: ImportStep, claim_ids: Sequence[int]) -> None:
        self._step, self._claim_ids = step, list(claim_ids)
        self._judged = {claim_id for (claim_id,) in rows_of(_JUDGED, [self._claim_ids])}
        self.kept: list[Kept] = []
        self.restored: set[int] = set()
        self._tables: list[_Table] = []

    def decide(self) -> None:
        """Decide what to do with each table, from its history and its current rows."""
        self._table(VERDICT, self._states(VERDICT, self._claim_ids))
        # If a verdict stays, those that it superseded stay superseded, and the claim's current one stays too.
        stuck = {kept.claim_id for kept in self.kept}
        self._tables[0].changed = [row for row in self._tables[0].changed if row["claim_id"] not in stuck]
        left = {one: {_CURRENT_VERDICT} for one in stuck}
        for claim_id in self._judged:
            left[claim_id] = left.get(claim_id, set()) | {"text", "claimant_id", "claimed_on"}
        self._table(CLAIM, self._states(CLAIM, self._claim_ids), left=left)
        for tracked in (_EXTERNAL_ID, _QUANTITY):
            self._table(tracked, self._states(tracked, self._claim_ids))
        evidence = self._states(_EVIDENCE, self._claim_ids)
        cited = {row_id for (row_id,) in rows_of(_CITED, [[one.pk for one in evidence]])}
        self._table(_EVIDENCE, evidence, stays=cited)
        self._decide_appearances()

    def write(self) -> None:
        """Write all changes; chains of attribution are deleted before their appearances and created after them."""
        *others, appearances, chains = self._tables
        for table in others:
            table.make_ids()
            table.write()
        _Table(chains.tracked, deleted=chains.deleted).write()
        _Table(appearances.tracked, deleted=appearances.deleted, changed=appearances.changed).write()
        has_first = {claim_id for (claim_id,) in rows_of(_HAS_FIRST, [self._claim_ids])}
        for row in appearances.made:
            row["is_first"] = row["is_first"] and row["claim_id"] not in has_first
        ids = appearances.make_ids()
        for row in chains.made:
            row["appearance_id"] = ids.get(row["appearance_id"], row["appearance_id"])
        chains.make_ids()
        _Table(appearances.tracked, made=appearances.made).write()
        _Table(chains.tracked, changed=chains.changed, made=chains.made).write()

    def note_named(self, nouns: OrphanCandidates) -> None:
        """Collect the nouns that deleted or changed rows referred to."""
        for table in self._tables:
            gone = [*table.deleted, *table.replaced]
            for column, noun in _NAMED.items():
                getattr(nouns, noun).update(row[column] for row in gone if column in row)

    def _decide_appearances(self) -> None:
        states = self._states(APPEARANCE, self._claim_ids)
        # A claim that a verdict of ours judged keeps the appearances that it was judged by.
        judged = [one.pk for one in states if int(one.after["claim_id"]) in self._judged]
        self._table(APPEARANCE, states, stays=judged)
        links = self._states(_ATTRIBUTION, [one.pk for one in states])
        # A chain is restored as a whole or not at all.
        touched = self._touched(APPEARANCE, states).union(judged)
        claim_of = {one.pk: int(one.after["claim_id"]) for one in states}
        stays = [one for one in links if one.after["appearance_id"] in touched]
        what = [Kept(claim_of[one.after["appearance_id"]], "attribution", "a chain of attribution") for one in stays]
        self.kept += dict.fromkeys(what)
        free = [one for one in links if one.after["appearance_id"] not in touched]
        self._table(_ATTRIBUTION, free, claim_of=claim_of)

    def _states(self, tracked: Tracked, owners: Sequence[int]) -> list[_State]:
        table = tracked.model.pgh_tracked_model._meta.db_table
        sql = _ROWS.format(history=tracked.table, key=tracked.key, table=table)
        rows = rows_of(sql, [owners, str(self._step.xid), self._step.began_at])
        return [
            _State(event, label, read_state(after) or {}, read_state(before), read_state(now))
            for event, label, after, before, now in rows
        ]

    def _touched(self, tracked: Tracked, states: Iterable[_State]) -> set[int]:
        return edited_since(tracked.table, self._step.batch_id, {one.pk: one.event for one in states})

    def _table(
        self,
        tracked: Tracked,
        states: Sequence[_State],
        *,
        stays: Iterable[int] = (),
        left: Mapping[int, set[str]] = MappingProxyType({}),
        claim_of: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        """Decide on the rows of a table; rows in `stays` are not deleted, columns in `left` are not restored."""
        table = _Table(tracked)
        self._tables.append(table)
        touched = self._touched(tracked, [one for one in states if one.before is None]) | set(stays)
        for one in states:
            after = one.after
            claim_id = one.pk if tracked is CLAIM else claim_of.get(after.get("appearance_id", 0)) or after["claim_id"]
            what = table.decide(one, is_kept=one.pk in touched, left=left.get(one.pk, set()))
            self.kept += [Kept(claim_id, tracked.noun, name) for name in what]
            if table.holds(one.pk):
                self.restored.add(claim_id)


def restore_rows(step: ImportStep, claim_ids: Sequence[int], nouns: OrphanCandidates) -> RestoredClaims:
    """Restore locked claims that a transaction of a load changed; collect nouns that they no longer refer to."""
    if not claim_ids:
        return RestoredClaims()
    back = _Back(step, claim_ids)
    back.decide()
    back.write()
    refresh_current_verdicts(claim_ids)
    back.note_named(nouns)
    return RestoredClaims(len(back.restored), back.kept)


def _units(model: Any, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the columns that are restored together: a date with its precision, and those tied by a constraint."""
    tied = _TIED.get(model, [])
    yield from tied
    for column in columns:
        if any(column in unit for unit in tied):
            continue
        if f"{column}_precision" in columns:
            yield column, f"{column}_precision"
        elif not column.endswith("_precision"):
            yield (column,)


def _json(rows: Sequence[Row]) -> str:
    return json.dumps(rows, default=str)
