"""Open and edit drafts of verdicts, and set the evidence that they cite."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from claims.actions.change import StaleVersionError, change
from claims.actions.columns import assign, to_columns
from claims.actions.input import InputError, at
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.history import ClaimEvent
from claims.models.publisher import Publisher
from claims.models.rating import Rating
from claims.models.verdict import Verdict, VerdictEvidence
from claims.rules.access import Actor
from claims.rules.dates import PartialDate
from claims.rules.vocabulary import OPEN_VERDICT_STATES, RELEASED_VERDICT_STATES
from claims.rules.workflow import (
    BlockedError,
    Blocker,
    ClaimFacts,
    claim_blockers,
    refuse_edit,
)

# What a draft of kind update, correction or refile takes over from the published verdict, besides rating and evidence.
COPIED = (
    "claim_reviewed", "reason_code", "headline", "summary", "explanation", "language", "byline", "evidence_exception",
)  # fmt: skip


def claim_facts(claim: Claim) -> ClaimFacts:
    """Collect the facts that the guards of a claim's verbs check."""
    ours = claim.verdicts.filter(is_imported=False)
    return ClaimFacts(
        status=claim.status,
        has_open_verdict=ours.filter(state__in=OPEN_VERDICT_STATES).exists(),
        was_published=ours.filter(state__in=RELEASED_VERDICT_STATES).exists(),
    )


def open_draft(claim_id: int, data: Mapping[str, Any], *, actor: Actor, if_version: int | None = None) -> Verdict:
    """Open a draft of our verdict on a claim: the first of its series, or the next revision of a published one.

    Raises Claim.DoesNotExist, StaleVersionError against the claim, BlockedError, InputError.
    """
    rows = Claim.objects.filter(pk=claim_id)
    with change(rows, actor=actor, verb="verdict.draft", if_version=if_version) as claim:
        kind = data.get("kind", "")
        blockers = claim_blockers("draft", claim_facts(claim)) + _series_blockers(claim, kind)
        if blockers:
            raise BlockedError("draft", blockers)
        # Discarded drafts do not use up a number: a gap would reveal them.
        series = claim.verdicts.filter(is_imported=False).exclude(state="discarded")
        last = series.order_by("-revision").first()
        published = claim.verdicts.filter(is_imported=False, state="published").first()
        before = last if kind == "correction" else published  # a correction may follow what was retracted
        found = {"kind": "update" if published else "original", **_copy_of(before), **data}
        found["rating"] = _rating(found)
        verdict = Verdict(
            claim=claim,
            publisher=Publisher.objects.get(is_own=True),
            revision=last.revision + 1 if last else 1,
            author_id=actor.user_id,
            writers=writers_of(actor),
            **to_columns(Verdict, {"claim_reviewed": claim.text, "language": claim.language, **found}),
        )
        verdict.save(force_insert=True)
        _cite(verdict, found.get("evidence", []))
        return verdict


def edit_draft(verdict_id: int, changes: Mapping[str, Any], *, actor: Actor, if_version: int | None = None) -> Verdict:
    """Edit a draft. The editor becomes one of its writers.

    Raises Verdict.DoesNotExist, StaleVersionError against the verdict, IllegalMoveError, BlockedError, InputError.
    """
    with locked_verdict(verdict_id, actor=actor, verb="verdict.edit", if_version=if_version) as verdict:
        refuse_edit(verdict.state)
        if "kind" in changes and changes["kind"] != verdict.kind:
            raise InputError("fixed", "The kind is fixed: discard this draft and open another.", "kind")
        found = dict(changes)
        if "rating" in changes:
            found["rating"] = _rating(changes)
        assign(verdict, {**found, "writers": sorted({*verdict.writers, *writers_of(actor)})})
        if "evidence" in changes:
            _cite(verdict, changes["evidence"])
        return verdict


