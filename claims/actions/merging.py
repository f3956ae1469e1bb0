"""Merge a claim into another, with its parts."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from claims.actions.change import StaleVersionError, record
from claims.actions.current_verdict import refresh_current_verdict
from claims.actions.drafts import claim_facts
from claims.actions.input import InputError
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.external_id import ExternalId
from claims.models.note import Note
from claims.models.quantity import DERIVED, Quantity
from claims.models.reply import Reply
from claims.models.triggers import content_columns
from claims.rules.access import Actor
from claims.rules.verbs import CLAIM_MOVES, next_state
from claims.rules.workflow import BlockedError, Blocker, claim_blockers

# Two parts are the same, and become one, where all of their columns are equal but these: who added them, their place
# in the claim, and what is derived from the other columns.
NOT_COMPARED: dict[type[Model], tuple[str, ...]] = {
    Appearance: ("claim_id", "is_first"),
    Attribution: ("appearance_id", "position"),
    Evidence: ("claim_id", "added_by_id"),
    Quantity: ("claim_id", *DERIVED),
}


def merge_claim(claim_id: int, *, actor: Actor, into: int, reason: str = "", if_version: int | None = None) -> Claim:
    """Merge a claim into another. Its parts move, exact duplicates become one, and it stays readable.

    Discarded drafts stay where they are, and so do imported verdicts that the other claim already has, because verdicts
    are never deleted.
    Raises Claim.DoesNotExist, StaleVersionError, IllegalMoveError, BlockedError, InputError for `into`.
    """
    with record(actor=actor, verb="claim.merge", reason=reason):
        claim, target = _locked(claim_id, into)
        if if_version is not None and claim.version != if_version:
            raise StaleVersionError(if_version, claim.version)
        state = next_state(CLAIM_MOVES, claim.status, "merge")
        blockers = claim_blockers("merge", claim_facts(claim)) + _target_blockers(claim, target)
        if blockers:
            raise BlockedError("merge", blockers)
        _move_parts(claim, target)
        Claim.objects.filter(merged_into=claim).update(merged_into=target)
        Claim.objects.filter(part_of=claim).update(part_of=target)
        claim.current_verdict = None
        claim.status, claim.decline_code, claim.status_reason, claim.merged_into = state, None, reason, target
        claim.save(update_fields=["current_verdict", "status", "decline_code", "status_reason", "merged_into"])
        refresh_current_verdict(target)
        return claim


def _locked(claim_id: int, into: int) -> tuple[Claim, Claim]:
    """Lock both claims and those that were merged into the first, the lower id first."""
    ids = {claim_id, into, *Claim.objects.filter(merged_into=claim_id).values_list("pk", flat=True)}
    ids |= set(Claim.objects.filter(part_of=claim_id).values_list("pk", flat=True))
    rows = {row.pk: row for row in Claim.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)}
    if claim_id not in rows:
        raise Claim.DoesNotExist
    if into not in rows:
        raise InputError("does_not_exist", f"There is no claim {into}.", "into")
    return rows[claim_id], rows[into]


def _target_blockers(claim: Claim, target: Claim) -> list[Blocker]:
    if claim == target:
        return [Blocker("itself", "A claim is not merged into itself.", "into")]
    if target.merged_into_id is not None:
        message = f"Claim {target.pk} was merged into claim {target.merged_into_id}: merge into that one."
        return [Blocker("merged", message, "into")]
    if claim.parts.exists() and target.part_of_id is not None:
        return [Blocker("has_parts", "This claim has parts, and the other is itself a part.", "into")]
    return []


def _move_parts(claim: Claim, target: Claim) -> None:
    ExternalId.objects.filter(claim=claim).update(claim=target)
    Note.objects.filter(claim=claim).update(claim=target)
    _move_verdicts(claim, target)
    _move_distinct(Evidence.objects.filter(claim=claim), target)
    _move_distinct(Quantity.objects.filter(claim=claim), target)
    _move_appearances(claim, target)


def compared_columns(model: type[Model]) -> tuple[str, ...]:
    """List the columns that must be equal for two parts to become one."""
    columns = (column.strip('"') for column in content_columns(model))
    return tuple(column for column in columns if column not in NOT_COMPARED[model])


def comparison_problems() -> Iterator[str]:
    """Yield what is named in `NOT_COMPARED` and is no column of its model."""
    for model, names in NOT_COMPARED.items():
        columns = {field.column for field in model._meta.local_fields}
        yield from (
            f"{model.__name__} has no column {name}, which a merge does not compare."
            for name in names
            if name not in columns
        )


def _move_distinct(rows: "QuerySet[Any]", target: Claim) -> None:
    """Move rows to a claim; delete those that it already has, unless a verdict cites them."""
    same = compared_columns(rows.model)
    there = set(rows.model.objects.filter(claim=target).values_list(*same))
    for row in rows.order_by("pk"):
        content = tuple(getattr(row, name) for name in same)
        is_cited = isinstance(row, Evidence) and row.citations.exists()
        if content in there and not is_cited:
            row.delete()
        else:
            there.add(content)
            row.claim = target
            row.save(update_fields=["claim"])


def _move_appearances(claim: Claim, target: Claim) -> None:
    there = {_appearance_content(row) for row in target.appearances.all()}
    has_first = target.appearances.filter(is_first=True).exists()
    for row in Appearance.objects.filter(claim=claim).order_by("pk"):
        if _appearance_content(row) in there:
            row.delete()
            continue
        there.add(_appearance_content(row))
        row.claim, row.is_first = target, row.is_first and not has_first
        row.save(update_fields=["claim", "is_first"])


def _appearance_content(row: Appearance) -> tuple[Any, ...]:
    links = row.attributions.order_by("position").values_list(*compared_columns(Attribution))
    return (*(getattr(row, name) for name in compared_columns(Appearance)), *links)


def _move_verdicts(claim: Claim, target: Claim) -> None:
    """Move imported verdicts and replies. A reply to a verdict that the target already has is attached to that one."""
    identity = ("publisher", "is_second_hand", "external_id", "revision")
    there = {tuple(rest): pk for pk, *rest in target.verdicts.filter(is_imported=True).values_list("pk", *identity)}
    found: dict[int | None, int] = {}
    for verdict in claim.verdicts.filter(is_imported=True).order_by("pk"):
        same = there.get((verdict.publisher_id, verdict.is_second_hand, verdict.external_id, verdict.revision))
        found[verdict.pk] = same or verdict.pk
        if same is None:
            verdict.claim = target
            verdict.save(update_fields=["claim"])
    for reply in Reply.objects.filter(claim=claim):
        reply.claim, reply.verdict_id = target, found.get(reply.verdict_id)
        reply.save(update_fields=["claim", "verdict"])
