"""Two people act on one verdict at the same moment: one succeeds, the other is refused, nothing is half done."""

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import drafts, verdict_moves
from claims.actions.actors import actor_of
from claims.actions.due import publish_due_verdicts
from claims.models import Claim, Verdict
from claims.models.history import ClaimEvent, VerdictEvent
from tests.desk import Desk, come_due
from tests.races.together import WAYS, Race, refusals, won

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=WAYS)
def race(request: Any) -> Race:
    """A way to run calls at once."""
    way: Race = request.param
    return way


def now(verdict: Verdict) -> Verdict:
    return Verdict.objects.get(pk=verdict.pk)


def valid_approvals(verdict: Verdict) -> int:
    return verdict.approvals.filter(is_void=False, decision="approve").count()


def assert_whole(verdict: Verdict) -> None:
    """Check the invariants of a verdict and its claim."""
    found = Verdict.objects.select_related("claim").get(pk=verdict.pk)
    given = valid_approvals(found)
    if found.state == "draft":
        assert given == 0
    if found.state in {"approved", "scheduled", "published"}:
        assert found.approvals_required is not None
        assert given >= found.approvals_required
    assert (found.published_at is not None) == (found.state in {"published", "superseded", "retracted"})
    current = found.claim.current_verdict
    published = found.claim.verdicts.filter(state="published").first()
    assert current == published
    assert (found.claim.status == "checked") == (published is not None)
    assert found.claim.verdicts.filter(state="published").count() <= 1
    versions = list(
        ClaimEvent.objects.filter(pgh_obj=found.claim_id).order_by("pgh_id").values_list("version", flat=True)
    )
    assert sorted(set(versions)) == list(range(1, found.claim.version + 1))


@pytest.mark.parametrize("needed", [1, 2])
def test_two_approvers(needed: int, race: Race, desk: Desk, settings: Any) -> None:
    settings.VERDICT_APPROVALS = needed
    verdict = desk.verdict("in_review")
    before = Claim.objects.get(pk=verdict.claim_id).version
    results = race(
        *(
            partial(verdict_moves.approve_verdict, verdict.pk, actor=actor_of(who))
            for who in (desk.editor, desk.second)
        ),
        claims=[verdict.claim_id],
    )
    assert now(verdict).state == "approved"
    assert valid_approvals(verdict) == needed == len(won(results))
    assert refusals(results) == ([] if needed == 2 else ["IllegalMoveError"])
    assert Claim.objects.get(pk=verdict.claim_id).version == before + needed
    assert_whole(verdict)


def test_one_approver_with_two_windows(race: Race, desk: Desk, settings: Any) -> None:
    settings.VERDICT_APPROVALS = 2
    verdict = desk.verdict("in_review")
    approve = partial(verdict_moves.approve_verdict, verdict.pk, actor=desk.editing)
    results = race(approve, approve, claims=[verdict.claim_id])
    assert refusals(results) == ["decided"]
    assert (now(verdict).state, valid_approvals(verdict)) == ("in_review", 1)


