"""Claims that are loaded again: what the file changed goes in, what people changed here stays."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.actions.imports.changes import ChangedAppearance, ChangedClaim, Changes
from claims.actions.imports.chunk import Known, Ready
from claims.actions.imports.current import CurrentClaims
from claims.actions.imports.loaded import Loaded, loaded_of, names_same_claimant
from claims.actions.imports.merging import merge, merge_list
from claims.actions.imports.nouns import Nouns
from claims.actions.imports.parts import NewAppearance, NewVerdict, Parts, published_at
from claims.actions.imports.staging import next_ids
from claims.actions.imports.verdicts import Judged, current_verdict, judge
from claims.formats.row import AppearanceRow

OWN_FIELDS = ("text", "language", "claimant_id", "claimed_on", "place", "topics")
# The fields of `loaded` that a kept field keeps as they were, and the column that a report names.
_KEPT = {"claimant_id": ("claimant", "claimant_id")}


@dataclass
class Again:
    """A row whose claim is there: what its last load wrote, whom it means, and what came of comparing the two."""

    ready: Ready
    known: Known
    was: Loaded
    claimant_id: int | None
    judged: Judged = field(default_factory=Judged)
    kept: list[str] = field(default_factory=list)
    is_written: bool = False

    @property
    def claim_id(self) -> int:
        """Give the id of the claim."""
        return self.known.claim_id


class ClaimUpdate:
    """An update of some claims by their rows; no two rows are of one claim, and the claims are locked already."""

    def __init__(self, pairs: Iterable[tuple[Ready, Known]], nouns: Nouns, parts: Parts) -> None:
        """Read what is there of the claims."""
        self._nouns, self._parts, self._changes = nouns, parts, Changes()
        self.rows = [_again(ready, known, nouns) for ready, known in pairs]
        self._current = CurrentClaims([row.claim_id for row in self.rows])

    def run(self, batch_id: int) -> None:
        """Change the claims, note the parts that are added, and on each row whether anything is written."""
        new_verdicts = self._judge()
        for row in self.rows:
            self._update_claim(row, new_verdicts.get(row.claim_id, []))
            self._update_quantities(row)
            for appearance in row.ready.row.appearances:
                self._update_appearance(row, appearance)
            self._remove_appearances(row)
            self._note_loaded(row)
        self._changes.write(batch_id)

    def _judge(self) -> dict[int, list[NewVerdict]]:
        for row in self.rows:
            given = zip(row.ready.row.verdicts, row.ready.rated, strict=True)
            row.judged = judge(given, self._current.verdicts[row.claim_id])
            self._changes.superseded += row.judged.superseded
            row.is_written |= bool(row.judged.revisions)
        ids = iter(next_ids("claims_verdict", sum(len(row.judged.revisions) for row in self.rows)))
        found = {
            row.claim_id: [
                NewVerdict(next(ids), row.claim_id, row.ready.row, new.row, new.rated, new.revision, new.kind)
                for new in row.judged.revisions
            ]
            for row in self.rows
        }
        self._parts.verdicts += [new for verdicts in found.values() for new in verdicts]
        return found

    def _update_claim(self, row: Again, new_verdicts: list[NewVerdict]) -> None:
        there = self._current.fields[row.claim_id]
        merged = merge(there, row.was, _own_fields(row))
        row.kept += merged.kept
        verdict_id = self._current.verdict_id[row.claim_id]
        if new_verdicts:
            verdict_id = self._current_verdict(row, new_verdicts)
        if merged.values or verdict_id != self._current.verdict_id[row.claim_id]:
            self._changes.claims.append(ChangedClaim(row.claim_id, {**there, **merged.values}, verdict_id))
            row.is_written = True

    def _current_verdict(self, row: Again, new_verdicts: list[NewVerdict]) -> int | None:
        there = (
            (verdict.verdict_id, verdict.is_own, verdict.published_at)
            for verdict in self._current.verdicts[row.claim_id]
            if verdict.state == "published" and verdict.verdict_id not in row.judged.superseded
        )
        new = ((new.verdict_id, self._nouns.is_own(new.row.publisher), published_at(new.row)) for new in new_verdicts)
        return current_verdict([*there, *new])

    def _update_quantities(self, row: Again) -> None:
        there = self._current.quantities[row.claim_id]
        figures = {figure.surface: figure for figure in row.ready.row.quantities}
        merged = merge_list(list(there), row.was.get("quantities", []), list(figures))
        self._parts.quantities += [(row.claim_id, figures[surface]) for surface in merged.added]
        removed = [there[surface].pk for surface in merged.removed if there[surface].version == 1]
        self._changes.removed_quantities += removed
        row.is_written |= bool(merged.added or removed)
        if len(removed) < len(merged.removed):
            row.kept.append("quantities")

    def _update_appearance(self, row: Again, appearance: AppearanceRow) -> None:
        url = appearance.source.url.canonical
        there = self._current.appearances[row.claim_id].get(url)
        was = _loaded_appearances(row.was).get(url)
        if there is None:
            if was is None:
                is_first = not self._current.appearances[row.claim_id] and appearance is row.ready.row.appearances[0]
                new = NewAppearance(row.claim_id, row.ready.row, row.claimant_id, appearance, is_first)
                self._parts.appearances.append(new)
                row.is_written = True
            return
        current = {"quote": there.quote, "voice": there.voice}
        merged = merge(current, was or {}, {"quote": appearance.quote, "voice": appearance.voice})
        row.kept += merged.kept
        if merged.values:
            self._changes.appearances.append(ChangedAppearance(there.pk, **{**current, **merged.values}))
            row.is_written = True

    def _remove_appearances(self, row: Again) -> None:
        there = self._current.appearances[row.claim_id]
        given = [appearance.source.url.canonical for appearance in row.ready.row.appearances]
        gone = merge_list(list(there), list(_loaded_appearances(row.was)), given).removed
        removed = [there[url].pk for url in gone if there[url].version == 1]
        self._changes.removed_appearances += removed
        row.is_written |= bool(removed)
        if len(removed) < len(gone):
            row.kept.append("source_url")

    def _note_loaded(self, row: Again) -> None:
        """Keep with the external id what this load says, but for what a person's edit keeps out: that is told again."""
        now = loaded_of(row.ready.row, row.claimant_id)
        for name in row.kept:
            for key in _KEPT.get(name, (name,)):
                now.pop(key, None)
                if key in row.was:
                    now[key] = row.was[key]
        was = {name: value for name, value in row.was.items() if name != "digest"}
        if row.is_written or now != was:
            digest = {} if row.kept else {"digest": row.ready.digest}
            self._changes.loaded.append((row.known.pk, {**digest, **now}))
            row.is_written = True


def _again(ready: Ready, known: Known, nouns: Nouns) -> Again:
    was = known.loaded or {}
    same = names_same_claimant(ready.row, was)
    claimant_id = was.get("claimant_id") if same else nouns.entity(ready.row.claimant)
    return Again(ready, known, was, claimant_id)


def _own_fields(row: Again) -> dict[str, Any]:
    now = loaded_of(row.ready.row, row.claimant_id)
    return {name: now.get(name) for name in OWN_FIELDS}


def _loaded_appearances(was: Loaded) -> dict[str, dict[str, str]]:
    return {appearance["url"]: appearance for appearance in was.get("appearances", [])}
