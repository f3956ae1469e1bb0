"""Any verbs, by anybody, in any order: the options shown beforehand are what happens, and the invariants hold."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

from django.db import transaction

from claims.actions import claim_moves, drafts, verdict_moves
from claims.actions.actors import actor_of
from claims.actions.due import publish_due_verdicts
from claims.actions.input import InputError
from claims.actions.merging import merge_claim
from claims.actions.options import Option, claim_options, verdict_options
from claims.models import Claim, User, Verdict
from claims.rules.access import Actor
from claims.rules.verbs import IllegalMoveError
from claims.rules.workflow import BlockedError
from tests.desk import Desk, rating

STEPS = 80
# These end a walk early.
SELDOM = {"merge", "decline", "discard", "recall", "request_changes"}
Way = tuple[Option, Callable[[], Any]]
LATER = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
OPEN = {"draft", "in_review", "approved", "scheduled"}


MOVES: dict[str, Callable[..., Any]] = {
    "edit": partial(drafts.edit_draft, changes={"headline": "So"}),
    "submit": verdict_moves.submit_verdict,
    "approve": verdict_moves.approve_verdict,
    "request_changes": verdict_moves.request_changes,
    "recall": verdict_moves.recall_verdict,
    "discard": verdict_moves.discard_verdict,
    "publish": verdict_moves.publish_verdict,
    "schedule": verdict_moves.schedule_verdict,
    "unschedule": verdict_moves.unschedule_verdict,
    "retract": verdict_moves.retract_verdict,
}


class Walk:
    """One claim, three people with every right, and the verbs that they use on it."""

    def __init__(self, desk: Desk, people: list[User]) -> None:
        self.desk, self.people = desk, people
        self.claim, self.other = desk.claim("new"), desk.claim("new", text="Another.")
        self.cited = desk.evidence(self.claim).pk
        self.used: set[str] = set()

    def step(self, chance: Random) -> None:
        """Use a verb on the claim or on one of its last verdicts, and compare the result with the options shown before.

        One time in four it may be one that is listed as blocked.
        """
        if chance.random() < 0.05:
            return self.let_time_pass()
        actor, dares = actor_of(chance.choice(self.people)), chance.random() < 0.25
        ways = [way for way in (*self.of_claim(actor), *self.of_verdicts(actor)) if dares or not way[0].blockers]
        ways = [way for way in ways if way[0].verb not in SELDOM or chance.random() < 0.15]
        if ways:
            option, call = chance.choice(ways)
            assert bool(option.blockers) == is_refused(call), option
            self.used |= set() if option.blockers else {option.verb}
        return None

    def let_time_pass(self) -> None:
        """Let what is scheduled come due, and the worker come by."""
        Verdict.objects.filter(claim=self.claim, state="scheduled").update(publish_at="2020-01-01T00:00:00Z")
        publish_due_verdicts()

    def of_claim(self, actor: Actor) -> Iterator[Way]:
        """Return the listed options of the claim's verbs, and functions that use them."""
        pk = self.claim.pk
        calls: dict[str, Callable[[], Any]] = {
            "triage": partial(claim_moves.triage_claim, pk, actor=actor),
            "start": partial(claim_moves.start_claim, pk, actor=actor),
            "decline": partial(claim_moves.decline_claim, pk, actor=actor, code="opinion"),
            "reopen": partial(claim_moves.reopen_claim, pk, actor=actor),
            "merge": partial(merge_claim, pk, actor=actor, into=self.other.pk),
            "assign": partial(claim_moves.assign_claim, pk, actor=actor, assignee=actor.user_id),
            "draft": partial(drafts.open_draft, pk, self.content(), actor=actor),
        }
        for option in claim_options(Claim.objects.get(pk=pk), actor):
            yield option, calls[option.verb]

    def content(self) -> dict[str, Any]:
        return {"rating": rating().pk, "summary": "So it was.", "evidence": [self.cited]}

    def of_verdicts(self, actor: Actor) -> Iterator[Way]:
        """Return the listed options of the last two verdicts' verbs, and functions that use them."""
        takes: dict[str, dict[str, Any]] = {
            "request_changes": {"comment": "Which?"},
            "retract": {"note": "Wrong."},
            "schedule": {"publish_at": LATER},
        }
        for verdict in Verdict.objects.filter(claim=self.claim).order_by("-pk")[:2]:
            for option in verdict_options(verdict, actor):
                yield option, partial(MOVES[option.verb], verdict.pk, actor=actor, **takes.get(option.verb, {}))

    def check(self) -> None:
        """Check what holds in every state of the work."""
        claim = Claim.objects.get(pk=self.claim.pk)
        verdicts = list(claim.verdicts.order_by("pk"))
        published = [one for one in verdicts if one.state == "published"]
        assert len([one for one in verdicts if one.state in OPEN]) <= 1
        assert len(published) <= 1
        assert claim.current_verdict == (published[0] if published else None)
        assert (claim.status == "checked") == bool(published)
        kept = [one.revision for one in verdicts if one.state != "discarded"]
        assert kept == list(range(1, len(kept) + 1))
        for verdict in verdicts:
            self.check_eyes(verdict)

    def check_eyes(self, verdict: Verdict) -> None:
        approvals = list(verdict.approvals.filter(is_void=False, decision="approve").values_list("user", flat=True))
        assert not set(approvals) & set(verdict.writers)
        if verdict.state == "draft":
            assert approvals == []
        if verdict.state in {"approved", "scheduled", "published", "superseded", "retracted"}:
            assert len(set(approvals)) >= (verdict.approvals_required or 0)


def is_refused(call: Callable[[], Any]) -> bool:
    """Use a verb, and say whether it was refused."""
    try:
        with transaction.atomic():
            call()
    except (IllegalMoveError, BlockedError, InputError):
        return True
    return False


def prove(desk: Desk, people: list[User], approvals: int, *, walks: int, stop_early: bool = False) -> str:
    """Walk at random with so many approvals needed, until every verb was used; go on then unless `stop_early`."""
    expected = MOVES.keys() - ({"approve", "request_changes"} if approvals == 0 else set())
    used: set[str] = set()
    walked = 0
    while walked < walks and not (stop_early and used >= expected):
        chance, walk = Random(walked), Walk(desk, people)  # noqa: S311
        for _ in range(STEPS):
            walk.step(chance)
            walk.check()
        used |= walk.used
        walked += 1
    assert used >= expected, expected - used
    return f"{walked} random walks of {STEPS} steps with {approvals} approvals: {len(used)} verbs succeeded"
