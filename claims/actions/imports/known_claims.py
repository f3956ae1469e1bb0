"""Claims that are loaded again: what the file changed goes in, what people changed here stays."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.actions.imports.changes import ChangedClaim, Changes
from claims.actions.imports.chunk import Known
from claims.actions.imports.current import CurrentClaims
from claims.actions.imports.known_appearances import AppearanceUpdate
from claims.actions.imports.loaded import Loaded, names_same_claimant, rendered, with_claimant
from claims.actions.imports.merging import merge, merge_list
from claims.actions.imports.nouns import Nouns
from claims.actions.imports.parts import Parts
from claims.actions.imports.prepared import Ready
from claims.actions.imports.staging import next_ids
from claims.actions.imports.verdicts import Judged, current_verdict, judge

OWN_FIELDS = ("text", "language", "claimant_id", "claimed_on", "place", "topics")
# The fields of `loaded` that a kept field keeps as they were.
_KEPT = {"claimant_id": ("claimant", "claimant_id"), "quote": ("appearances",), "voice": ("appearances",)}


@dataclass
class Again:
    """A row whose claim is there: what its last load wrote, what it says now, and what came of comparing the two."""

    ready: Ready
    known: Known
    was: Loaded
    now: Loaded
    claimant_id: int | None
    judged: Judged = field(default_factory=Judged)
    verdict_ids: list[int] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    is_written: bool = False

    @property
    def claim_id(self) -> int:
        """Give the id of the claim."""
        return self.known.claim_id


class ClaimUpdate:
    """An update of some claims by their rows; no two rows are of one claim, and the claims are locked already."""

    def __init__(self, pairs: Iterable[tuple[Ready, Known]], nouns: Nouns) -> None:
        """Read what is there of the claims."""
        self._nouns, self._parts, self._changes = nouns, Parts(), Changes()
        self.rows = [_again(ready, known, nouns) for ready, known in pairs]
        self._current = CurrentClaims([row.claim_id for row in self.rows])
        self._appearances = AppearanceUpdate(nouns, self._parts, self._changes)

    def write(self, batch_id: int) -> None:
        """Change the claims, add parts to them, and note on each row whether anything was written."""
        self._judge()
        for row in self.rows:
            self._update_claim(row)
            self._update_quantities(row)
            self._update_appearances(row)
            self._note_loaded(row)
        self._appearances.add()
        self._changes.write(batch_id)
        self._parts.write()

    def _judge(self) -> None:
        for row in self.rows:
            row.judged = judge(row.ready.verdicts, self._current.verdicts[row.claim_id])
            row.is_written |= bool(row.judged.revisions)
            self._changes.superseded += row.judged.superseded
        ids = iter(next_ids("claims_verdict", sum(len(row.judged.revisions) for row in self.rows)))
        for row in self.rows:
            for new in row.judged.revisions:
                row.verdict_ids.append(next(ids))
                publisher_id = self._nouns.publishers[new.verdict.row.publisher]
                self._parts.verdict.append(
                    (row.verdict_ids[-1], row.claim_id, publisher_id, new.number, new.kind, *new.verdict.columns)
                )

    def _update_claim(self, row: Again) -> None:
        there = self._current.fields[row.claim_id]
        merged = merge(there, row.was, {name: row.now.get(name) for name in OWN_FIELDS})
        row.kept += merged.kept
        verdict_id = self._current_verdict(row) if row.verdict_ids else self._current.verdict_id[row.claim_id]
        if merged.values or verdict_id != self._current.verdict_id[row.claim_id]:
            self._changes.claims.append(ChangedClaim(row.claim_id, {**there, **merged.values}, verdict_id))
            row.is_written = True

    def _current_verdict(self, row: Again) -> int | None:
        there = (
            (verdict.verdict_id, verdict.is_own, verdict.published_at)
            for verdict in self._current.verdicts[row.claim_id]
            if verdict.state == "published" and verdict.verdict_id not in row.judged.superseded
        )
        new = (
            (verdict_id, self._nouns.is_own(new.verdict.row.publisher), new.verdict.published_at)
            for verdict_id, new in zip(row.verdict_ids, row.judged.revisions, strict=True)
        )
        return current_verdict([*there, *new])

    def _update_quantities(self, row: Again) -> None:
        there = self._current.quantities[row.claim_id]
        surfaces = row.now.get("quantities", [])
        columns = dict(zip(surfaces, row.ready.quantities, strict=True))
        merged = merge_list(list(there), row.was.get("quantities", []), surfaces)
        self._parts.quantity += [(row.claim_id, *columns[surface]) for surface in merged.added]
        removed = [there[surface].pk for surface in merged.removed if there[surface].version == 1]
        self._changes.removed_quantities += removed
        row.is_written |= bool(merged.added or removed)
        if len(removed) < len(merged.removed):
            row.kept.append("quantities")

    def _update_appearances(self, row: Again) -> None:
        update = self._appearances.compare(
            row.claim_id, row.claimant_id, row.ready, row.was, self._current.appearances[row.claim_id]
        )
        row.kept += update.kept
        row.is_written |= update.is_written

    def _note_loaded(self, row: Again) -> None:
        """Keep with the external id what this load says, but for what a person's edit keeps out: that is told again."""
        now: dict[str, Any] = dict(row.now)
        for name in row.kept:
            for key in _KEPT.get(name, (name,)):
                now.pop(key, None)
                if key in row.was:
                    now[key] = row.was[key]
        was = {name: value for name, value in row.was.items() if name != "digest"}
        if row.is_written or now != was:
            self._changes.loaded.append((row.known.pk, rendered(now, "" if row.kept else row.ready.digest)))
            row.is_written = True


def _again(ready: Ready, known: Known, nouns: Nouns) -> Again:
    was = known.loaded
    same = names_same_claimant(ready.row, was)
    claimant_id = was.get("claimant_id") if same else nouns.entity(ready.row.claimant)
    return Again(ready, known, was, with_claimant(ready.loaded, claimant_id), claimant_id)
