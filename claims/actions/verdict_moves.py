"""Move our verdicts from draft to publication, and back."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from claims.actions.current_verdict import refresh_current_verdict
from claims.actions.drafts import locked_verdict, words_judged
from claims.actions.input import InputError
from claims.models.approval import Approval
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.access import Actor
from claims.rules.cited_evidence import Cited
from claims.rules.verbs import CLAIM_MOVES, VERDICT_MOVES, next_state
from claims.rules.vocabulary import RELEASED_VERDICT_STATES
from claims.rules.workflow import BlockedError, Person, VerdictFacts, verdict_blockers


def verdict_facts(verdict: Verdict) -> VerdictFacts:
    """Collect the facts that the guards of a verdict's verbs check."""
    rating = verdict.rating
    return VerdictFacts(
        state=verdict.state,
        kind=verdict.kind,
        is_imported=verdict.is_imported,
        has_rating=rating is not None,
        is_rating_retired=rating is not None and rating.is_retired,
        normalized=rating.normalized if rating is not None else None,
        changes_rating=verdict.kind == "refile" and _changes_rating(verdict),
        has_summary=bool(verdict.summary.strip()),
        has_note=bool(verdict.note.strip()),
        cited=_cited(verdict),
        has_evidence_exception=bool(verdict.evidence_exception.strip()),
        claim_status=verdict.claim.status,
        writers=frozenset(verdict.writers),
        deciders=frozenset(verdict.approvals.filter(is_void=False).values_list("user", flat=True)),
    )


def _changes_rating(verdict: Verdict) -> bool:
    """Return whether a revision rates otherwise than the released one before it. Its label is copied at submit."""
    ours = verdict.claim.verdicts.filter(is_imported=False, state__in=RELEASED_VERDICT_STATES)
    last = ours.filter(revision__lt=verdict.revision).order_by("-revision").first()
    if last is None:
        return False
    normalized = verdict.rating.normalized if verdict.rating is not None else None
    if verdict.state != "draft":
        normalized = verdict.normalized
    return (verdict.rating_id, normalized) != (last.rating_id, last.normalized)


def _cited(verdict: Verdict) -> tuple[Cited, ...]:
    own = verdict.claim.appearances
    # Other revisions of an appearance's URL are the same article, so they are not independent evidence either.
    is_own = Q(source__in=own.values("source")) | Q(
        source__url__in=own.filter(source__url__isnull=False).values("source__url")
    )
    own_pieces = set(verdict.evidence.filter(is_own, source__isnull=False).values_list("pk", flat=True))
    rows = verdict.evidence.order_by("pk").values_list(
        "pk", "stance", "quote", "note", "source", "source__status", "source__reliability"
    )
    return tuple(
        Cited(
            stance=stance,
            is_own=pk in own_pieces,
            has_words=bool(quote.strip() or note.strip()),
            has_source=source is not None,
            is_withdrawn=status == "withdrawn",
            is_unreliable=reliability == "unreliable",
        )
        for pk, stance, quote, note, source, status, reliability in rows
    )


def person_of(actor: Actor) -> Person:
    """Return what the four-eyes guards check."""
    is_service = actor.user_id is not None and User.objects.filter(pk=actor.user_id, is_service=True).exists()
    return Person(actor.user_id, is_service, actor.on_behalf_of_id)


def submit_verdict(verdict_id: int, *, actor: Actor, if_version: int | None = None) -> Verdict:
    """Submit a draft for review; the words that it judges and its label are fixed.

    If no approval is required (VERDICT_APPROVALS=0), it is approved at once.
    """
    with _moved(verdict_id, "submit", actor, if_version) as (verdict, state):
        rating = verdict.rating
        needed = settings.VERDICT_APPROVALS
        _set(
            verdict,
            state=state if needed else "approved",
            label=rating.name if rating else "",
            normalized=rating.normalized if rating else None,
            claim_reviewed=words_judged(verdict),
            claim_version=verdict.claim.version,
            approvals_required=needed,
            submitted_at=timezone.now(),
        )
        return verdict


def approve_verdict(verdict_id: int, *, actor: Actor, comment: str = "", if_version: int | None = None) -> Verdict:
    """Approve a verdict as somebody who did not write it. With enough approvals it becomes approved.

    Raises IllegalMoveError, BlockedError (same_eyes, service_account, decided), StaleVersionError.
    """
    with _moved(verdict_id, "approve", actor, if_version, reason=comment) as (verdict, state):
        _decide(verdict, "approve", comment, actor)
        given = verdict.approvals.filter(is_void=False, decision="approve").values("user").distinct().count()
        if given >= (verdict.approvals_required or 0):
            _set(verdict, state=state)
        return verdict


def request_changes(verdict_id: int, *, actor: Actor, comment: str, if_version: int | None = None) -> Verdict:
    """Send a verdict back to its writers with a comment; all approvals become void."""
    if not comment.strip():
        raise InputError("required", "Say what should change.", "comment")
    with _moved(verdict_id, "request_changes", actor, if_version, reason=comment) as (verdict, state):
        _decide(verdict, "request_changes", comment, actor)
        _back_to_draft(verdict, state)
        return verdict


def recall_verdict(verdict_id: int, *, actor: Actor, reason: str = "", if_version: int | None = None) -> Verdict:
    """Take a submitted or approved verdict back to draft; all approvals become void."""
    with _moved(verdict_id, "recall", actor, if_version, reason=reason) as (verdict, state):
        _back_to_draft(verdict, state)
        return verdict


