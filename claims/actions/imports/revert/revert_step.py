"""Revert one transaction of a load: delete the claims that it created, restore those that it changed.

What has events since that are neither the load's nor its reversal's is somebody's work, and stays.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.actions.imports.bulk_sql import discard_plans, rows_of
from claims.actions.imports.revert.edited_since import edited_since
from claims.actions.imports.revert.orphan_nouns import OrphanCandidates, delete_orphan_nouns
from claims.actions.imports.revert.restore_rows import Kept, restore_rows
from claims.models.import_step import ImportStep

_CLAIMS = """
    SELECT pgh_obj_id, bool_or(pgh_label = 'insert'), min(pgh_id) FROM claims_claimevent
    WHERE pgh_epoch = %s AND pgh_xid = %s::xid8 AND pgh_created_at = %s GROUP BY pgh_obj_id
"""
_LOCK = "SELECT id FROM claims_claim WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
_REFERRED = """
    SELECT part_of_id FROM claims_claim WHERE part_of_id = ANY(%(ids)s)
    UNION SELECT merged_into_id FROM claims_claim WHERE merged_into_id = ANY(%(ids)s)
"""
# Parts first: they raise the version of their claim, so that its deletion is the latest of its events.
_DELETE = (
    (
        "entities",
        "DELETE FROM claims_attribution WHERE appearance_id IN"
        " (SELECT id FROM claims_appearance WHERE claim_id = ANY(%s)) RETURNING entity_id",
    ),
    ("sources", "DELETE FROM claims_appearance WHERE claim_id = ANY(%s) RETURNING source_id"),
    ("sources", "DELETE FROM claims_evidence WHERE claim_id = ANY(%s) RETURNING source_id"),
    ("", "DELETE FROM claims_quantity WHERE claim_id = ANY(%s)"),
    ("publishers", "DELETE FROM claims_verdict WHERE claim_id = ANY(%s) RETURNING publisher_id"),
    ("", "DELETE FROM claims_externalid WHERE claim_id = ANY(%s)"),
    ("entities", "DELETE FROM claims_claim WHERE id = ANY(%s) RETURNING claimant_id"),
)


@dataclass
class RevertedStep:
    """How many claims were deleted and restored, and what was kept because of edits."""

    deleted: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)


class _Claim(NamedTuple):
    pk: int
    is_new: bool
    event: int


def revert_step(step: ImportStep) -> RevertedStep:
    """Undo a transaction of a load, except rows that somebody has changed since."""
    claims = [_Claim(*row) for row in rows_of(_CLAIMS, [step.epoch, str(step.xid), step.began_at])]
    there = {claim_id for (claim_id,) in rows_of(_LOCK, [sorted(claim.pk for claim in claims)])}
    new = [claim for claim in claims if claim.is_new and claim.pk in there]
    touched = edited_since("claims_claimevent", step.batch_id, {claim.pk: claim.event for claim in new})
    touched |= {claim_id for (claim_id,) in rows_of(_REFERRED, {"ids": [claim.pk for claim in new]})}
    gone = [claim.pk for claim in new if claim.pk not in touched]
    nouns = OrphanCandidates()
    _delete(gone, nouns)
    kept = [Kept(claim.pk, "claim", "it") for claim in new if claim.pk in touched]
    back = restore_rows(step, sorted(claim.pk for claim in claims if not claim.is_new and claim.pk in there), nouns)
    delete_orphan_nouns(step.batch_id, nouns)
    return RevertedStep(len(gone), back.restored, [*kept, *back.kept])


def _delete(claim_ids: Collection[int], nouns: OrphanCandidates) -> None:
    """Delete claims with their parts, and collect the nouns that they referred to."""
    if not claim_ids:
        return
    for named, sql in _DELETE:
        discard_plans()  # of triggers that met no rows in the statement before, and would meet all of them so
        found: Iterable[tuple[int | None]] = rows_of(sql, [list(claim_ids)])
        if named:
            getattr(nouns, named).update(noun_id for (noun_id,) in found)
