"""External ids: what other systems call a claim."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.columns import columns
from claims.models.claim import Claim
from claims.models.external_id import ExternalId
from claims.rules.access import Actor


class ExternalIdTakenError(Exception):
    """Refuse an external id that a claim has already, and say which claim."""

    def __init__(self, origin: str, external_id: str, claim_id: int) -> None:
        self.origin, self.external_id, self.claim_id = origin, external_id, claim_id
        super().__init__(f"{origin} {external_id} is claim {claim_id} already: change that one.")


def add_external_ids(claim: Claim, items: Sequence[Mapping[str, Any]], actor: Actor) -> list[ExternalId]:  # noqa: ARG001
    """Add external ids, in their order. Raises ExternalIdTakenError, also where another writer was first."""
    added = {}
    for item in sorted(items, key=lambda item: (item["origin"], item["external_id"])):
        # A conflicting writer that is still open is waited for here.
        ExternalId.objects.bulk_create([ExternalId(claim=claim, **columns(ExternalId, item))], ignore_conflicts=True)
        row = ExternalId.objects.get(origin=item["origin"], external_id=item["external_id"])
        if row.claim_id != claim.pk:
            raise ExternalIdTakenError(row.origin, row.external_id, row.claim_id)
        added[row.origin, row.external_id] = row
    return [added[item["origin"], item["external_id"]] for item in items]
