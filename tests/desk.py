"""Create claims and verdicts in any state, by the product's own actions."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from claims.actions import claim_moves, drafts, verdict_moves
from claims.actions.actors import actor_of
from claims.actions.claims import create_claim
from claims.actions.merging import merge_claim
from claims.actions.parts import add_part
from claims.models import Claim, Evidence, Rating, User, Verdict
from claims.rules.access import Actor

RIVAL = {"title": "What the hospital's list says", "url": "https://tigris-monitor.example/list"}
REPORT = {"title": "Wire report on the strikes", "url": "https://wire.example/strikes"}
CLAIM_VERBS = ("triage", "start", "decline", "reopen", "merge")
VERDICT_VERBS = (
    "submit", "approve", "request_changes", "recall", "discard", "publish", "schedule", "unschedule", "retract",
)  # fmt: skip
OPEN = ("draft", "in_review", "approved", "scheduled")


def rating(slug: str = "mostly-true", scale: str = "newsroom") -> Rating:
    """Return a rating of a shipped scale."""
    found: Rating = Rating.objects.get(scale__slug=scale, slug=slug)
    return found


class Desk:
    """A checker who writes, two editors who approve, and the claims and verdicts that they create."""

    def __init__(self, make_user: Callable[..., User]) -> None:
        self.writer = make_user("checker", name="wanda-writer")
        self.editor = make_user("editor", name="emil-editor")
        self.second = make_user("editor", name="selma-second")

    @property
    def writing(self) -> Actor:
        """Return the checker as an Actor."""
        return actor_of(self.writer)

    @property
    def editing(self) -> Actor:
        """Return the first editor as an Actor."""
        return actor_of(self.editor)

    def claim(self, status: str = "in_progress", **data: Any) -> Claim:
        """Create a claim with one appearance in a status; `checked` has a published verdict."""
        body = {
            "text": "The strikes killed 19 people.",
            "appearances": [{"source": REPORT, "voice": "narrator"}],
            **data,
        }
        claim = create_claim(body, actor=self.writing)
        if status == "declined":
            claim_moves.decline_claim(claim.pk, actor=self.writing, code="opinion")
        elif status == "merged":
            merge_claim(claim.pk, actor=self.editing, into=self.claim("new").pk)
        elif status != "new":
            self._worked_on(claim, status)
        claim.refresh_from_db()
        return claim

    def _worked_on(self, claim: Claim, status: str) -> None:
        claim_moves.triage_claim(claim.pk, actor=self.writing)
        if status != "triaged":
            claim_moves.start_claim(claim.pk, actor=self.writing)
        if status == "checked":
            self.verdict("published", claim)

    def evidence(self, claim: Claim, **data: Any) -> Evidence:
        """Add a piece of evidence that is not an appearance of the claim."""
        body = {"stance": "supports", "source": RIVAL, "note": "Its list has the names.", **data}
        found: Evidence = add_part("evidence", claim.pk, body, actor=self.writing)
        return found

    def draft(self, claim: Claim, **data: Any) -> Verdict:
        """Open a draft that can be submitted: a rating, a summary, one piece of evidence."""
        evidence = data.pop("evidence", None)
        judged = Rating.objects.filter(pk=data.get("rating") or 0).first()
        stance = "refutes" if judged is not None and judged.normalized in {"false", "mostly_false"} else "supports"
        cited = [self.evidence(claim, stance=stance).pk] if evidence is None else evidence
        body = {"rating": rating().pk, "summary": "Two counts agree on it.", "evidence": cited, **data}
        return drafts.open_draft(claim.pk, body, actor=self.writing)

    def verdict(self, state: str, claim: Claim | None = None, **data: Any) -> Verdict:
        """Create a verdict in a state, on a new claim unless one is passed."""
        verdict = self.draft(claim or self.claim(), **data)
        self.move(verdict, state)
        verdict.refresh_from_db()
        return verdict

    def move(self, verdict: Verdict, state: str) -> None:
        """Move a draft to a state."""
        if state == "discarded":
            verdict_moves.discard_verdict(verdict.pk, actor=self.writing)
        elif state != "draft":
            verdict_moves.submit_verdict(verdict.pk, actor=self.writing)
        if state in {"approved", "scheduled", "published", "superseded", "retracted"}:
            verdict_moves.approve_verdict(verdict.pk, actor=self.editing)
        if state == "scheduled":
            tomorrow = timezone.now() + dt.timedelta(days=1)
            verdict_moves.schedule_verdict(verdict.pk, actor=self.editing, publish_at=tomorrow)
        if state in {"published", "superseded", "retracted"}:
            verdict_moves.publish_verdict(verdict.pk, actor=self.editing)
        if state == "superseded":
            self.verdict("published", Claim.objects.get(pk=verdict.claim_id))
        if state == "retracted":
            verdict_moves.retract_verdict(verdict.pk, actor=self.editing, note="The list was of another day.")

    def body(self, verb: str) -> dict[str, Any]:
        """Return the smallest body that a verb accepts."""
        bodies: dict[str, Callable[[], dict[str, Any]]] = {
            "decline": lambda: {"code": "opinion"},
            "merge": lambda: {"into": self.claim("new").pk},
            "assign": lambda: {"assignee": self.writer.pk},
            "request_changes": lambda: {"comment": "Name the list."},
            "schedule": lambda: {"publish_at": (timezone.now() + dt.timedelta(hours=1)).isoformat()},
            "retract": lambda: {"note": "The list was of another day."},
        }
        return bodies.get(verb, dict)()


def path(noun: str, pk: int, verb: str) -> str:
    """Return the path of a verb."""
    return f"/{noun}s/{pk}/{verb.replace('_', '-')}"


def come_due(verdict: Verdict) -> None:
    """Set the time of a scheduled verdict to a minute ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_verdict SET publish_at = now() - interval '1 minute' WHERE id = %s AND state = 'scheduled'",
            [verdict.pk],
        )
        assert cursor.rowcount == 1
