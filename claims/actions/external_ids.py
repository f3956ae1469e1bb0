"""External ids: what other systems call a claim."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.columns import columns
from claims.models.claim import Claim
from claims.models.external_id import ExternalId
from claims.models.inserting import insert_unless_there
from claims.rules.access import Actor


class ExternalIdTakenError(Exception):
    """Refuse an external id that a claim has already, and say which claim."""

    def __init__(self, origin: str, external_id: str, claim_id: int) -> None:
        self.origin, self.external_id, self.claim_id = origin, external_id, claim_id
        super().__init__(f"{origin} {external_id} is claim {claim_id} already: change that one.")


def add_external_ids(claim: Claim, items: Sequence[Mapping[str, Any]], actor: Actor) -> list[ExternalId]:  # noqa: ARG001
    """Add external ids, in their order. Raises ExternalIdTakenError, also where another writer was first."""
    wanted = {_key(item): item for item in sorted(items, key=_key)}
    there = {key: _added(ExternalId(claim=claim, **columns(ExternalId, item))) for key, item in wanted.items()}
    return [there[_key(item)] for item in items]


def _added(row: ExternalId) -> ExternalId:
    """Write an external id, unless the claim has it. A conflicting writer that is still open is waited for."""
    there = insert_unless_there(row) or ExternalId.objects.get(origin=row.origin, external_id=row.external_id)
    if there.claim_id != row.claim_id:
        raise ExternalIdTakenError(row.origin, row.external_id, there.claim_id)
    return there


def _key(item: Mapping[str, Any]) -> tuple[str, str]:
    return item["origin"], item["external_id"]
