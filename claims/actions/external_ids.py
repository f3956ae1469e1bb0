"""External ids: what other systems call a claim."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claims.actions.columns import to_columns
from claims.models.claim import Claim
from claims.models.external_id import ExternalId
from claims.models.prepared_queries import PreparedQuery, PreparedRead
from claims.rules.access import Actor

_OF_KEY = PreparedQuery(
    lambda origin, external_id: ExternalId.objects.filter(origin=origin, external_id=external_id),
    "id", "claim_id", texts=2,
)  # fmt: skip


class ExternalIdTakenError(Exception):
    """Refuse an external id that another claim has, and name that claim."""

    def __init__(self, origin: str, external_id: str, claim_id: int) -> None:
        self.origin, self.external_id, self.claim_id = origin, external_id, claim_id
        super().__init__(f"{origin} {external_id} is claim {claim_id} already: change that one.")


def new_external_ids(claim: Claim, items: Sequence[Mapping[str, Any]], _actor: Actor) -> list[ExternalId]:
    """Build external ids without duplicates, sorted so that two writers cannot deadlock.

    Raises ExternalIdTakenError if another claim has one.
    """
    wanted = {(item["origin"], item["external_id"]): item for item in items}
    for key in wanted:
        for there in _OF_KEY.read(*key):
            if there.claim_id != claim.pk:
                raise ExternalIdTakenError(*key, there.claim_id)
    return [ExternalId(claim=claim, **to_columns(ExternalId, wanted[key])) for key in sorted(wanted)]


def ids_asked(items: Sequence[Mapping[str, Any]]) -> Iterator[PreparedRead]:
    """List the look-ups that show whether external ids are taken."""
    return ((_OF_KEY, (item["origin"], item["external_id"])) for item in items)