def test_approving_against_recalling_and_editing(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("in_review")

    def take_back() -> None:
        verdict_moves.recall_verdict(verdict.pk, actor=desk.writing)
        drafts.edit_draft(verdict.pk, {"summary": "Other words."}, actor=desk.writing)

    approve = partial(verdict_moves.approve_verdict, verdict.pk, actor=desk.editing)
    results = race(approve, take_back, claims=[verdict.claim_id])
    assert refusals(results) in ([], ["IllegalMoveError"])
    assert (now(verdict).state, now(verdict).summary) == ("draft", "Other words.")
    assert valid_approvals(verdict) == 0
    assert_whole(verdict)


def test_approving_what_was_read_against_handing_over_other_words(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("in_review")

    def hand_over_anew() -> None:
        verdict_moves.recall_verdict(verdict.pk, actor=desk.writing)
        drafts.edit_draft(verdict.pk, {"summary": "Other words."}, actor=desk.writing)
        verdict_moves.submit_verdict(verdict.pk, actor=desk.writing)

    approve = partial(verdict_moves.approve_verdict, verdict.pk, actor=desk.editing, if_version=verdict.version)
    results = race(approve, hand_over_anew, claims=[verdict.claim_id])
    assert refusals(results) in ([], ["StaleVersionError"])
    assert (now(verdict).state, now(verdict).summary) == ("in_review", "Other words.")
    assert valid_approvals(verdict) == 0


def test_approving_against_asking_for_changes(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("in_review")
    results = race(
        partial(verdict_moves.approve_verdict, verdict.pk, actor=desk.editing),
        partial(verdict_moves.request_changes, verdict.pk, actor=actor_of(desk.second), comment="Which list?"),
        claims=[verdict.claim_id],
    )
    assert refusals(results) == ["IllegalMoveError"]
    (winner,) = won(results)
    assert now(verdict).state == winner.state
    assert valid_approvals(verdict) == (1 if winner.state == "approved" else 0)
    assert_whole(verdict)


def test_publishing_against_recalling(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("approved")
    results = race(
        partial(verdict_moves.publish_verdict, verdict.pk, actor=desk.editing),
        partial(verdict_moves.recall_verdict, verdict.pk, actor=desk.writing),
        claims=[verdict.claim_id],
    )
    assert refusals(results) == ["IllegalMoveError"]
    assert now(verdict).state in {"published", "draft"}
    assert_whole(verdict)


def test_publishing_twice(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("approved")
    acts = [
        partial(verdict_moves.publish_verdict, verdict.pk, actor=actor_of(who)) for who in (desk.editor, desk.second)
    ]
    assert refusals(race(*acts, claims=[verdict.claim_id])) == ["IllegalMoveError"]
    assert VerdictEvent.objects.filter(pgh_obj=verdict, state="published").count() == 1
    assert_whole(verdict)


def test_publishing_the_update_against_retracting_the_first(race: Race, desk: Desk) -> None:
    claim = desk.claim("checked")
    first, update = claim.verdicts.get(), desk.verdict("approved", claim)
    results = race(
        partial(verdict_moves.publish_verdict, update.pk, actor=desk.editing),
        partial(verdict_moves.retract_verdict, first.pk, actor=actor_of(desk.second), note="Wrong."),
        claims=[claim.pk],
    )
    assert refusals(results) in ([], ["IllegalMoveError"])
    assert now(update).state == "published"
    assert now(first).state == ("superseded" if refusals(results) else "retracted")
    assert_whole(update)


def test_coming_due_against_unscheduling(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    results = race(
        publish_due_verdicts,
        partial(verdict_moves.unschedule_verdict, verdict.pk, actor=desk.editing),
        claims=[verdict.claim_id],
    )
    if now(verdict).state == "published":
        assert results[0] == [verdict.pk]
        assert refusals(results) == ["IllegalMoveError"]
    else:
        assert (now(verdict).state, now(verdict).publish_at) == ("approved", None)
        assert (results[0], refusals(results)) == ([], [])
    assert_whole(verdict)


def test_coming_due_against_another_time(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)

    def put_off() -> None:
        verdict_moves.unschedule_verdict(verdict.pk, actor=desk.editing)
        later = timezone.now() + dt.timedelta(hours=1)
        verdict_moves.schedule_verdict(verdict.pk, actor=desk.editing, publish_at=later)

    results = race(publish_due_verdicts, put_off, claims=[verdict.claim_id])
    assert (now(verdict).state == "published") == (results[0] == [verdict.pk]) == (refusals(results) != [])
    assert now(verdict).state in {"published", "scheduled", "approved"}
    assert_whole(verdict)


def test_two_workers_publish_once(race: Race, desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    before = Claim.objects.get(pk=verdict.claim_id).version
    results = race(*[publish_due_verdicts] * 4, claims=[verdict.claim_id])
    assert sorted(results) == [[], [], [], [verdict.pk]]
    assert VerdictEvent.objects.filter(pgh_obj=verdict, state="published").count() == 1
    assert Claim.objects.get(pk=verdict.claim_id).version == before + 1
    assert_whole(verdict)


def test_two_drafts_are_opened(race: Race, desk: Desk) -> None:
    claim = desk.claim()
    acts = [
        partial(drafts.open_draft, claim.pk, {"summary": who.username}, actor=actor_of(who))
        for who in (desk.writer, desk.editor)
    ]
    results = race(*acts, claims=[claim.pk])
    assert refusals(results) == ["open_verdict"]
    (opened,) = won(results)
    assert list(claim.verdicts.values_list("pk", flat=True)) == [opened.pk]


def test_two_edits_of_the_same_version(race: Race, desk: Desk) -> None:
    draft = desk.verdict("draft")
    acts = [
        partial(drafts.edit_draft, draft.pk, {"summary": word}, actor=desk.writing, if_version=draft.version)
        for word in ("one", "two")
    ]
    results = race(*acts, claims=[draft.claim_id])
    assert refusals(results) == ["StaleVersionError"]
    assert now(draft).summary == won(results)[0].summary


def test_submitting_against_taking_the_evidence_away(race: Race, desk: Desk) -> None:
    draft = desk.verdict("draft")
    results = race(
        partial(verdict_moves.submit_verdict, draft.pk, actor=desk.writing),
        partial(drafts.edit_draft, draft.pk, {"evidence": []}, actor=desk.writing),
        claims=[draft.claim_id],
    )
    assert refusals(results) in (["IllegalMoveError"], ["evidence_missing"])
    assert (now(draft).state == "in_review") == (now(draft).evidence.count() == 1)
