"""Publication, updates, corrections, retraction, and the public series of verdicts."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from claims.models import Claim, Publisher, Rating, Verdict
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk, rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(desk: Desk, api_of: MakeApi) -> ApiClient:
    return api_of(desk.editor)


@pytest.fixture
def reader(api_of: MakeApi) -> ApiClient:
    return api_of("reader")


def series(api: ApiClient, claim: Claim) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"/claims/{claim.pk}/verdicts").json()["results"]
    return found


def judged_elsewhere(claim: Claim, name: str, published_on: str, *, is_second_hand: bool = False) -> Verdict:
    """Add the verdict that another publisher published."""
    outlet = Publisher.objects.create(name=name, domain=f"{name.lower()}.example")
    return Verdict.objects.create(
        claim=claim, publisher=outlet, is_imported=True, is_second_hand=is_second_hand, state="published",
        label="False", normalized="false", external_id=f"https://{outlet.domain}/1",
        published_at=dt.datetime.fromisoformat(f"{published_on}T12:00:00+00:00"),
    )  # fmt: skip


def test_publishing_checks_the_claim_and_is_its_current_verdict(
    desk: Desk, editor: ApiClient, reader: ApiClient
) -> None:
    verdict = desk.verdict("approved")
    assert editor.post(f"/verdicts/{verdict.pk}/publish").json()["state"] == "published"
    claim = reader.get(f"/claims/{verdict.claim_id}").json()
    assert claim["status"] == "checked"
    assert claim["current_verdict"]["id"] == verdict.pk
    assert claim["current_verdict"]["label"] == "Mostly true"
    assert claim["verdicts"][0]["published_at"]


@pytest.mark.parametrize("status", ["triaged", "in_progress"])
def test_a_claim_is_checked_from_any_state_of_work(status: str, desk: Desk, reader: ApiClient) -> None:
    claim = desk.claim(status)
    desk.verdict("published", claim)
    assert reader.get(f"/claims/{claim.pk}").json()["status"] == "checked"


@pytest.mark.parametrize("kind", ["update", "correction", "refile"])
def test_the_next_of_the_series_supersedes_the_last(kind: str, desk: Desk, reader: ApiClient) -> None:
    claim = desk.claim("checked")
    desk.verdict("published", claim, kind=kind, note="It was two lists." if kind == "correction" else "")
    assert [(one["revision"], one["kind"], one["state"]) for one in series(reader, claim)] == [
        (2, kind, "published"), (1, "original", "superseded"),
    ]  # fmt: skip
    assert reader.get(f"/claims/{claim.pk}").json()["status"] == "checked"


def test_every_revision_stays_readable_with_what_it_said(desk: Desk, reader: ApiClient) -> None:
    claim = desk.claim()
    desk.verdict("published", claim, summary="First.", rating=rating("true").pk)
    desk.verdict("published", claim, summary="Second.", rating=rating("half-true").pk)
    desk.verdict("published", claim, summary="Third.", rating=rating("false").pk, kind="correction", note="A slip.")
    assert [(one["summary"], one["label"], one["note"]) for one in series(reader, claim)] == [
        ("Third.", "False", "A slip."), ("Second.", "Half true", ""), ("First.", "True", ""),
    ]  # fmt: skip
    for one in series(reader, claim):
        assert reader.get(f"/claims/{claim.pk}/verdicts/{one['id']}").json() == one


def test_a_draft_of_the_next_leaves_the_last_as_it_is(desk: Desk, reader: ApiClient) -> None:
    claim = desk.claim("checked")
    (before,) = series(reader, claim)
    desk.verdict("scheduled", claim)
    assert series(reader, claim) == [before]


# --- retraction ---


def test_retracting_takes_the_claim_back_to_work_and_tells_the_public_why(
    desk: Desk, editor: ApiClient, reader: ApiClient
) -> None:
    verdict = desk.verdict("published")
    response = editor.post(f"/verdicts/{verdict.pk}/retract", {"note": "The list was of another day."})
    assert response.json()["state"] == "retracted"
    claim = reader.get(f"/claims/{verdict.claim_id}").json()
    assert (claim["status"], claim["current_verdict"]) == ("in_progress", None)
    (seen,) = claim["verdicts"]
    assert (seen["state"], seen["retraction_note"], seen["label"]) == (
        "retracted", "The list was of another day.", "Mostly true",
    )  # fmt: skip
    assert seen["retracted_at"]


def test_after_a_retraction_another_publishers_newest_verdict_stands(desk: Desk, editor: ApiClient) -> None:
    verdict = desk.verdict("published")
    judged_elsewhere(verdict.claim, "Older", "2020-01-03")
    newer = judged_elsewhere(verdict.claim, "Newer", "2020-01-05")
    judged_elsewhere(verdict.claim, "Repeater", "2020-01-09", is_second_hand=True)
    editor.post(f"/verdicts/{verdict.pk}/retract", {"note": "Wrong."})
    assert editor.get(f"/claims/{verdict.claim_id}").json()["current_verdict"]["id"] == newer.pk


def test_ours_stands_before_another_publishers(desk: Desk, editor: ApiClient) -> None:
    claim = desk.claim()
    judged_elsewhere(claim, "Newer", "2029-01-05")
    verdict = desk.verdict("approved", claim)
    editor.post(f"/verdicts/{verdict.pk}/publish")
    assert editor.get(f"/claims/{claim.pk}").json()["current_verdict"]["id"] == verdict.pk


def test_what_was_superseded_does_not_come_back(desk: Desk, editor: ApiClient) -> None:
    claim = desk.claim("checked")
    update = desk.verdict("published", claim)
    editor.post(f"/verdicts/{update.pk}/retract", {"note": "Wrong."})
    assert [one["state"] for one in series(editor, claim)] == ["retracted", "superseded"]
    assert editor.get(f"/claims/{claim.pk}").json()["current_verdict"] is None
    again = desk.verdict("published", claim)
    assert (again.revision, again.kind) == (3, "original")


def test_an_update_that_was_open_at_the_retraction_can_still_go_out(desk: Desk, editor: ApiClient) -> None:
    claim = desk.claim("checked")
    update = desk.verdict("approved", claim)
    first = claim.verdicts.get(revision=1)
    editor.post(f"/verdicts/{first.pk}/retract", {"note": "Wrong."})
    assert editor.post(f"/verdicts/{update.pk}/publish").status_code == 200
    assert [one["state"] for one in series(editor, claim)] == ["published", "retracted"]
    assert editor.get(f"/claims/{claim.pk}").json()["status"] == "checked"


def test_a_refile_keeps_the_rating(desk: Desk, editor: ApiClient) -> None:
    claim = desk.claim("checked")
    other = desk.draft(claim, kind="refile", rating=rating("half-true").pk)
    response = editor.post(f"/verdicts/{other.pk}/submit")
    assert pointers(response, 409) == {"/rating": "refile_changes_rating"}
    where = f"/claims/{claim.pk}/verdicts/{other.pk}"
    assert editor.patch(where, {"rating": rating("mostly-true").pk}).status_code == 200
    assert editor.post(f"/verdicts/{other.pk}/submit").status_code == 200


def test_a_refile_whose_rating_means_something_else_by_now_is_an_update(desk: Desk, editor: ApiClient) -> None:
    claim = desk.claim("checked")
    Rating.objects.filter(pk=rating().pk).update(normalized="mixture")
    refile = desk.draft(claim, kind="refile")
    assert pointers(editor.post(f"/verdicts/{refile.pk}/submit"), 409) == {"/rating": "refile_changes_rating"}


def test_after_a_retraction_a_correction_can_follow(desk: Desk, api_of: MakeApi, reader: ApiClient) -> None:
    writer = api_of(desk.writer)
    verdict = desk.verdict("retracted", headline="Two counts agree")
    claim = verdict.claim
    where = f"/claims/{claim.pk}/verdicts"
    for kind in ("update", "refile"):
        assert pointers(writer.post(where, {"kind": kind}), 409) == {"/kind": "nothing_published"}
    draft = writer.post(where, {"kind": "correction"}).json()
    assert (draft["revision"], draft["headline"], draft["rating"]["name"]) == (2, "Two counts agree", "Mostly true")
    assert pointers(writer.post(f"/verdicts/{draft['id']}/submit"), 409) == {"/note": "note_missing"}
    writer.patch(f"{where}/{draft['id']}", {"note": "The list was of another day."})
    desk.move(Verdict.objects.get(pk=draft["id"]), "published")
    assert [(one["kind"], one["state"]) for one in series(reader, claim)] == [
        ("correction", "published"), ("original", "retracted"),
    ]  # fmt: skip


@pytest.mark.parametrize("state", ["superseded", "retracted", "draft", "approved"])
def test_only_what_is_published_is_retracted(state: str, desk: Desk, editor: ApiClient) -> None:
    verdict = desk.verdict(state)
    problem(editor.post(f"/verdicts/{verdict.pk}/retract", {"note": "Wrong."}), 409)


# --- verdicts that others published ---


@pytest.mark.parametrize("verb", ["retract", "publish", "recall", "submit"])
def test_nothing_moves_a_verdict_that_was_imported(verb: str, desk: Desk, editor: ApiClient) -> None:
    verdict = judged_elsewhere(desk.claim(), "Other", "2020-01-03")
    (error,) = problem(editor.post(f"/verdicts/{verdict.pk}/{verb}", desk.body(verb)), 409)["errors"]
    assert error["code"] == ("imported" if verb == "retract" else "illegal_move")


@pytest.mark.parametrize("changes", [{"headline": "Ours"}, {"url": "https://newsroom.example/x"}])
def test_nothing_is_written_on_it(changes: dict[str, str], desk: Desk, editor: ApiClient) -> None:
    verdict = judged_elsewhere(desk.claim(), "Other", "2020-01-03")
    problem(editor.patch(f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}", changes), 409)
    verdict.refresh_from_db()
    assert (verdict.headline, verdict.url) == ("", "")


def test_it_blocks_no_draft_of_ours_and_no_merge(desk: Desk, editor: ApiClient) -> None:
    claim = desk.claim()
    judged_elsewhere(claim, "Other", "2020-01-03")
    assert editor.post(f"/claims/{claim.pk}/merge", {"into": desk.claim().pk}).status_code == 200


# --- replies ---


def test_a_public_reply_is_shown_with_the_verdict_that_it_is_about(
    desk: Desk, editor: ApiClient, reader: ApiClient
) -> None:
    verdict = desk.verdict("published")
    body = {
        "kind": "complaint", "verdict": verdict.pk, "entity": {"name": "Hospital board"},
        "asked_at": "2020-01-06T08:00:00Z", "text": "The list is of the day before.", "is_public": True,
    }  # fmt: skip
    where = f"/claims/{verdict.claim_id}/replies"
    reply = editor.post(where, body).json()
    editor.post(where, {**body, "text": "Between us: it was leaked.", "is_public": False})
    (seen,) = reader.get(where).json()["results"]
    assert (seen["verdict"], seen["text"], seen["outcome"]) == (verdict.pk, "The list is of the day before.", "pending")
    answer = {"answered_at": "2020-01-07T08:00:00Z", "outcome": "upheld"}
    assert editor.patch(f"{where}/{reply['id']}", answer).json()["outcome"] == "upheld"
    assert [one["outcome"] for one in reader.get(f"/claims/{verdict.claim_id}").json()["replies"]] == ["upheld"]


def test_overdue_replies_are_found(desk: Desk, editor: ApiClient) -> None:
    claim = desk.claim()
    where, now = f"/claims/{claim.pk}/replies", timezone.now()
    asked = (now - dt.timedelta(days=3)).isoformat()
    past, later = ((now + dt.timedelta(days=days)).isoformat() for days in (-1, 1))
    bodies = {
        "late": {"due_at": past},
        "answered": {"due_at": past, "answered_at": now.isoformat()},
        "waiting": {"due_at": later},
        "undated": {},
    }
    for text, dates in bodies.items():
        assert (
            editor.post(where, {"kind": "comment_request", "asked_at": asked, "text": text, **dates}).status_code == 201
        )
    found = {
        switch: [one["text"] for one in editor.get(f"{where}?overdue={switch}").json()["results"]]
        for switch in ("true", "false")
    }
    assert found["true"] == ["late"]
    assert sorted(found["false"]) == ["answered", "undated", "waiting"]


def test_a_reply_is_about_a_verdict_of_its_own_claim(desk: Desk, editor: ApiClient) -> None:
    other = desk.verdict("published")
    body = {"kind": "complaint", "verdict": other.pk, "asked_at": "2020-01-06T08:00:00Z"}
    assert pointers(editor.post(f"/claims/{desk.claim().pk}/replies", body)) == {"/verdict": "does_not_exist"}
