"""Claims as a dry run would leave them: later rows of the same claim are compared with that state."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from claims.actions.imports import field_list
from claims.actions.imports.bulk_sql import rows_of
from claims.actions.imports.compare.current_claims import CurrentClaims, CurrentPart, Link
from claims.actions.imports.compare.diff_quantities import CurrentQuantity
from claims.actions.imports.compare.diff_row import RowDiff
from claims.actions.imports.compare.diff_verdicts import CurrentVerdict
from claims.actions.imports.compare.prepared_row import PreparedAppearance, PreparedEvidence

# A merged claim has several ids of one origin; others get theirs by links.
_SHARED = """
    SELECT claim_id FROM claims_externalid WHERE claim_id = ANY(%s) AND origin = %s GROUP BY 1 HAVING count(*) > 1
"""


@dataclass
class _State:
    fields: dict[str, Any]
    quantities: list[CurrentQuantity]
    appearances: list[CurrentPart]
    chains: dict[int, list[Link]]
    evidence: list[CurrentPart]
    verdicts: list[CurrentVerdict]


class DryRunClaims:
    """The claims of a dry run that several rows may belong to. New parts have ids below zero."""

    def __init__(self, origin: str) -> None:
        """Simulate a load of this origin."""
        self._origin = origin
        self._states: dict[int, _State] = {}
        self._ids = count(-1, -1)

    def apply_to(self, current: CurrentClaims) -> None:
        """Replace stored state by the state that the dry run would have left."""
        for claim_id in current.fields.keys() & self._states.keys():
            state = self._states[claim_id]
            current.fields[claim_id] = state.fields
            current.quantities[claim_id] = state.quantities
            current.appearances[claim_id] = state.appearances
            current.chains.update(state.chains)
            current.evidence[claim_id] = state.evidence
            current.verdicts[claim_id] = state.verdicts

    def record(self, rows: Iterable[RowDiff], current: CurrentClaims) -> None:
        """Record the state after some rows, for claims that later rows may belong to."""
        rows = list(rows)
        shared = {pk for (pk,) in rows_of(_SHARED, [[row.claim_id for row in rows], self._origin])} if rows else set()
        for row in rows:
            if row.claim_id in shared or row.known.pk is None or row.claim_id in self._states:
                self._states[row.claim_id] = self._after(row, current)

    def _after(self, row: RowDiff, current: CurrentClaims) -> _State:
        claim_id = row.claim_id
        kept = [figure for figure in current.quantities[claim_id] if figure.pk not in row.removed_quantities]
        width = len(field_list.QUANTITY.columns)
        new = [CurrentQuantity(next(self._ids), 1, None, columns[:width]) for columns in row.quantities]
        appearances, chains = self._appearances(row, current)
        return _State(
            current.fields[claim_id] | row.fields,
            kept + new,
            appearances,
            chains,
            [*_changed(current.evidence[claim_id], row.evidence), *map(self._new_evidence, row.evidence.added)],
            self._verdicts(row, current.verdicts[claim_id]),
        )

    def _appearances(self, row: RowDiff, current: CurrentClaims) -> tuple[list[CurrentPart], dict[int, list[Link]]]:
        parts = _changed(current.appearances[row.claim_id], row.appearances)
        chains = {part.pk: current.chains[part.pk] for part in parts}
        chains |= {pk: _links(row, appearance) for pk, appearance in row.chains.replaced}
        for appearance in row.appearances.added:
            values = field_list.APPEARANCE.read_columns(appearance.columns)
            parts.append(CurrentPart(next(self._ids), 1, appearance.url, values, is_ours=False))
            chains[parts[-1].pk] = _links(row, appearance)
        return parts, chains

    def _new_evidence(self, evidence: PreparedEvidence) -> CurrentPart:
        values = field_list.EVIDENCE.read_columns(evidence.columns)
        return CurrentPart(next(self._ids), 1, evidence.url, values, is_ours=False)

    def _verdicts(self, row: RowDiff, stored: list[CurrentVerdict]) -> list[CurrentVerdict]:
        gone = set(row.judged.superseded)
        kept = [one._replace(state="superseded") if one.verdict_id in gone else one for one in stored]
        for verdict, number, _ in row.judged.revisions:
            its, rated = verdict.row, verdict.rated
            new = CurrentVerdict(
                verdict_id=next(self._ids),
                publisher=its.publisher,
                is_own=False,
                is_imported=True,
                is_second_hand=its.is_second_hand,
                external_id=verdict.external_id,
                revision=number,
                state="published",
                rating_id=rated.rating_id,
                label=rated.label,
                published_at=verdict.published_at,
                words=verdict.words,
            )
            kept.append(new)
        return kept


def _changed(stored: Iterable[CurrentPart], compared: Any) -> list[CurrentPart]:
    """Return the parts with their changes applied; a changed one has a higher version."""
    changed = dict(compared.changed)
    return [
        part._replace(values=part.values | changed[part.pk], version=part.version + 1) if part.pk in changed else part
        for part in stored
        if part.pk not in compared.removed
    ]


def _links(row: RowDiff, appearance: PreparedAppearance) -> list[Link]:
    return [(*link.columns, row.entity_ids.get(link.entity), False) for link in appearance.chain]
