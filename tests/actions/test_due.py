"""Scheduled verdicts are published when due, and outdated ones are marked stale."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from claims.actions.claims import create_claim
from claims.actions.due import mark_stale_verdicts, publish_due_verdicts
from claims.actions.merging import merge_claim
from claims.actions.parts import add_part
from claims.actions.quantities import replace_quantity
from claims.actions.verdict_moves import schedule_verdict, unschedule_verdict
from claims.jobs import verdicts as jobs
from claims.models import Claim, Rating, Verdict
from claims.models.history import VerdictEvent
from tests.desk import Desk, come_due, rating

pytestmark = pytest.mark.django_db

KILLED = "people killed in the strikes"


def state(verdict: Verdict) -> str:
    now: str = Verdict.objects.get(pk=verdict.pk).state
    return now


# --- what is scheduled ---


def test_a_verdict_is_published_when_its_time_has_come(desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    assert publish_due_verdicts() == []
    assert state(verdict) == "scheduled"
    come_due(verdict)
    assert publish_due_verdicts() == [verdict.pk]
    verdict.refresh_from_db()
    assert verdict.state == "published"
    assert verdict.published_at is not None
    assert verdict.publish_at is not None
    assert verdict.published_at > verdict.publish_at
    assert verdict.claim.status == "checked"


def test_it_is_published_once(desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    assert publish_due_verdicts() == [verdict.pk]
    published_at = Verdict.objects.get(pk=verdict.pk).published_at
    assert publish_due_verdicts() == []
    assert Verdict.objects.get(pk=verdict.pk).published_at == published_at


def test_the_history_tells_that_the_clock_did_it(desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    publish_due_verdicts()
    event = VerdictEvent.objects.filter(pgh_obj=verdict, state="published").get()
    assert event.pgh_context == {"verb": "verdict.come_due"}


def test_it_supersedes_what_was_published_before(desk: Desk) -> None:
    claim = desk.claim("checked")
    verdict = desk.verdict("scheduled", claim)
    come_due(verdict)
    publish_due_verdicts()
    assert [one.state for one in claim.verdicts.order_by("revision")] == ["superseded", "published"]
    assert Claim.objects.get(pk=claim.pk).current_verdict == verdict


def test_those_that_were_due_first_come_first(desk: Desk) -> None:
    late, early = desk.verdict("scheduled"), desk.verdict("scheduled")
    for verdict, minutes in ((late, 1), (early, 2)):
        Verdict.objects.filter(pk=verdict.pk).update(publish_at=timezone.now() - dt.timedelta(minutes=minutes))
    assert publish_due_verdicts() == [early.pk, late.pk]


def test_what_was_unscheduled_stays_approved(desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    unschedule_verdict(verdict.pk, actor=desk.editing)
    assert publish_due_verdicts() == []
    verdict.refresh_from_db()
    assert (verdict.state, verdict.publish_at) == ("approved", None)


def test_a_new_time_is_waited_for(desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    unschedule_verdict(verdict.pk, actor=desk.editing)
    schedule_verdict(verdict.pk, actor=desk.editing, publish_at=timezone.now() + dt.timedelta(minutes=1))
    assert publish_due_verdicts() == []


def test_one_that_lacks_something_waits_is_logged_and_blocks_no_other(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, fine = desk.verdict("scheduled", rating=rating("half-true").pk), desk.verdict("scheduled")
    for verdict in (stuck, fine):
        come_due(verdict)
    Rating.objects.filter(pk=stuck.rating_id).update(is_retired=True)
    assert publish_due_verdicts() == [fine.pk]
    assert state(stuck) == "scheduled"
    assert f"verdict {stuck.pk} is due and cannot be published" in caplog.text
    Rating.objects.filter(pk=stuck.rating_id).update(is_retired=False)
    assert publish_due_verdicts() == [stuck.pk]


def test_the_jobs_do_it(desk: Desk) -> None:
    verdict = desk.verdict("scheduled")
    come_due(verdict)
    jobs.publish_due(timestamp=0)
    assert state(verdict) == "published"


# --- what is stale ---


def figure(surface: str, as_of: str | None = None, measure: str = KILLED, **more: Any) -> dict[str, Any]:
    return {"surface": surface, "as_of": as_of, "measure": {"name": measure, "unit": "person"}, **more}


def judged(desk: Desk, as_of: str | None = "2019-12-31", *figures: dict[str, Any]) -> Verdict:
    """Publish a verdict on a claim that states some figures, 19 people on 29 December by default."""
    claim = desk.claim(quantities=list(figures) or [figure("19 people", "2019-12-29")])
    return desk.verdict("published", claim, as_of=as_of)


def file(desk: Desk, *figures: dict[str, Any]) -> Claim:
    """File another claim with figures."""
    return create_claim({"text": "Another count.", "quantities": list(figures)}, actor=desk.writing)


def test_a_later_figure_that_differs_makes_it_stale(desk: Desk) -> None:
    verdict = judged(desk)
    file(desk, figure("25 people", "2020-01-02"))
    assert mark_stale_verdicts() == [verdict.pk]
    verdict.refresh_from_db()
    assert (verdict.is_stale, verdict.state) == (True, "published")
    assert mark_stale_verdicts() == []
    assert VerdictEvent.objects.filter(pgh_obj=verdict).latest("pgh_id").pgh_context == {"verb": "verdict.become_stale"}


def test_ten_outlets_that_repeat_the_figure_make_nothing_stale(desk: Desk) -> None:
    judged(desk)
    for day in range(1, 11):
        file(desk, figure("nineteen people" if day % 2 else "19 people", f"2020-01-{day:02d}"))
    assert mark_stale_verdicts() == []


def test_the_figure_may_come_on_the_same_claim(desk: Desk) -> None:
    verdict = judged(desk)
    add_part("quantities", verdict.claim_id, figure("25 people", "2020-01-02"), actor=desk.writing)
    assert mark_stale_verdicts() == [verdict.pk]


@pytest.mark.parametrize(
    ("ends", "begins", "is_stale"),
    [
        ("2019-12-29", "2019-12-29", False),
        ("2019-12-29", "2019-12-30", True),
        ("2019-12-29", "2020-01", True),
        ("2019-12-29", "2019-12", False),
        ("2019-12", "2019-12-31", False),
        ("2019-12", "2020-01-01", True),
        ("2019-12", "2020-01", True),
        ("2019-12", "2020", True),
        ("2019-12", "2019", False),
        ("2019", "2019-12-31", False),
        ("2019", "2020-01-01", True),
        ("2020-02", "2020-02-29", False),
        ("2020-02", "2020-03-01", True),
        ("2019-12-31", "2019-12-01", False),
    ],
)
def test_the_later_figure_begins_after_the_verdicts_own_date_has_ended(
    ends: str, begins: str, is_stale: bool, desk: Desk
) -> None:
    verdict = judged(desk, ends, figure("19 people", "2019"))
    file(desk, figure("25 people", begins))
    assert mark_stale_verdicts() == ([verdict.pk] if is_stale else [])


@pytest.mark.parametrize(
    ("judged_at", "filed_at", "is_stale"),
    [
        ("2019-12-29T09:00Z", "2019-12-29T12:30Z", True),
        ("2019-12-29T09:00Z", "2019-12-29T09:00Z", False),
        ("2019-12-29T12:30Z", "2019-12-29T09:00Z", False),
        ("2019-12-29T09:00Z", "2019-12-29", False),
        ("2019-12-29", "2019-12-29T12:30Z", False),
        ("2019-12-29T23:59Z", "2019-12-30T00:00Z", True),
        ("2019-12-28T09:00Z", "2019-12-28T12:30Z", False),
    ],
)
def test_figures_of_the_verdicts_day_are_ordered_by_their_times(
    judged_at: str, filed_at: str, is_stale: bool, desk: Desk
) -> None:
    verdict = judged(desk, "2019-12-29", figure("19 people", judged_at))
    file(desk, figure("25 people", filed_at))
    assert mark_stale_verdicts() == ([verdict.pk] if is_stale else [])


def test_a_verdict_that_judged_the_latest_figure_of_the_day_stands(desk: Desk) -> None:
    morning, evening = figure("19 people", "2019-12-29T09:00Z"), figure("24 people", "2019-12-29T18:00Z")
    judged(desk, "2019-12-29", morning, evening, figure("12 people", "2019-12-27"))
    file(desk, figure("21 people", "2019-12-29T12:00Z"))
    assert mark_stale_verdicts() == []
    file(desk, figure("25 people", "2019-12-29T20:00Z"))
    assert len(mark_stale_verdicts()) == 1


@pytest.mark.parametrize(
    ("surface", "is_stale"),
    [
        ("19 people", False),
        ("exactly 19 people", False),
        ("about 19 people", True),
        ("at least 19 people", True),
        ("20 people", True),
        ("dozens of people", True),
    ],
)
def test_an_interval_that_is_not_equal(surface: str, is_stale: bool, desk: Desk) -> None:
    verdict = judged(desk)
    file(desk, figure(surface, "2020-01-02"))
    assert mark_stale_verdicts() == ([verdict.pk] if is_stale else [])


def test_an_open_end_counts_and_an_equal_one_does_not(desk: Desk) -> None:
    verdict = judged(desk, "2019-12-31", figure("more than 19 people", "2019-12-29"))
    file(desk, figure("more than 19 people", "2020-01-02"))
    assert mark_stale_verdicts() == []
    file(desk, figure("at least 19 people", "2020-01-02"))
    assert mark_stale_verdicts() == [verdict.pk]


def test_a_verdict_without_a_date_is_never_stale(desk: Desk) -> None:
    judged(desk, None)
    file(desk, figure("25 people", "2020-01-02"))
    assert mark_stale_verdicts() == []


def test_a_figure_without_a_date_makes_nothing_stale(desk: Desk) -> None:
    judged(desk)
    file(desk, figure("25 people"))
    assert mark_stale_verdicts() == []


def test_a_figure_without_a_date_is_what_was_judged(desk: Desk) -> None:
    verdict = judged(desk, "2019-12-31", figure("19 people"))
    file(desk, figure("19 people", "2020-01-02"))
    assert mark_stale_verdicts() == []
    file(desk, figure("25 people", "2020-01-02"))
    assert mark_stale_verdicts() == [verdict.pk]


def test_figures_of_another_measure_or_none_make_nothing_stale(desk: Desk) -> None:
    judged(desk)
    file(desk, figure("25 people", "2020-01-02", measure="people wounded in the strikes"))
    file(desk, {"surface": "25 people", "as_of": "2020-01-02"})
    assert mark_stale_verdicts() == []


def test_one_of_several_measures_is_enough(desk: Desk) -> None:
    wounded = "people wounded in the strikes"
    verdict = judged(desk, "2019-12-31", figure("19 people", "2019-12-29"), figure("55 people", "2019-12-29", wounded))
    file(desk, figure("19 people", "2020-01-02"))
    assert mark_stale_verdicts() == []
    file(desk, figure("60 people", "2020-01-02", wounded))
    assert mark_stale_verdicts() == [verdict.pk]


def test_a_verdict_that_knew_of_the_figure_is_not_stale(desk: Desk) -> None:
    judged(desk, "2020-01-03", figure("19 people", "2019-12-29"))
    file(desk, figure("25 people", "2020-01-02"))
    assert mark_stale_verdicts() == []


def test_only_what_stands_becomes_stale(desk: Desk) -> None:
    claim = desk.claim(quantities=[figure("19 people", "2019-12-29")])
    first = desk.verdict("published", claim, as_of="2019-12-30")
    second = desk.verdict("published", claim, as_of="2019-12-31")
    desk.verdict("draft", claim, as_of="2019-12-31")
    retracted = desk.verdict(
        "retracted", desk.claim(quantities=[figure("19 people", "2019-12-29")]), as_of="2019-12-31"
    )
    file(desk, figure("25 people", "2020-01-02"))
    assert mark_stale_verdicts() == [second.pk]
    for verdict in (first, retracted):
        verdict.refresh_from_db()
        assert not verdict.is_stale


def test_the_update_is_not_stale_until_the_next_figure(desk: Desk) -> None:
    verdict = judged(desk)
    file(desk, figure("25 people", "2020-01-02"))
    mark_stale_verdicts()
    claim = Claim.objects.get(pk=verdict.claim_id)
    update = desk.verdict("published", claim, as_of="2020-01-02")
    assert mark_stale_verdicts() == []
    assert not Verdict.objects.get(pk=update.pk).is_stale
    file(desk, figure("27 people", "2020-01-05"))
    assert mark_stale_verdicts() == [update.pk]


def test_a_figure_that_comes_by_a_merge_counts(desk: Desk) -> None:
    verdict = judged(desk)
    other = file(desk, figure("25 people", "2020-01-02"))
    merge_claim(other.pk, actor=desk.editing, into=verdict.claim_id, force=True, reason="A later count.")
    assert mark_stale_verdicts() == [verdict.pk]


def test_a_figure_noted_wrongly_and_replaced_in_time_does_not(desk: Desk) -> None:
    judged(desk)
    other = file(desk, figure("25 people", "2020-01-02"))
    wrong = other.quantities.get()
    right = figure("19 people", "2020-01-02")
    replace_quantity(wrong.pk, other.pk, right, reason="Misread.", actor=desk.writing)
    assert mark_stale_verdicts() == []


def test_another_publishers_verdict_grows_stale_too(desk: Desk) -> None:
    verdict = judged(desk)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_verdict (claim_id, publisher_id, is_imported, state, label, as_of, as_of_precision)"
            " SELECT claim_id, publisher_id, true, 'published', 'True', '2019-12-30', 'day'"
            " FROM claims_verdict WHERE id = %s RETURNING id",
            [verdict.pk],
        )
        imported = cursor.fetchone()[0]
    file(desk, figure("25 people", "2020-01-02"))
    assert mark_stale_verdicts() == sorted([verdict.pk, imported])


def test_more_than_one_batch_is_marked_in_turn(desk: Desk) -> None:
    verdict = judged(desk)
    other = judged(desk, "2019-12-30")
    file(desk, figure("25 people", "2020-01-02"))
    jobs.mark_stale(timestamp=0)
    assert set(Verdict.objects.filter(is_stale=True).values_list("pk", flat=True)) == {verdict.pk, other.pk}
