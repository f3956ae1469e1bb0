"""File claims that others have already judged."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.actions.change import record
from claims.actions.claims import create_claim
from claims.actions.columns import to_columns
from claims.actions.input import InputError, at
from claims.actions.nouns import resolve
from claims.models.claim import Claim
from claims.models.insert_rows import draw_ids
from claims.models.rating import Rating
from claims.models.verdict import Verdict, VerdictEvidence
from claims.rules.access import Actor
from claims.rules.standing import PublishedVerdict, standing_verdict

Data = Mapping[str, Any]

# The fields of an imported verdict; the other fields are for our own.
PUBLISHED = (
    "publisher", "external_id", "rating", "label", "normalized", "claim_reviewed", "reason_code", "headline", "summary",
    "explanation", "language", "byline", "note", "as_of", "as_of_precision", "url", "published_at",
)  # fmt: skip


def create_checked_claim(data: Data, *, actor: Actor) -> Claim:
    """File a claim with the verdicts that others published on it; it starts as checked.

    Each of `verdicts` has its `publisher`, the slugs of its `scale` and `rating`, or a `label` as printed, when
    it was published as a datetime, and in `evidence` the places (from 0) of what it cites of the claim's evidence.
    The one that stands becomes the claim's current verdict. Raises what `create_claim` does.
    """
    with record(actor=actor, verb="claim.create"):
        found = resolve(data, actor)
        verdicts = _verdicts(found)
        standing = standing_verdict(
            PublishedVerdict(
                verdict.pk, verdict.is_imported, verdict.publisher.is_own, verdict.is_second_hand, verdict.published_at
            )
            for verdict in verdicts
        )
        current = next(verdict for verdict in verdicts if verdict.pk == standing)
        claim = create_claim({**found, "status": "checked", "current_verdict": current}, actor=actor)
        evidence = list(claim.evidence.order_by("pk").values_list("pk", flat=True))
        for index, verdict in enumerate(verdicts):
            verdict.claim = claim
            verdict.save(force_insert=True)
            with at("verdicts", index):
                _cite(verdict, found["verdicts"][index].get("evidence") or [], evidence)
        return claim


def _verdicts(data: Data) -> list[Verdict]:
    """Build the verdicts with their ids, because the claim, which is written first, points to one of them."""
    items = data.get("verdicts")
    if not items:
        raise InputError("required", "Give at least one verdict that was published.", "verdicts")
    made = []
    for index, (pk, item) in enumerate(zip(draw_ids([Verdict] * len(items)), items, strict=True)):
        with at("verdicts", index):
            made.append(Verdict(pk=pk, is_imported=True, state="published", **_content(item, data["text"])))
    return made


def _content(item: Data, text: str) -> dict[str, Any]:
    if item.get("published_at") is None:
        raise InputError("required", "Give the time of its publication.", "published_at")
    rating = _rating(item) if item.get("rating") else None
    copied = {"label": rating.name, "normalized": rating.normalized} if rating else {}
    content = to_columns(Verdict, {"claim_reviewed": text, **copied, **item, "rating": rating})
    if not content.get("label"):
        raise InputError("required", "Give the label as it was printed, or scale and rating.", "label")
    return {name: value for name, value in content.items() if name in PUBLISHED}


def _rating(item: Data) -> Rating:
    with at("rating"):
        try:
            found: Rating = Rating.objects.get(scale__slug=item.get("scale"), slug=item["rating"])
        except Rating.DoesNotExist as error:
            message = f"There is no rating {item['rating']} on the scale {item.get('scale')}."
            raise InputError("does_not_exist", message) from error
        return found


def _cite(verdict: Verdict, places: Sequence[int], evidence: Sequence[int]) -> None:
    for index, place in enumerate(places):
        if not 0 <= place < len(evidence):
            message = f"There is no evidence {place}: give a place from 0 to {len(evidence) - 1}."
            raise InputError("does_not_exist", message, "evidence", index)
    VerdictEvidence.objects.bulk_create(
        VerdictEvidence(verdict=verdict, evidence_id=evidence[place]) for place in places
    )
