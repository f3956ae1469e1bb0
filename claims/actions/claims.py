"""File claims with their parts, and change their own fields."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from claims.actions.appearances import first_originator, new_appearances
from claims.actions.change import NotAtOnceError, change, record, write_at_once
from claims.actions.columns import assign, from_columns, partial_date_in, to_columns
from claims.actions.evidence import new_evidence
from claims.actions.external_ids import ExternalIdTakenError, ids_asked, new_external_ids
from claims.actions.input import InputError, at
from claims.actions.notes import new_notes
from claims.actions.nouns import Make, NewNouns, make_now, resolve, resolved
from claims.actions.quantities import new_quantities
from claims.actions.replies import new_replies
from claims.actions.rewording import check_rewording
from claims.models.claim import Claim
from claims.models.external_id import ExternalId
from claims.models.insert_rows import insert
from claims.models.user import User
from claims.rules.access import Actor
from claims.rules.occurrence import NAMES, occurrence_problem

Found = TypeVar("Found")

# Builds the rows of each kind of part. The row of the part itself comes first.
PARTS: dict[str, Callable[[Claim, Sequence[Any], Actor], Sequence[Model]]] = {
    "appearances": new_appearances,
    "evidence": new_evidence,
    "quantities": new_quantities,
    "replies": new_replies,
    "notes": new_notes,
    "external_ids": new_external_ids,  # a claim is taken for another one where nothing else is wrong with it
}

REFERENCES: "dict[str, Callable[[], QuerySet[Any]]]" = {
    "part_of": lambda: Claim.objects.select_for_update(of=("self",), no_key=True),
    "assignee": lambda: User.objects.filter(is_active=True),
}


def create_claim(data: Mapping[str, Any], *, actor: Actor) -> Claim:
    """File a claim with its parts, in one transaction.

    The claimant is by default the first originator in the first appearance. Raises InputError with the path of the
    value that is refused, and ExternalIdTakenError if another claim has the external id.
    """
    with suppress(NotAtOnceError):
        return _file_at_once(data, actor)
    with record(actor=actor, verb="claim.create"):
        # Claims are locked before nouns are created, here as where a part is added.
        claim, rows = _made(_with_references(data), actor, make_now)
        _write(rows)
        return claim


def dry_run_claim(data: Mapping[str, Any], read: Callable[[int], Found], *, actor: Actor) -> Found:
    """File a claim in a transaction that is rolled back, and return what `read` returns for the claim's id in it.

    Everything is checked and resolved as `create_claim` does. New rows have negative ids, so that none is used up.
    Raises what `create_claim` raises.
    """
    ids = count(-secrets.randbelow(2**62) - 1, -1)  # two dry runs at once do not meet

    def make(row: Any) -> Any:
        row.pk = next(ids)
        return make_now(row)

    with transaction.atomic():
        with record(actor=actor, verb="claim.create"):
            claim, rows = _made(_with_references(data), actor, make)
            for row in rows:
                row.pk = next(ids)
            _write(rows)
            found = read(claim.pk)
        transaction.set_rollback(True)
        return found


def _file_at_once(data: Mapping[str, Any], actor: Actor) -> Claim:
    """File a claim with one statement, which also creates the sources and entities that it names.

    Raises NotAtOnceError if one statement is not enough.
    """
    if any(data.get(name) is not None for name in REFERENCES):
        raise NotAtOnceError
    nouns = NewNouns()
    claim, rows = _made(data, actor, nouns.make)
    write_at_once([*nouns, *rows], actor=actor, verb="claim.create")
    return claim


def _made(data: Mapping[str, Any], actor: Actor, make_noun: Make) -> tuple[Claim, list[Model]]:
    """Build a new claim, and the list of its row and the rows of its parts."""
    rows: list[Model] = []
    with resolved(data, actor, make_noun, ids_asked(data.get("external_ids") or [])) as found:
        if "claimant" not in found:
            found["claimant"] = first_originator(found.get("appearances", []))
        _mark_first(found.get("appearances", []))
        _check_occurrence(found)
        claim = Claim(**to_columns(Claim, found), created_by_id=actor.user_id)
        for name, make in PARTS.items():
            if found.get(name):
                with at(name):
                    rows += make(claim, found[name], actor)
    return claim, [claim, *rows]


def add_to(claim: Claim, name: str, item: Any, actor: Actor) -> Any:
    """Add one part to a locked claim and return its row; `name` is the part's collection.

    An external id that the claim already has is returned as it is. Raises InputError, with paths as in a list of one
    item, and ExternalIdTakenError.
    """
    rows = PARTS[name](claim, [item], actor)
    _write(rows)
    return rows[0]


def _write(rows: Sequence[Model]) -> None:
    """Insert a new claim with its parts, or new parts of a claim.

    Waits for other transactions that insert the same external id. Raises ExternalIdTakenError if another claim has it;
    one that the claim already has stays as it is.
    """
    for row in insert(rows, on_conflict_do_nothing=ExternalId):
        there = ExternalId.objects.get(origin=row.origin, external_id=row.external_id)
        if there.claim_id != row.claim_id:
            raise ExternalIdTakenError(row.origin, row.external_id, there.claim_id)
        row.pk = there.pk


def update_claim(
    claim_id: int, changes: Mapping[str, Any], *, actor: Actor, reason: str = "", if_version: int | None = None
) -> Claim:
    """Change a claim's own fields. What a released verdict of ours judged changes only with a reason.

    Raises Claim.DoesNotExist, StaleVersionError, InputError, AccessError, BlockedError.
    """
    rows = Claim.objects.filter(pk=claim_id)
    with change(rows, actor=actor, verb="claim.update", reason=reason, if_version=if_version) as claim:
        refuse_merged(claim)
        if not changes.keys().isdisjoint(NAMES):
            _check_occurrence({name: from_columns(claim, name) for name in NAMES} | dict(changes))
        found = resolve(_with_references(changes), actor)
        check_rewording(claim, found, actor=actor, reason=reason)
        assign(claim, found)
        return claim


def _check_occurrence(data: Mapping[str, Any]) -> None:
    """Raise InputError for a period that ends before it begins, or a hedge without its date."""
    start, end = (partial_date_in(data, name) for name in NAMES[:2])
    found = occurrence_problem(start, end, data.get("occurred_hedge"))
    if found is not None:
        raise InputError("invalid", f"{found.field} {found.problem}: {found.remedy}.", found.field)


def _mark_first(appearances: list[dict[str, Any]]) -> None:
    """Mark the first appearance of a new claim, so that it need not be looked up."""
    if appearances and not any(item.get("is_first") for item in appearances):
        appearances[0]["is_first"] = True


def refuse_merged(claim: Claim) -> None:
    """Raise InputError if a claim was merged: write to the claim that it was merged into."""
    if claim.merged_into_id is not None:
        raise InputError("merged", f"Claim {claim.pk} was merged into claim {claim.merged_into_id}: write to that one.")


def _with_references(data: Mapping[str, Any]) -> dict[str, Any]:
    """Replace the ids of references by their rows; the claim that this one is part of is locked."""
    found = dict(data)
    for name, rows in REFERENCES.items():
        if isinstance(found.get(name), int):
            found[name] = rows().filter(pk=found[name]).first()
            if found[name] is None:
                raise InputError("does_not_exist", f"There is no such {name}: {data[name]}.", name)
    return found