def words_judged(verdict: Verdict) -> str:
    """Return the words that a draft judges: the claim's current text, unless the writers changed the wording.

    Every text that the claim ever had counts as the claim's, so that a draft does not keep an outdated one.
    """
    words = verdict.claim_reviewed
    is_claims = not words.strip() or ClaimEvent.objects.filter(pgh_obj=verdict.claim_id, text=words).exists()
    return verdict.claim.text if is_claims else words


def writers_of(actor: Actor) -> list[int]:
    """Return the ids of those who write when an actor does: the actor, and the person it acts for."""
    return sorted({one for one in (actor.user_id, actor.on_behalf_of_id) if one is not None})


@contextmanager
def locked_verdict(
    verdict_id: int, *, actor: Actor, verb: str, reason: str = "", if_version: int | None = None
) -> Iterator[Verdict]:
    """Lock a verdict's claim, then the verdict, and yield it. Raises Verdict.DoesNotExist, StaleVersionError."""
    claim_id = Verdict.objects.values_list("claim", flat=True).get(pk=verdict_id)
    with change(Claim.objects.filter(pk=claim_id), actor=actor, verb=verb, reason=reason) as claim:
        verdict = claim.verdicts.select_for_update(of=("self",), no_key=True).get(pk=verdict_id)
        if if_version is not None and verdict.version != if_version:
            raise StaleVersionError(if_version, verdict.version)
        verdict.claim = claim
        yield verdict


def _copy_of(published: Verdict | None) -> dict[str, Any]:
    """Return the fields that a draft copies from the released verdict that it follows.

    A retired rating is left out, since no verdict can be submitted with it. A note says what one correction corrects.
    """
    if published is None:
        return {}
    found = {name: getattr(published, name) for name in COPIED}
    if published.as_of is not None:
        found["as_of"] = PartialDate(published.as_of, published.as_of_precision)
    rating = published.rating
    found["rating"] = rating.pk if rating is not None and not rating.is_retired else None
    found["evidence"] = list(published.citations.order_by("evidence").values_list("evidence", flat=True))
    return found


def _published(claim: Claim) -> bool:
    return claim.verdicts.filter(is_imported=False, state="published").exists()


def _was_retracted(claim: Claim) -> bool:
    return claim.verdicts.filter(is_imported=False, state="retracted").exists()


def _series_blockers(claim: Claim, kind: str) -> list[Blocker]:
    """Check that the kind of a draft fits the verdict before it."""
    is_after_retraction = kind == "correction" and _was_retracted(claim)
    if kind in {"correction", "update", "refile"} and not _published(claim) and not is_after_retraction:
        return [Blocker("nothing_published", f"There is no published verdict of ours for a {kind}.", "kind")]
    if kind == "original" and _published(claim):
        return [Blocker("already_published", "Open an update, correction or refile of what is published.", "kind")]
    return []


def _rating(data: Mapping[str, Any]) -> Rating | None:
    if data.get("rating") is None:
        return None
    with at("rating"):
        rating: Rating | None = Rating.objects.filter(pk=data["rating"]).first()
        if rating is None:
            raise InputError("does_not_exist", f"There is no rating {data['rating']}.")
        if rating.is_retired:
            raise InputError("retired", f"The rating {rating.name} is retired: give another.")
        return rating


def _cite(verdict: Verdict, evidence_ids: list[int]) -> None:
    """Set the evidence that a draft cites."""
    wanted = set(evidence_ids)
    known = set(Evidence.objects.filter(claim=verdict.claim_id, pk__in=wanted).values_list("pk", flat=True))
    for index, evidence_id in enumerate(evidence_ids):
        if evidence_id not in known:
            message = f"Claim {verdict.claim_id} has no evidence {evidence_id}."
            raise InputError("does_not_exist", message, "evidence", index)
    there = set(verdict.citations.values_list("evidence", flat=True))
    verdict.citations.filter(evidence__in=there - wanted).delete()
    VerdictEvidence.objects.bulk_create(
        VerdictEvidence(verdict=verdict, evidence_id=one) for one in sorted(wanted - there)
    )
