"""What is there now of claims that are loaded again, read at once for a chunk."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from claims.actions.imports.compare import prepared_row
from claims.actions.imports.compare.diff_verdicts import CurrentVerdict
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.quantity import Quantity
from claims.models.verdict import Verdict, VerdictEvidence
from claims.rules.dates import PartialDate

Link = tuple[Any, ...]
"""The columns of a link, then its entity, and whether it is confidential."""


class CurrentPart(NamedTuple):
    """An appearance or a piece of evidence that is there.

    Version 1 has not been touched since it was made. `is_ours` where something was added here that no load writes,
    `is_fixed` where a verdict cites it, so that it can be neither changed nor taken away.
    """

    pk: int
    version: int
    url: str | None
    values: dict[str, Any]
    is_ours: bool
    is_fixed: bool = False
    is_first: bool = False


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
        self.appearances: dict[int, list[CurrentPart]] = defaultdict(list)
        self.chains: dict[int, list[Link]] = defaultdict(list)
        self.evidence: dict[int, list[CurrentPart]] = defaultdict(list)
        self.verdicts: dict[int, list[CurrentVerdict]] = defaultdict(list)
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
        self._read_appearances(claim_ids)
        self._read_evidence(claim_ids)
        verdicts = Verdict.objects.filter(claim__in=claim_ids).values_list(
            "claim_id", "pk", "publisher__domain", "publisher__is_own", *CurrentVerdict._fields[3:]
        )
        for claim_id, *verdict in verdicts:
            self.verdicts[claim_id].append(CurrentVerdict(*verdict))

    def _read_appearances(self, claim_ids: Sequence[int]) -> None:
        rows = Appearance.objects.filter(claim__in=claim_ids).order_by("pk")
        names = prepared_row.APPEARANCE
        for claim_id, pk, version, url, is_first, start, *values in rows.values_list(
            "claim_id", "pk", "version", "source__url", "is_first", "start", *names
        ):
            there = dict(zip(names, values, strict=True))
            self.appearances[claim_id].append(
                CurrentPart(pk, version, url, there, start is not None, is_first=is_first)
            )
        links = Attribution.objects.filter(appearance__claim__in=claim_ids).order_by("appearance", "position")
        for appearance_id, *link in links.values_list(
            "appearance_id", *prepared_row.ATTRIBUTION, "entity_id", "is_confidential"
        ):
            self.chains[appearance_id].append(tuple(link))

    def _read_evidence(self, claim_ids: Sequence[int]) -> None:
        is_cited = Exists(VerdictEvidence.objects.filter(evidence=OuterRef("pk")))
        rows = Evidence.objects.filter(claim__in=claim_ids).annotate(is_cited=is_cited).order_by("pk")
        names = prepared_row.EVIDENCE
        for claim_id, pk, version, url, start, is_confidential, cited, *values in rows.values_list(
            "claim_id", "pk", "version", "source__url", "start", "is_confidential", "is_cited", *names
        ):
            is_ours = start is not None or is_confidential
            there = dict(zip(names, values, strict=True))
            self.evidence[claim_id].append(CurrentPart(pk, version, url, there, is_ours, is_fixed=cited))
