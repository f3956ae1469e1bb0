"""Merge a claim into another, with its parts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from claims.rules.figures.interval import Interval
from claims.rules.merge_conflicts import Claimant, StatedFigure, conflict_blockers, figure_conflicts
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

# The fields of the other claim are kept; a person who merges sees where they differ.
DESCRIBING = ("language", "claimant", "claimed_on", "occurred_from", "occurred_to", "place", "part_of")


@dataclass
class MergePreview:
    """What a merge would do: how many parts move, which fold into an equal one, and what speaks against it.

    `conflicts` is what only `force` with a reason lifts, `blockers` what nothing lifts. `unlike` lists fields in which
    both claims differ, with both values.
    """

    moves: Counter[str] = field(default_factory=Counter)
    folds: dict[str, list[Model]] = field(default_factory=dict)
    unlike: list[tuple[str, Any, Any]] = field(default_factory=list)
    conflicts: list[Blocker] = field(default_factory=list)
    blockers: list[Blocker] = field(default_factory=list)


def merge_claim(
    claim_id: int, *, actor: Actor, into: int, force: bool = False, reason: str = "", if_version: int | None = None
) -> Claim:
    """Merge a claim into another. Its parts move, exact duplicates become one, and it stays readable.

    Claims whose figures conflict or whose claimants differ are merged only with `force` and a reason. Discarded drafts
    stay where they are, and so do imported verdicts that the other claim already has, because verdicts are never
    deleted.
    Raises Claim.DoesNotExist, StaleVersionError, IllegalMoveError, BlockedError, InputError for `into` and `reason`.
    """
    if force and not reason.strip():
        raise InputError("required", "Say why claims that differ are one: `force` needs a reason.", "reason")
    with record(actor=actor, verb="claim.merge", reason=reason):
        claim, target = _locked(claim_id, into)
        if if_version is not None and claim.version != if_version:
            raise StaleVersionError(if_version, claim.version)
        state = next_state(CLAIM_MOVES, claim.status, "merge")
        blockers = claim_blockers("merge", claim_facts(claim)) + _target_blockers(claim, target)
        if not force:
            blockers += conflicts_between(claim, target)
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


def merge_preview(claim: Claim, target: Claim) -> MergePreview:
    """Return what a merge of a claim into another would move, what would fold, and what speaks against it."""
    preview = MergePreview(conflicts=conflicts_between(claim, target))
    preview.blockers = claim_blockers("merge", claim_facts(claim)) + _target_blockers(claim, target)
    folding: dict[str, list[Any]] = {
        "appearances": _same_appearances(claim, target),
        "evidence": _same_rows(Evidence.objects.filter(claim=claim), target),
        "quantities": _same_rows(Quantity.objects.filter(claim=claim), target),
        "verdicts": list(_same_verdicts(claim, target)),
    }
    preview.folds = {name: rows for name, rows in folding.items() if rows}
    for name in ("appearances", "evidence", "quantities", "external_ids", "notes", "replies"):
        preview.moves[name] = getattr(claim, name).count() - len(folding.get(name, ()))
    preview.moves["verdicts"] = claim.verdicts.filter(is_imported=True).count() - len(folding["verdicts"])
    both = [(name, getattr(claim, name), getattr(target, name)) for name in DESCRIBING]
    preview.unlike = [(name, mine, theirs) for name, mine, theirs in both if mine and theirs and mine != theirs]
    return preview


def conflicts_between(claim: Claim, target: Claim) -> list[Blocker]:
    """List what differs between two claims so that only `force` merges them: figures and claimants."""
    conflicts = figure_conflicts(_stated(claim), _stated(target))
    return [] if claim == target else conflict_blockers(conflicts, _claimant(claim), _claimant(target))


def _stated(claim: Claim) -> list[StatedFigure]:
    return [
        StatedFigure(
            surface=row.surface,
            interval=Interval(row.interval_low, row.interval_high, row.is_low_open, row.is_high_open),
            unit=row.unit,
            kind=row.kind,
            direction=row.direction,
            is_denied=row.modality == "denied",
            measure_id=row.measure_id,
            event=row.measure.event if row.measure is not None else "",
        )
        for row in claim.quantities.select_related("measure").order_by("pk")
    ]


def _claimant(claim: Claim) -> Claimant | None:
    return Claimant(claim.claimant.pk, str(claim.claimant)) if claim.claimant is not None else None


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
    same = {row.pk for row in _same_rows(rows, target)}
    for row in rows.order_by("pk"):
        if row.pk in same:
            row.delete()
        else:
            row.claim = target
            row.save(update_fields=["claim"])


def _same_rows(rows: "QuerySet[Any]", target: Claim) -> list[Any]:
    """List the rows that fold: a claim, or a row before them, has the same content, and no verdict cites them."""
    names = compared_columns(rows.model)
    there = set(rows.model.objects.filter(claim=target).values_list(*names))
    found = []
    for row in rows.order_by("pk"):
        content = tuple(getattr(row, name) for name in names)
        is_cited = isinstance(row, Evidence) and row.citations.exists()
        if content in there and not is_cited:
            found.append(row)
        there.add(content)
    return found


def _move_appearances(claim: Claim, target: Claim) -> None:
    same = {row.pk for row in _same_appearances(claim, target)}
    has_first = target.appearances.filter(is_first=True).exists()
    for row in Appearance.objects.filter(claim=claim).order_by("pk"):
        if row.pk in same:
            row.delete()
            continue
        row.claim, row.is_first = target, row.is_first and not has_first
        row.save(update_fields=["claim", "is_first"])


def _same_appearances(claim: Claim, target: Claim) -> list[Appearance]:
    """List the appearances that fold: with their chains they are like one of the target, or like one before them."""
    there = {_appearance_content(row) for row in target.appearances.all()}
    found = []
    for row in Appearance.objects.filter(claim=claim).order_by("pk"):
        content = _appearance_content(row)
        if content in there:
            found.append(row)
        there.add(content)
    return found


def _appearance_content(row: Appearance) -> tuple[Any, ...]:
    links = row.attributions.order_by("position").values_list(*compared_columns(Attribution))
    return (*(getattr(row, name) for name in compared_columns(Appearance)), *links)


def _move_verdicts(claim: Claim, target: Claim) -> None:
    """Move imported verdicts and replies. A reply to a verdict that the target already has is attached to that one."""
    same = _same_verdicts(claim, target)
    found: dict[int | None, int] = {}
    for verdict in claim.verdicts.filter(is_imported=True).order_by("pk"):
        found[verdict.pk] = same.get(verdict.pk, verdict.pk)
        if verdict.pk not in same:
            verdict.claim = target
            verdict.save(update_fields=["claim"])
    for reply in Reply.objects.filter(claim=claim):
        reply.claim, reply.verdict_id = target, found.get(reply.verdict_id)
        reply.save(update_fields=["claim", "verdict"])


def _same_verdicts(claim: Claim, target: Claim) -> dict[int, int]:
    """Map the imported verdicts that the target already has to the target's own."""
    identity = ("publisher", "is_second_hand", "external_id", "revision")
    theirs = {tuple(rest): pk for pk, *rest in target.verdicts.filter(is_imported=True).values_list("pk", *identity)}
    ours = claim.verdicts.filter(is_imported=True).values_list("pk", *identity)
    return {pk: theirs[tuple(rest)] for pk, *rest in ours if tuple(rest) in theirs}
