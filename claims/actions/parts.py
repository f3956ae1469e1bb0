"""Parts of a claim, written one at a time: the claim is locked first, then the part."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from claims.actions.anchors import anchored
from claims.actions.appearances import first_originator, set_attributions
from claims.actions.change import StaleVersionError, change
from claims.actions.claims import add_to, refuse_merged
from claims.actions.columns import assign
from claims.actions.drafts import claim_facts
from claims.actions.input import alone
from claims.actions.nouns import resolve
from claims.actions.replies import of_claim
from claims.actions.rewording import check_deletion
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.reply import Reply
from claims.rules.access import Actor

Part = TypeVar("Part", bound=models.Model)


def add_part(name: str, claim_id: int, data: Any, *, actor: Actor, if_version: int | None = None) -> Any:
    """Add one part to a claim; `name` is the part's collection.

    Raises Claim.DoesNotExist, StaleVersionError against the claim, InputError, ExternalIdTakenError.
    """
    rows = Claim.objects.filter(pk=claim_id)
    part: Any = Claim._meta.get_field(name).related_model
    with change(rows, actor=actor, verb=f"{part._meta.model_name}.create", if_version=if_version) as claim:
        refuse_merged(claim)
        item = resolve(data, actor) if isinstance(data, Mapping) else data
        with alone():
            row = add_to(claim, name, item, actor)
        if isinstance(row, Appearance) and row.is_first:
            _name_claimant(claim, item)
        return row


def _name_claimant(claim: Claim, appearance: Mapping[str, Any]) -> None:
    """Set the claimant of a claim that has none: the first originator of its first appearance.

    A claim that a verdict of ours judged keeps none.
    """
    if claim.claimant_id is None and not claim_facts(claim).was_published:
        claim.claimant = first_originator([appearance])
        claim.save(update_fields=["claimant"])


def update_part(
    model: type[Part],
    part_id: int,
    claim_id: int,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    if_version: int | None = None,
) -> Part:
    """Change a part of a claim; given attributions replace the chain of an appearance.

    Raises the DoesNotExist of the claim or part, StaleVersionError against the part, InputError.
    """
    verb = f"{model._meta.model_name}.update"
    with change(Claim.objects.filter(pk=claim_id), actor=actor, verb=verb) as claim:
        refuse_merged(claim)
        part = _locked(model, part_id, claim, actor, if_version)
        found = resolve(changes, actor)
        if isinstance(part, Reply):
            found = of_claim(claim, found)
        if isinstance(part, Appearance | Evidence):
            found = anchored(found, found.get("source", part.source), part)
        assign(part, found)
        if isinstance(part, Appearance) and "attributions" in found:
            set_attributions(part, found["attributions"], actor)
        return part


def delete_part(model: type[Part], part_id: int, claim_id: int, *, actor: Actor, if_version: int | None = None) -> None:
    """Delete a part of a claim; its history stays.

    Raises the DoesNotExist of the claim or part, StaleVersionError against the part, BlockedError for the only
    appearance of a claim that a verdict of ours judged.
    """
    verb = f"{model._meta.model_name}.delete"
    with change(Claim.objects.filter(pk=claim_id), actor=actor, verb=verb) as claim:
        part = _locked(model, part_id, claim, actor, if_version)
        if isinstance(part, Appearance):
            check_deletion(part, claim)
        part.delete()


def _locked(model: type[Part], part_id: int, claim: Claim, actor: Actor, if_version: int | None) -> Part:
    """Lock a part that the actor may see."""
    rows: models.QuerySet[Part] = model.objects.visible(internal=actor.is_internal)  # type: ignore[attr-defined]
    part = rows.filter(pk=part_id, claim=claim).select_for_update(of=("self",), no_key=True).get()
    found: int = part.version  # type: ignore[attr-defined]
    if if_version is not None and found != if_version:
        raise StaleVersionError(if_version, found)
    return part
