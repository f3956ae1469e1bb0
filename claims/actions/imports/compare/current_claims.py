"""The current state of claims that are loaded again, read at once for a chunk."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from claims.actions.imports import field_list
from claims.actions.imports.compare import prepared_row
from claims.actions.imports.compare.diff_quantities import CurrentQuantity
from claims.actions.imports.compare.diff_verdicts import CurrentVerdict
from claims.formats.mapping.value_kinds import stored_url
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.quantity import Quantity
from claims.models.verdict import Verdict, VerdictEvidence
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

Link = tuple[Any, ...]
"""The columns of a link, then its entity, and whether it is confidential."""


class CurrentPart(NamedTuple):
    """An appearance or a piece of evidence that exists.

    Version 1 has not been changed since it was created. `is_ours` marks one with something that only people add here;
    `is_fixed` one that a verdict cites, which can be neither changed nor removed.
    """

    pk: int
    version: int
    url: str | None
    values: dict[str, Any]
    is_ours: bool
    is_fixed: bool = False
    is_first: bool = False


class CurrentClaims:
    """The claims of a chunk by id, read once they are locked. `fields` are plain JSON values, as in a snapshot."""

    def __init__(self, claim_ids: Sequence[int]) -> None:
        """Read the claims and those parts of them that loads write."""
        self.fields: dict[int, dict[str, Any]] = {}
        self.verdict_id: dict[int, int | None] = {}
        self.judged: frozenset[int] = frozenset()
        self.quantities: dict[int, list[CurrentQuantity]] = defaultdict(list)
        self.appearances: dict[int, list[CurrentPart]] = defaultdict(list)
        self.chains: dict[int, list[Link]] = defaultdict(list)
        self.evidence: dict[int, list[CurrentPart]] = defaultdict(list)
        self.verdicts: dict[int, list[CurrentVerdict]] = defaultdict(list)
        self._read_claims(claim_ids)
        self._read_quantities(claim_ids)
        self._read_appearances(claim_ids)
        self._read_evidence(claim_ids)
        self._read_verdicts(claim_ids)

    def _read_claims(self, claim_ids: Sequence[int]) -> None:
        rows = Claim.objects.filter(pk__in=claim_ids)
        for pk, verdict_id, claimant_id, *values in rows.values_list(
            "pk", "current_verdict_id", "claimant_id", *field_list.CLAIM.columns
        ):
            self.verdict_id[pk] = verdict_id
            self.fields[pk] = {**field_list.CLAIM.read_columns(values), "claimant_id": claimant_id}

    def _read_quantities(self, claim_ids: Sequence[int]) -> None:
        rows = Quantity.objects.filter(claim__in=claim_ids).order_by("pk")
        for claim_id, pk, version, measure_id, *columns in rows.values_list(
            "claim_id", "pk", "version", "measure_id", *field_list.QUANTITY.columns
        ):
            self.quantities[claim_id].append(CurrentQuantity(pk, version, measure_id, tuple(columns)))

    def _read_verdicts(self, claim_ids: Sequence[int]) -> None:
        rows = Verdict.objects.filter(claim__in=claim_ids)
        released = rows.filter(is_imported=False, state__in=RELEASED_VERDICT_STATES)
        self.judged = frozenset(released.values_list("claim_id", flat=True))
        names, width = prepared_row.VERDICT_WORDS, len(prepared_row.VERDICT_WORDS)
        for claim_id, *verdict in rows.values_list(
            "claim_id", "pk", "publisher__domain", "publisher__is_own", *CurrentVerdict._fields[3:-1],
            *prepared_row.VERDICT_WORDS,
        ):  # fmt: skip
            words = (_url(word) if name == "url" else word for name, word in zip(names, verdict[-width:], strict=True))
            found = CurrentVerdict._make([*verdict[:-width], tuple(words)])
            self.verdicts[claim_id].append(found._replace(external_id=_url(found.external_id)))

    def _read_appearances(self, claim_ids: Sequence[int]) -> None:
        rows = Appearance.objects.filter(claim__in=claim_ids).order_by("pk")
        for claim_id, pk, version, url, is_first, start, *values in rows.values_list(
            "claim_id", "pk", "version", "source__url", "is_first", "start", *field_list.APPEARANCE.columns
        ):
            fields = field_list.APPEARANCE.read_columns(values)
            self.appearances[claim_id].append(
                CurrentPart(pk, version, _url(url), fields, start is not None, is_first=is_first)
            )
        links = Attribution.objects.filter(appearance__claim__in=claim_ids).order_by("appearance", "position")
        for appearance_id, *link in links.values_list(
            "appearance_id", *prepared_row.ATTRIBUTION, "entity_id", "is_confidential"
        ):
            self.chains[appearance_id].append(tuple(link))

    def _read_evidence(self, claim_ids: Sequence[int]) -> None:
        is_cited = Exists(VerdictEvidence.objects.filter(evidence=OuterRef("pk")))
        rows = Evidence.objects.filter(claim__in=claim_ids).annotate(is_cited=is_cited).order_by("pk")
        for claim_id, pk, version, url, start, is_confidential, cited, *values in rows.values_list(
            "claim_id", "pk", "version", "source__url", "start", "is_confidential", "is_cited",
            *field_list.EVIDENCE.columns,
        ):  # fmt: skip
            is_ours = start is not None or is_confidential
            fields = field_list.EVIDENCE.read_columns(values)
            self.evidence[claim_id].append(CurrentPart(pk, version, _url(url), fields, is_ours, is_fixed=cited))


def _url(stored: str | None) -> str | None:
    """Return a stored address as it would be stored today: what is frozen keeps the spelling of its time."""
    return stored_url(stored) if stored else stored
