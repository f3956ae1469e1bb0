"""Claims: filed whole, edited in their own words."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from claims.actions.appearances import first_originator, new_appearances
from claims.actions.change import NotAtOnceError, change, record, write_at_once
from claims.actions.columns import assign, to_columns
from claims.actions.evidence import new_evidence
from claims.actions.external_ids import ExternalIdTakenError, ids_asked, new_external_ids
from claims.actions.input import InputError, at
from claims.actions.notes import new_notes
from claims.actions.nouns import Make, NewNouns, make_now, resolve, resolved
from claims.actions.quantities import new_quantities
from claims.actions.replies import new_replies
from claims.models.claim import Claim
from claims.models.external_id import ExternalId
from claims.models.insert_rows import insert
from claims.models.user import User
from claims.rules.access import Actor

Found = TypeVar("Found")

# What makes the rows of each part, to be written with their claim or behind it; of one part its own row comes first.
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
    """File a claim with all that belongs to it, in one transaction or not at all.

    The claimant is by default the first originator of the first appearance. Raises InputError with
    the path to what is refused, and ExternalIdTakenError where another claim has the external id.
    """
    with suppress(NotAtOnceError):
        return _file_at_once(data, actor)
    with record(actor=actor, verb="claim.create"):
        # Claims are locked before nouns are made, here as where a part is added to one.
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
    """File a claim, with the sources and entities that it names first, by one statement.

    Raises NotAtOnceError where it takes more.
    """
    if any(data.get(name) is not None for name in REFERENCES):
        raise NotAtOnceError
    nouns = NewNouns()
    claim, rows = _made(data, actor, nouns.make)
    write_at_once([*nouns, *rows], actor=actor, verb="claim.create")
    return claim


def _made(data: Mapping[str, Any], actor: Actor, make_noun: Make) -> tuple[Claim, list[Model]]:
    """Make a new claim, and its row with those of its parts behind it."""
    rows: list[Model] = []
    with resolved(data, actor, make_noun, ids_asked(data.get("external_ids") or [])) as found:
        if "claimant" not in found:
            found["claimant"] = first_originator(found.get("appearances", []))
        _mark_first(found.get("appearances", []))
        claim = Claim(**to_columns(Claim, found), created_by_id=actor.user_id)
        for name, make in PARTS.items():
            if found.get(name):
                with at(name):
                    rows += make(claim, found[name], actor)
    return claim, [claim, *rows]


def add_to(claim: Claim, name: str, item: Any, actor: Actor) -> Any:
    """Add one part, by the name of its collection, to a claim that is locked, and give its row.

    An external id that the claim has stays as it is. Raises InputError as for a list of one, and ExternalIdTakenError.
    """
    rows = PARTS[name](claim, [item], actor)
    _write(rows)
    return rows[0]


def _write(rows: Sequence[Model]) -> None:
    """Write a new claim with its parts, or new parts of one.

    Raises ExternalIdTakenError where another claim has one; a writer of it that has not ended is waited for. One that
    the claim has already stays as it is.
    """
    for row in insert(rows, on_conflict_do_nothing=ExternalId):
        there = ExternalId.objects.get(origin=row.origin, external_id=row.external_id)
        if there.claim_id != row.claim_id:
            raise ExternalIdTakenError(row.origin, row.external_id, there.claim_id)
        row.pk = there.pk


def update_claim(claim_id: int, changes: Mapping[str, Any], *, actor: Actor, if_version: int | None = None) -> Claim:
    """Change a claim's own fields. Raises Claim.DoesNotExist, StaleVersionError, InputError."""
    rows = Claim.objects.filter(pk=claim_id)
    with change(rows, actor=actor, verb="claim.update", if_version=if_version) as claim:
        refuse_merged(claim)
        assign(claim, resolve(_with_references(changes), actor))
        return claim


def _mark_first(appearances: list[dict[str, Any]]) -> None:
    """Say which appearance of a new claim is its first, so that nobody looks for one before it."""
    if appearances and not any(item.get("is_first") for item in appearances):
        appearances[0]["is_first"] = True


def refuse_merged(claim: Claim) -> None:
    """Raise InputError where a claim was merged: what belongs to it is written on the other one."""
    if claim.merged_into_id is not None:
        raise InputError("merged", f"Claim {claim.pk} was merged into claim {claim.merged_into_id}: write to that one.")


def _with_references(data: Mapping[str, Any]) -> dict[str, Any]:
    """Look up the claim that this one is part of, which is locked, and its assignee."""
    found = dict(data)
    for name, rows in REFERENCES.items():
        if isinstance(found.get(name), int):
            found[name] = rows().filter(pk=found[name]).first()
            if found[name] is None:
                raise InputError("does_not_exist", f"There is no such {name}: {data[name]}.", name)
    return found
