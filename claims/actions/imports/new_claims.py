"""Claims that were not there: written by COPY, with their status and current verdict from the start."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.actions.imports import prepared
from claims.actions.imports.loaded import rendered_with_claimant
from claims.actions.imports.nouns import Nouns
from claims.actions.imports.parts import Parts
from claims.actions.imports.prepared import Columns, Ready
from claims.actions.imports.staging import copy_rows, forget_plans, next_ids
from claims.actions.imports.verdicts import current_verdict

CLAIM = ("id", "claimant_id", "current_verdict_id", "status", "created_by_id", *prepared.CLAIM)


@dataclass(frozen=True)
class Written:
    """Where rows are loaded from, in which batch and by whom: what every row of a load has in common."""

    origin: str
    batch_id: int
    created_by_id: int | None


class NewClaims:
    """New claims of a chunk: rows of their tables, made of what is prepared and of the ids drawn for them."""

    def __init__(self, rows: Sequence[Ready], nouns: Nouns, written: Written) -> None:
        """Draw the ids."""
        self._nouns, self._written = nouns, written
        self._claim_ids = next_ids("claims_claim", len(rows))
        self._verdict_ids = iter(next_ids("claims_verdict", sum(len(ready.verdicts) for ready in rows)))
        self._appearance_ids = iter(next_ids("claims_appearance", sum(len(ready.appearances) for ready in rows)))
        self._parts = Parts()
        self._claims = [self._claim(*pair) for pair in zip(self._claim_ids, rows, strict=True)]

    def write(self) -> None:
        """Write the claims, in the order of the file, and then their parts."""
        copy_rows("claims_claim", CLAIM, self._claims)
        forget_plans()
        self._parts.write()

    def _claim(self, claim_id: int, ready: Ready) -> Columns:
        """Make the claim's row and note its parts. One that comes with a verdict starts as checked."""
        claimant_id = self._nouns.entity(ready.row.claimant)
        verdict_id = self._note_verdicts(claim_id, ready)
        self._note_appearances(claim_id, claimant_id, ready)
        self._parts.quantity += [(claim_id, *columns) for columns in ready.quantities]
        loaded = rendered_with_claimant(ready.rendered, claimant_id)
        written = self._written
        self._parts.externalid.append((claim_id, written.origin, written.batch_id, ready.row.external_id, loaded))
        status = "checked" if verdict_id else "new"
        return claim_id, claimant_id, verdict_id, status, written.created_by_id, *ready.claim

    def _note_verdicts(self, claim_id: int, ready: Ready) -> int | None:
        ranked = []
        for verdict in ready.verdicts:
            verdict_id, publisher = next(self._verdict_ids), verdict.row.publisher
            self._parts.verdict.append(
                (verdict_id, claim_id, self._nouns.publishers[publisher], 1, "original", *verdict.columns)
            )
            ranked.append((verdict_id, self._nouns.is_own(publisher), verdict.published_at))
        return current_verdict(ranked)

    def _note_appearances(self, claim_id: int, claimant_id: int | None, ready: Ready) -> None:
        is_first = True
        for url, columns in ready.appearances:
            appearance_id = next(self._appearance_ids)
            self._parts.appearance.append((appearance_id, claim_id, self._nouns.sources[url], is_first, *columns))
            if ready.attribution is not None:
                self._parts.attribution.append((appearance_id, claimant_id, *ready.attribution))
            is_first = False
