"""Claims that were not there: written by COPY, with their status and current verdict from the start."""

from collections.abc import Sequence
from typing import Any

from claims.actions.imports.chunk import Ready
from claims.actions.imports.loaded import loaded_of
from claims.actions.imports.nouns import Nouns
from claims.actions.imports.parts import NewAppearance, NewExternalId, NewVerdict, Parts, published_at
from claims.actions.imports.staging import copy_rows, next_ids
from claims.actions.imports.verdicts import current_verdict

CLAIM = (
    "id", "text", "language", "claimant_id", "claimed_on", "claimed_on_precision", "place", "topics", "status",
    "current_verdict_id", "created_by_id",
)  # fmt: skip


def add_claims(rows: Sequence[Ready], nouns: Nouns, parts: Parts, *, created_by_id: int | None) -> None:
    """Write new claims, in the order of the file, and note their parts to be written.

    A claim that comes with a verdict starts as checked.
    """
    verdict_ids = iter(next_ids("claims_verdict", sum(len(ready.row.verdicts) for ready in rows)))
    claims = []
    for claim_id, ready in zip(next_ids("claims_claim", len(rows)), rows, strict=True):
        claimant_id = nouns.entity(ready.row.claimant)
        verdicts = [
            NewVerdict(next(verdict_ids), claim_id, ready.row, verdict, rated)
            for verdict, rated in zip(ready.row.verdicts, ready.rated, strict=True)
        ]
        claims.append(_claim(claim_id, ready, claimant_id, _current(verdicts, nouns), created_by_id))
        _note_parts(parts, claim_id, ready, claimant_id)
        parts.verdicts += verdicts
    copy_rows("claims_claim", CLAIM, claims)


def _claim(
    claim_id: int, ready: Ready, claimant_id: int | None, verdict_id: int | None, created_by_id: int | None
) -> tuple[Any, ...]:
    row = ready.row
    date = row.claimed_on
    return (
        claim_id,
        row.text,
        row.language,
        claimant_id,
        date and date.value,
        date and date.precision,
        row.place,
        list(row.topics) or "{}",
        "checked" if verdict_id else "new",
        verdict_id,
        created_by_id,
    )


def _current(verdicts: list[NewVerdict], nouns: Nouns) -> int | None:
    return current_verdict((new.verdict_id, nouns.is_own(new.row.publisher), published_at(new.row)) for new in verdicts)


def _note_parts(parts: Parts, claim_id: int, ready: Ready, claimant_id: int | None) -> None:
    row = ready.row
    loaded = {"digest": ready.digest, **loaded_of(row, claimant_id)}
    parts.external_ids.append(NewExternalId(claim_id, row.external_id, loaded))
    parts.appearances += [
        NewAppearance(claim_id, row, claimant_id, appearance, is_first=place == 0)
        for place, appearance in enumerate(row.appearances)
    ]
    parts.quantities += [(claim_id, figure) for figure in row.quantities]
