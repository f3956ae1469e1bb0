"""Compare a row of an existing claim with its last load and with what is stored, and decide what to change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.actions.imports import field_list
from claims.actions.imports.compare.current_claims import CurrentClaims, CurrentPart
from claims.actions.imports.compare.diff_chains import ChainsDiff, chain_of, diff_chains
from claims.actions.imports.compare.diff_parts import PartsDiff, diff_appearances, diff_evidence
from claims.actions.imports.compare.diff_quantities import IncomingQuantity, diff_quantities
from claims.actions.imports.compare.diff_verdicts import VerdictsDiff, diff_verdicts
from claims.actions.imports.compare.import_snapshot import (
    LINKED,
    ExistingRef,
    Snapshot,
    entity_ids_of,
    snapshot_json,
    with_current_urls,
    with_ids,
)
from claims.actions.imports.compare.prepared_row import PreparedAppearance, PreparedEvidence, PreparedRow
from claims.actions.imports.compare.three_way_merge import merge_fields
from claims.actions.imports.field_list import Columns
from claims.actions.nouns.of_rows import Nouns
from claims.formats.mapping.claim_row import EntityRow

# What a released verdict of ours judged: a load reports a change of it and leaves it.
JUDGED_FIELDS = ("text", "claimant_id", "claimed_on")
OWN_FIELDS = (*field_list.CLAIM.names, "claimant_id")
# The snapshot fields that stay as they were where an edit of this field is kept.
_PROTECTED = {"claimant_id": ("claimant", "claimant_id"), "appearances": ("appearances", "link_ids")}


@dataclass
class RowDiff:
    """The difference between a row and the claim that it belongs to.

    `changed` names what is written, `kept` the fields where a person's edit is kept, `judged_fields` those that a
    released verdict of ours judged, so that a load does not change them, and `loaded` is the new snapshot,
    or None where it does not change.
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
    judged_fields: list[str] = field(default_factory=list)
    loaded: str | None = None

    @property
    def claim_id(self) -> int:
        """The id of the claim."""
        return self.known.claim_id

    @property
    def is_written(self) -> bool:
        """Return whether there is anything to write."""
        return bool(self.changed) or self.loaded is not None


def named_entities(ready: PreparedRow, previous: Snapshot) -> Iterator[EntityRow]:
    """Yield the entities to look up for a row: those that its last load did not name.

    A row that is linked to a claim of another origin does not write the claimant, so only chains need it.
    """
    known = entity_ids_of(previous) if previous else {}
    if LINKED not in previous or any(not one.is_chain_explicit for one in ready.appearances):
        yield from _unknown(ready.claimant, known)
    for link in ready.links():
        yield from _unknown(link.entity, known)


def _unknown(entity: EntityRow | None, known: dict[tuple[str, str], int]) -> Iterator[EntityRow]:
    if entity is not None and (entity.name, entity.disambiguation) not in known:
        yield entity


