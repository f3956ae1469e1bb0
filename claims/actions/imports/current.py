"""What is there now of claims that are loaded again, read at once for a chunk."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from claims.actions.imports.verdicts import There
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.quantity import Quantity
from claims.models.verdict import Verdict
from claims.rules.dates import PartialDate


class CurrentAppearance(NamedTuple):
    """An appearance that is there; version 1 has not been touched since it was made, nor its attribution."""

    pk: int
    version: int
    quote: str
    voice: str


class CurrentQuantity(NamedTuple):
    """A figure that is there; version 1 has not been touched since it was made."""

    pk: int
    version: int


class CurrentClaims:
    """The claims of a chunk as they are, by their ids: read once they are locked."""

    def __init__(self, claim_ids: Sequence[int]) -> None:
        """Read the claims and the parts of them that a load writes."""
        self.fields: dict[int, dict[str, Any]] = {}
        self.verdict_id: dict[int, int | None] = {}
        self.quantities: dict[int, dict[str, CurrentQuantity]] = defaultdict(dict)
        self.appearances: dict[int, dict[str, CurrentAppearance]] = defaultdict(dict)
        self.verdicts: dict[int, list[There]] = defaultdict(list)
        self._read_claims(claim_ids)
        self._read_parts(claim_ids)

    def _read_claims(self, claim_ids: Sequence[int]) -> None:
        columns = ("pk", "current_verdict_id", "claimed_on", "claimed_on_precision")
        names = ("text", "language", "claimant_id", "place", "topics")
        for pk, verdict_id, date, precision, *values in Claim.objects.filter(pk__in=claim_ids).values_list(
            *columns, *names
        ):
            self.verdict_id[pk] = verdict_id
            claimed_on = PartialDate(date, precision).format() if date else None
            self.fields[pk] = {**dict(zip(names, values, strict=True)), "claimed_on": claimed_on}

    def _read_parts(self, claim_ids: Sequence[int]) -> None:
        quantities = Quantity.objects.filter(claim__in=claim_ids).values_list("claim_id", "surface", "pk", "version")
        for claim_id, surface, *quantity in quantities:
            self.quantities[claim_id][surface] = CurrentQuantity(*quantity)
        appearances = Appearance.objects.filter(claim__in=claim_ids).select_related("source")
        for there in appearances.only("claim_id", "version", "quote", "voice", "source__url"):
            if there.source.url is not None:
                found = CurrentAppearance(there.pk, there.version, there.quote, there.voice)
                self.appearances[there.claim_id][there.source.url] = found
        verdicts = Verdict.objects.filter(claim__in=claim_ids).values_list(
            "claim_id", "pk", "publisher__domain", "publisher__is_own", *There._fields[3:]
        )
        for claim_id, *verdict in verdicts:
            self.verdicts[claim_id].append(There(*verdict))
