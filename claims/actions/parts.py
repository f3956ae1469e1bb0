"""What belongs to a claim, written one at a time: the claim is locked first, then the part."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from claims.actions.appearances import first_originator, set_attributions
from claims.actions.change import StaleVersionError, change
from claims.actions.claims import add_to, refuse_merged
from claims.actions.columns import assign
from claims.actions.input import alone
from claims.actions.nouns import resolve
from claims.actions.replies import of_claim
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.reply import Reply
from claims.rules.access import Actor

Part = TypeVar("Part", bound=models.Model)


def add_part(name: str, claim_id: int, data: Any, *, actor: Actor, if_version: int | None = None) -> Any:
    """Add one part, by the name of its collection, to a claim.

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
    """Give a claim without a claimant the first originator of its first appearance."""
    if claim.claimant_id is None:
        claim.claimant = first_originator([appearance])
        claim.save(update_fields=["claimant"])


def update_part(
    rows: "models.QuerySet[Part]",
    claim_id: int,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    if_version: int | None = None,
) -> Part:
    """Change the one part of a claim that a queryset holds; given attributions replace the chain.

    Raises the DoesNotExist of the claim or part, StaleVersionError against the part, InputError.
    """
    verb = f"{rows.model._meta.model_name}.update"
    with change(Claim.objects.filter(pk=claim_id), actor=actor, verb=verb) as claim:
        refuse_merged(claim)
        part = _locked(rows, claim, if_version)
        found = resolve(changes, actor)
        if isinstance(part, Reply):
            found = of_claim(claim, found)
        assign(part, found)
        if isinstance(part, Appearance) and "attributions" in found:
            set_attributions(part, found["attributions"], actor)
        return part


def delete_part(rows: "models.QuerySet[Part]", claim_id: int, *, actor: Actor, if_version: int | None = None) -> None:
    """Delete the one part of a claim that a queryset holds; its history stays.

    Raises the DoesNotExist of the claim or part, StaleVersionError against the part.
    """
    verb = f"{rows.model._meta.model_name}.delete"
    with change(Claim.objects.filter(pk=claim_id), actor=actor, verb=verb) as claim:
        _locked(rows, claim, if_version).delete()


def _locked(rows: "models.QuerySet[Part]", claim: Claim, if_version: int | None) -> Part:
    part = rows.filter(claim=claim).select_for_update(of=("self",), no_key=True).get()
    found: int = part.version  # type: ignore[attr-defined]
    if if_version is not None and found != if_version:
        raise StaleVersionError(if_version, found)
    return part
