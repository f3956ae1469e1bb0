"""Judged words: what a released verdict of ours judged changes only on purpose, and every place then says so."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims.models import Claim
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk

pytestmark = pytest.mark.django_db

WORDS = "The strikes killed 25 people."
CHANGES: list[dict[str, Any]] = [{"text": WORDS}, {"claimant": {"name": "Mark Milley"}}, {"claimed_on": "2019-12"}]


@pytest.fixture
def checker(desk: Desk, api_of: MakeApi) -> ApiClient:
    return api_of(desk.writer)


@pytest.fixture
def reporter(api_of: MakeApi) -> ApiClient:
    return api_of("reporter")


@pytest.mark.parametrize("state", ["published", "superseded", "retracted"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_reporter_does_not_change_what_was_judged(
    change: dict[str, Any], state: str, desk: Desk, reporter: ApiClient
) -> None:
    claim = desk.verdict(state).claim
    refused = reporter.patch(f"/claims/{claim.pk}", {**change, "reason": "A slip."})
    assert pointers(refused, 403) == {"": "insufficient_scope"}


@pytest.mark.parametrize("change", CHANGES)
def test_a_checker_changes_it_with_a_reason(change: dict[str, Any], desk: Desk, checker: ApiClient) -> None:
    path = f"/claims/{desk.verdict('published').claim.pk}"
    assert pointers(checker.patch(path, change), 409) == {"/reason": "reason_missing"}
    assert pointers(checker.patch(path, {**change, "reason": " "}), 409) == {"/reason": "reason_missing"}
    assert checker.patch(path, {**change, "reason": "It was misquoted."}).status_code == 200
    (entry, *_) = checker.get(f"{path}/history").json()["results"]
    assert entry["reason"] == "It was misquoted."


def test_a_reporter_still_changes_the_rest_and_what_stays_equal(desk: Desk, reporter: ApiClient) -> None:
    claim = desk.verdict("published").claim
    answer = reporter.patch(f"/claims/{claim.pk}", {"place": "Kirkuk", "text": claim.text})
    assert answer.json()["place"] == "Kirkuk"


def test_the_bulk_way_takes_the_reason_too(desk: Desk, checker: ApiClient) -> None:
    claim = desk.verdict("published").claim
    for body, status in (({"text": WORDS}, 409), ({"text": WORDS, "reason": "It was misquoted."}, 200)):
        item = {"method": "update", "id": claim.pk, "body": body}
        (result,) = checker.post("/claims/bulk?atomic=false", {"items": [item]}).json()["results"]
        assert result["status"] == status


def test_every_place_says_that_other_words_were_judged(desk: Desk, checker: ApiClient) -> None:
    claim = desk.verdict("published").claim
    before = checker.get(f"/claims/{claim.pk}").json()["current_verdict"]
    assert (before["claim_reviewed"], before["is_reworded"]) == (claim.text, False)
    changed = checker.patch(f"/claims/{claim.pk}", {"text": WORDS, "reason": "It was misquoted."}).json()
    assert (changed["current_verdict"]["claim_reviewed"], changed["current_verdict"]["is_reworded"]) == (
        claim.text,
        True,
    )
    listed = next(one for one in checker.get("/claims").json()["results"] if one["id"] == claim.pk)
    assert listed["current_verdict"] == changed["current_verdict"]
    csv: Any = checker.get("/claims/export?format=csv")
    assert b"current_verdict.is_reworded" in csv.getvalue()


def test_readers_without_a_token_see_it(
    desk: Desk, checker: ApiClient, anonymous_api: ApiClient, settings: Any
) -> None:
    settings.FACTCHECK_PUBLIC_READ = True
    claim = desk.verdict("published").claim
    checker.patch(f"/claims/{claim.pk}", {"text": WORDS, "reason": "It was misquoted."})
    assert anonymous_api.get(f"/claims/{claim.pk}").json()["current_verdict"]["is_reworded"] is True


@pytest.mark.parametrize("state", ["in_review", "approved", "scheduled"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_rewording_sends_an_open_verdict_back_to_draft(
    change: dict[str, Any], state: str, desk: Desk, reporter: ApiClient, checker: ApiClient
) -> None:
    verdict = desk.verdict(state)
    assert reporter.patch(f"/claims/{verdict.claim_id}", change).status_code == 200
    found = checker.get(f"/verdicts/{verdict.pk}").json()
    assert (found["state"], found["publish_at"]) == ("draft", None)
    assert all(one["is_void"] for one in found["approvals"])
    submitted = checker.post(f"/verdicts/{verdict.pk}/submit").json()
    assert submitted["claim_reviewed"] == Claim.objects.get(pk=verdict.claim_id).text


def test_other_changes_leave_an_open_verdict_alone(desk: Desk, reporter: ApiClient, checker: ApiClient) -> None:
    verdict = desk.verdict("approved")
    reporter.patch(f"/claims/{verdict.claim_id}", {"place": "Kirkuk"})
    assert checker.get(f"/verdicts/{verdict.pk}").json()["state"] == "approved"


def test_whoever_writes_needs_a_reason(desk: Desk) -> None:
    claim = desk.verdict("published").claim
    with pytest.raises(IntegrityError, match="changes only with a reason"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(text=WORDS)


def test_the_only_appearance_of_a_judged_claim_is_not_deleted(desk: Desk, checker: ApiClient) -> None:
    claim = desk.verdict("published").claim
    path = f"/claims/{claim.pk}/appearances"
    while claim.appearances.count() < 2:
        checker.post(path, {"source": {"title": f"Report {claim.appearances.count()}"}})
    first, *others = claim.appearances.order_by("pk")
    for one in others:
        assert checker.delete(f"{path}/{one.pk}").status_code == 204
    (error,) = problem(checker.delete(f"{path}/{first.pk}"), 409)["errors"]
    assert error["code"] == "only_appearance"


def test_a_first_appearance_does_not_name_the_claimant_of_a_judged_claim(desk: Desk, reporter: ApiClient) -> None:
    claim = desk.verdict("published").claim
    claim.refresh_from_db()
    before = claim.claimant_id
    named = {"role": "originator", "entity": {"name": "Mark Milley"}}
    posted = reporter.post(
        f"/claims/{claim.pk}/appearances", {"source": {"title": "A report"}, "attributions": [named]}
    )
    assert posted.status_code == 201
    claim.refresh_from_db()
    assert claim.claimant_id == before