def discard_verdict(verdict_id: int, *, actor: Actor, reason: str = "", if_version: int | None = None) -> Verdict:
    """Discard a verdict; it stays readable with `internal:read`."""
    with _moved(verdict_id, "discard", actor, if_version, reason=reason) as (verdict, state):
        _set(verdict, state=state)
        return verdict


def publish_verdict(verdict_id: int, *, actor: Actor, url: str = "", if_version: int | None = None) -> Verdict:
    """Publish an approved verdict, with the address of its article if that is known.

    It supersedes the published verdict of its series, and its claim becomes checked.
    """
    with _moved(verdict_id, "publish", actor, if_version) as (verdict, state):
        _publish(verdict, state, **({"url": url} if url else {}))
        return verdict


def publish_due_verdict(verdict_id: int, *, actor: Actor) -> bool:
    """Publish a scheduled verdict that is due, and return whether it did.

    Safe to call twice: a verdict that is already published, unscheduled or scheduled later is left alone.
    """
    with locked_verdict(verdict_id, actor=actor, verb="verdict.come_due") as verdict:
        if verdict.state != "scheduled" or verdict.publish_at is None or verdict.publish_at > timezone.now():
            return False
        _publish(verdict, _checked(verdict, "come_due", actor))
        return True


def schedule_verdict(
    verdict_id: int, *, actor: Actor, publish_at: dt.datetime, if_version: int | None = None
) -> Verdict:
    """Set the time at which the worker publishes an approved verdict."""
    if publish_at <= timezone.now():
        raise InputError("past", "publish_at is past: give a time to come, or publish.", "publish_at")
    with _moved(verdict_id, "schedule", actor, if_version) as (verdict, state):
        _set(verdict, state=state, publish_at=publish_at)
        return verdict


def unschedule_verdict(verdict_id: int, *, actor: Actor, if_version: int | None = None) -> Verdict:
    """Cancel the publication of a scheduled verdict; it stays approved."""
    with _moved(verdict_id, "unschedule", actor, if_version) as (verdict, state):
        _set(verdict, state=state, publish_at=None)
        return verdict


def retract_verdict(verdict_id: int, *, actor: Actor, note: str, if_version: int | None = None) -> Verdict:
    """Retract a published verdict at once, with a note that says why; its claim is in progress again."""
    if not note.strip():
        raise InputError("required", "Say why it is retracted; the public reads this.", "note")
    with _moved(verdict_id, "retract", actor, if_version, reason=note) as (verdict, state):
        _set(verdict, state=state, retraction_note=note, retracted_at=timezone.now())
        claim = verdict.claim
        if claim.status == "checked":
            claim.status = next_state(CLAIM_MOVES, claim.status, "last_verdict_retracted")
        refresh_current_verdict(claim)
        return verdict


def set_verdict_url(verdict_id: int, *, actor: Actor, url: str, if_version: int | None = None) -> Verdict:
    """Set the URL of the public article, also after publication."""
    with locked_verdict(verdict_id, actor=actor, verb="verdict.set_url", if_version=if_version) as verdict:
        if verdict.is_imported:
            raise BlockedError("set_url", verdict_blockers("set_url", verdict_facts(verdict), person_of(actor)))
        _set(verdict, url=url)
        return verdict


@contextmanager
def _moved(
    verdict_id: int, verb: str, actor: Actor, if_version: int | None, reason: str = ""
) -> Iterator[tuple[Verdict, str]]:
    """Lock a verdict and yield it with the state that the verb leads to.

    Raises Verdict.DoesNotExist, StaleVersionError, IllegalMoveError, BlockedError.
    """
    whole = f"verdict.{verb}"
    with locked_verdict(verdict_id, actor=actor, verb=whole, reason=reason, if_version=if_version) as verdict:
        yield verdict, _checked(verdict, verb, actor)


def _publish(verdict: Verdict, state: str, **more: Any) -> None:
    for last in verdict.claim.verdicts.filter(is_imported=False, state="published"):
        _set(last, state=next_state(VERDICT_MOVES, last.state, "supersede"))
    _set(verdict, state=state, published_at=timezone.now(), **more)
    claim = verdict.claim
    claim.status = next_state(CLAIM_MOVES, claim.status, "verdict_published")
    refresh_current_verdict(claim)


def _checked(verdict: Verdict, verb: str, actor: Actor) -> str:
    """Return the state that the verb leads to. Raises IllegalMoveError, BlockedError."""
    facts = verdict_facts(verdict)
    state = next_state(VERDICT_MOVES, verdict.state, verb)
    blockers = verdict_blockers(verb, facts, person_of(actor))
    if blockers:
        raise BlockedError(verb, blockers)
    return state


def _decide(verdict: Verdict, decision: str, comment: str, actor: Actor) -> None:
    Approval.objects.create(verdict=verdict, user_id=actor.user_id, decision=decision, comment=comment)


def _back_to_draft(verdict: Verdict, state: str) -> None:
    verdict.approvals.filter(is_void=False).update(is_void=True)
    _set(verdict, state=state)


def _set(verdict: Verdict, **values: Any) -> None:
    for name, value in values.items():
        setattr(verdict, name, value)
    verdict.save(update_fields=list(values))
