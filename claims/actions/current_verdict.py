"""Update a claim's current verdict by the rule in `claims.rules.standing`."""

from collections.abc import Collection

from django.db.models import F, OuterRef, Q, Subquery

from claims.models.claim import Claim
from claims.models.verdict import Verdict


def refresh_current_verdict(claim: Claim) -> None:
    """Point a locked claim at the verdict that stands, and save its status with it."""
    claim.current_verdict = claim.verdicts.filter(state="published").by_standing().first()
    claim.save(update_fields=["status", "current_verdict"])


def refresh_current_verdicts(claim_ids: Collection[int]) -> None:
    """Point locked claims at the verdicts that stand; claims that already do are not written."""
    standing = Verdict.objects.filter(claim=OuterRef("pk"), state="published").by_standing().values("pk")[:1]
    claims = Claim.objects.filter(pk__in=claim_ids, merged_into=None).annotate(standing=Subquery(standing))
    is_other = Q(current_verdict__isnull=True) | ~Q(current_verdict=F("standing"))
    wrong = claims.filter(
        Q(standing__isnull=True, current_verdict__isnull=False) | Q(standing__isnull=False) & is_other
    )
    for claim_id, verdict_id in wrong.values_list("pk", "standing"):
        Claim.objects.filter(pk=claim_id).update(current_verdict=verdict_id)
