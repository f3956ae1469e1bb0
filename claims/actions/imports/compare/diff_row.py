"""A row whose claim is there: what is to be changed, decided from the row, its last load and what is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.actions.imports.compare.current_claims import CurrentClaims
from claims.actions.imports.compare.diff_chains import ChainsDiff, chain_of, diff_chains
from claims.actions.imports.compare.diff_parts import PartsDiff, diff_appearances, diff_evidence
from claims.actions.imports.compare.diff_verdicts import VerdictsDiff, diff_verdicts
from claims.actions.imports.compare.import_snapshot import LINKED, Snapshot, entity_ids_of, snapshot_json, with_ids
from claims.actions.imports.compare.prepared_row import Columns, PreparedAppearance, PreparedEvidence, PreparedRow
from claims.actions.imports.compare.three_way_merge import merge_fields, merge_list
from claims.actions.imports.load.chunk_outcome import ExistingRef
from claims.actions.imports.nouns import Nouns
from claims.formats.mapping.claim_row import EntityRow

OWN_FIELDS = ("text", "language", "claimant_id", "claimed_on", "place", "topics")
# The fields of `loaded` that a kept field keeps as they were.
_HELD = {"claimant_id": ("claimant", "claimant_id"), "appearances": ("appearances", "link_ids")}


@dataclass
class RowDiff:
    """What came of comparing a row with what is there.

    `changed` names what is to be written, `kept` what a person's edit keeps out, `loaded` is what is to be kept of the
    row where that is not what is kept already.
    """

    ready: PreparedRow
    known: ExistingRef
    entity_ids: dict[EntityRow | None, int | None] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    judged: VerdictsDiff = field(default_factory=VerdictsDiff)
    quantities: list[Columns] = field(default_factory=list)
    removed_quantities: list[int] = field(default_factory=list)
    appearances: PartsDiff[PreparedAppearance] = field(default_factory=PartsDiff)
    chains: ChainsDiff = field(default_factory=ChainsDiff)
    evidence: PartsDiff[PreparedEvidence] = field(default_factory=PartsDiff)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    loaded: str | None = None

    @property
    def claim_id(self) -> int:
        """Give the id of the claim."""
        return self.known.claim_id

    @property
    def is_written(self) -> bool:
        """Say whether anything is to be written."""
        return bool(self.changed) or self.loaded is not None


def named_entities(ready: PreparedRow, was: Snapshot) -> Iterator[EntityRow]:
    """Give the entities that are to be looked up for a row: not those that it names as its last load did.

    The claimant of a claim of another origin is not its row's to write, so only chains ask for it.
    """
    known = entity_ids_of(was) if was else {}
    if LINKED not in was or any(not one.is_chain_explicit for one in ready.appearances):
        yield from _unknown(ready.claimant, known)
    for link in ready.links():
        yield from _unknown(link.entity, known)


def _unknown(entity: EntityRow | None, known: dict[tuple[str, str], int]) -> Iterator[EntityRow]:
    if entity is not None and (entity.name, entity.disambiguation) not in known:
        yield entity


class RowComparer:
    """A decision on some rows; their nouns are looked up, and the claims read."""

    def __init__(self, nouns: Nouns, current: CurrentClaims, *, is_overwriting: bool) -> None:
        """Decide by what is there."""
        self._nouns, self._current, self._is_overwriting = nouns, current, is_overwriting

    def diff(self, ready: PreparedRow, known: ExistingRef) -> RowDiff:
        """Decide on a row."""
        was = known.loaded
        row = RowDiff(ready, known, self._entity_ids(ready, was))
        links = [row.entity_ids.get(link.entity) for link in ready.links()]
        now = with_ids(ready.loaded, row.entity_ids.get(ready.claimant), links)
        now |= {LINKED: True} if LINKED in was else {}
        held = {
            *self._fields(row, was, now),
            *self._quantities(row, was, now),
            *self._appearances(row, was),
            *self._evidence(row, was),
        }
        self._verdicts(row, was)
        self._loaded(row, was, now, held)
        return row

    def _entity_ids(self, ready: PreparedRow, was: Snapshot) -> dict[EntityRow | None, int | None]:
        """Give whom the names of a row mean: the same as in its last load, if they stood there."""
        known = entity_ids_of(was)
        named = [ready.claimant, *(link.entity for link in ready.links())]
        return {
            entity: known.get((entity.name, entity.disambiguation)) or self._nouns.entity_if_known(entity)
            for entity in named
            if entity is not None
        }

    def _fields(self, row: RowDiff, was: Snapshot, now: Snapshot) -> Iterable[str]:
        there = self._current.fields[row.claim_id]
        given = {name: now.get(name) for name in OWN_FIELDS}
        if LINKED in was:
            if row.known.pk is not None:
                changed = (name for name in OWN_FIELDS if name != "claimant_id" and given[name] != was.get(name))
                row.kept += [name for name in changed if given[name] != there[name]]
            return ()
        merged = merge_fields(there, was, given, is_overwriting=self._is_overwriting)
        row.fields = merged.values
        row.changed += [name.removesuffix("_id") for name in merged.values]
        row.kept += [name.removesuffix("_id") for name in merged.kept]
        return merged.kept

    def _quantities(self, row: RowDiff, was: Snapshot, now: Snapshot) -> Iterable[str]:
        if LINKED in was:
            return ()
        there, surfaces = self._current.quantities[row.claim_id], now.get("quantities", [])
        columns = dict(zip(surfaces, row.ready.quantities, strict=True))
        merged = merge_list(list(there), was.get("quantities", []), surfaces, is_overwriting=self._is_overwriting)
        row.quantities = [columns[surface] for surface in merged.added]
        removed = [there[surface] for surface in merged.removed]
        row.removed_quantities = [one.pk for one in removed if one.version == 1 or self._is_overwriting]
        if row.quantities or row.removed_quantities:
            row.changed.append("quantities")
        if len(row.removed_quantities) == len(removed):
            return ()
        row.kept.append("quantities")
        return ("quantities",)

    def _appearances(self, row: RowDiff, was: Snapshot) -> Iterable[str]:
        there = self._current.appearances[row.claim_id]
        row.appearances = diff_appearances(
            row.ready.appearances, was.get("appearances", ()), there, is_overwriting=self._is_overwriting
        )
        chains = [
            chain_of(appearance, [row.entity_ids.get(link.entity) for link in appearance.chain])
            for _, appearance, _ in row.appearances.matched
        ]
        row.chains = diff_chains(
            row.appearances.matched, chains, was, self._current.chains, is_overwriting=self._is_overwriting
        )
        if row.appearances.is_changed or row.chains.replaced:
            row.changed.append("appearances")
        kept = [*row.appearances.kept, *(["attributions"] if row.chains.is_kept else [])]
        row.kept += kept
        return ("appearances",) if kept else ()

    def _evidence(self, row: RowDiff, was: Snapshot) -> Iterable[str]:
        row.evidence = diff_evidence(
            row.ready.evidence,
            was.get("evidence", ()),
            self._current.evidence[row.claim_id],
            is_overwriting=self._is_overwriting,
        )
        if row.evidence.is_changed:
            row.changed.append("evidence")
        row.kept += row.evidence.kept
        return ("evidence",) if row.evidence.kept else ()

    def _verdicts(self, row: RowDiff, was: Snapshot) -> None:
        there = self._current.verdicts[row.claim_id]
        row.judged = diff_verdicts(row.ready.verdicts, there, was.get("second_hand", {}))
        if row.judged.revisions or row.judged.superseded:
            row.changed.append("verdicts")

    def _loaded(self, row: RowDiff, was: Snapshot, now: Snapshot, held: set[str]) -> None:
        """Keep what this load says, but for what a person's edit keeps out: that is told again."""
        kept_as_was = {key for name in held for key in _HELD.get(name, (name,))}
        said = {name: value for name, value in now.items() if name not in kept_as_was}
        said |= {name: was[name] for name in kept_as_was if name in was}
        before = {name: value for name, value in was.items() if name != "digest"}
        if row.changed or said != before or row.known.pk is None:
            row.loaded = snapshot_json(said, "" if held else row.ready.digest)
