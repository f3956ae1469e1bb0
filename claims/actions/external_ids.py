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


def new_external_ids(claim: Claim, items: Sequence[Mapping[str, Any]], _actor: Actor) -> list[ExternalId]:
    """Make external ids, in their order so that two writers queue; one that is given twice is one."""
    wanted = {(item["origin"], item["external_id"]): item for item in items}
    return [ExternalId(claim=claim, **columns(ExternalId, wanted[key])) for key in sorted(wanted)]