class RowComparer:
    """Compares rows whose nouns are resolved and whose claims are read."""

    def __init__(self, nouns: Nouns, current: CurrentClaims, *, is_overwriting: bool) -> None:
        """Compare with the current state of the claims."""
        self._nouns, self._current, self._is_overwriting = nouns, current, is_overwriting

    def diff(self, ready: PreparedRow, known: ExistingRef) -> RowDiff:
        """Compare a row with its claim."""
        previous = with_current_urls(known.loaded)
        row = RowDiff(ready, known, self._entity_ids(ready, previous))
        links = [row.entity_ids.get(link.entity) for link in ready.links()]
        incoming = with_ids(ready.loaded, row.entity_ids.get(ready.claimant), links)
        incoming |= {LINKED: True} if LINKED in previous else {}
        protected = {
            *self._fields(row, previous, incoming),
            *self._quantities(row, previous, incoming),
            *self._appearances(row, previous),
            *self._evidence(row, previous),
        }
        self._verdicts(row, previous)
        self._loaded(row, previous, incoming, protected)
        return row

    def _entity_ids(self, ready: PreparedRow, previous: Snapshot) -> dict[EntityRow | None, int | None]:
        """Resolve a row's names to entities; a name of the last load still means the same entity."""
        known = entity_ids_of(previous)
        named = [ready.claimant, *(link.entity for link in ready.links())]
        return {
            entity: known.get((entity.name, entity.disambiguation)) or self._nouns.entity_if_known(entity)
            for entity in named
            if entity is not None
        }

    def _fields(self, row: RowDiff, previous: Snapshot, incoming: Snapshot) -> Iterable[str]:
        current = self._current.fields[row.claim_id]
        given = {name: incoming.get(name) for name in OWN_FIELDS}
        if LINKED in previous:
            if row.known.pk is not None:
                changed = (name for name in OWN_FIELDS if name != "claimant_id" and given[name] != previous.get(name))
                row.kept += [name for name in changed if given[name] != current[name]]
            return ()
        merged = merge_fields(
            current, previous, given, units=field_list.CLAIM.units, is_overwriting=self._is_overwriting
        )
        if row.claim_id in self._current.judged:
            row.judged_fields = [name for name in JUDGED_FIELDS if name in merged.values]
            for name in row.judged_fields:
                del merged.values[name]
        row.fields = merged.values
        row.changed += [name.removesuffix("_id") for name in merged.values]
        row.kept += [name.removesuffix("_id") for name in merged.kept]
        return [*merged.kept, *row.judged_fields]

    def _quantities(self, row: RowDiff, previous: Snapshot, incoming: Snapshot) -> Iterable[str]:
        if LINKED in previous:
            return ()
        diff = diff_quantities(
            list(map(IncomingQuantity, incoming.get("quantities", ()), row.ready.quantities)),
            previous.get("quantities", ()),
            self._current.quantities[row.claim_id],
            row.ready.row.language,
            is_overwriting=self._is_overwriting,
        )
        row.quantities, row.removed_quantities = diff.added, diff.removed
        if row.quantities or row.removed_quantities:
            row.changed.append("quantities")
        if not diff.is_kept:
            return ()
        row.kept.append("quantities")
        return ("quantities",)

    def _appearances(self, row: RowDiff, previous: Snapshot) -> Iterable[str]:
        current = self._current.appearances[row.claim_id]
        row.appearances = diff_appearances(
            row.ready.appearances, previous.get("appearances", ()), current, is_overwriting=self._is_overwriting
        )
        if row.claim_id in self._current.judged:
            _keep_one(row.appearances, current)
        chains = [
            chain_of(appearance, [row.entity_ids.get(link.entity) for link in appearance.chain])
            for _, appearance, _ in row.appearances.matched
        ]
        row.chains = diff_chains(
            row.appearances.matched, chains, previous, self._current.chains, is_overwriting=self._is_overwriting
        )
        if row.appearances.is_changed or row.chains.replaced:
            row.changed.append("appearances")
        kept = [*row.appearances.kept, *(["attributions"] if row.chains.is_kept else [])]
        row.kept += kept
        return ("appearances",) if kept else ()

    def _evidence(self, row: RowDiff, previous: Snapshot) -> Iterable[str]:
        row.evidence = diff_evidence(
            row.ready.evidence,
            previous.get("evidence", ()),
            self._current.evidence[row.claim_id],
            is_overwriting=self._is_overwriting,
        )
        if row.evidence.is_changed:
            row.changed.append("evidence")
        row.kept += row.evidence.kept
        return ("evidence",) if row.evidence.kept else ()

    def _verdicts(self, row: RowDiff, previous: Snapshot) -> None:
        current = self._current.verdicts[row.claim_id]
        row.judged = diff_verdicts(row.ready.verdicts, current, previous.get("second_hand", {}))
        if row.judged.revisions or row.judged.superseded:
            row.changed.append("verdicts")

    def _loaded(self, row: RowDiff, previous: Snapshot, incoming: Snapshot, protected: set[str]) -> None:
        """Store this load's snapshot; fields where an edit is kept stay as they were, and are reported again."""
        kept_as_was = {key for name in protected for key in _PROTECTED.get(name, (name,))}
        said = {name: value for name, value in incoming.items() if name not in kept_as_was}
        said |= {name: previous[name] for name in kept_as_was if name in previous}
        before = {name: value for name, value in previous.items() if name != "digest"}
        if row.changed or said != before or row.known.pk is None:
            row.loaded = snapshot_json(said, "" if protected else row.ready.digest)


def _keep_one(appearances: PartsDiff[PreparedAppearance], current: Sequence[CurrentPart]) -> None:
    """Keep the first appearance, if a load would remove all of a claim that a verdict of ours judged."""
    if current and len(appearances.removed) == len(current):
        first = next((one.pk for one in current if one.is_first), current[0].pk)
        appearances.removed.remove(first)
        appearances.kept.append("source_url")
