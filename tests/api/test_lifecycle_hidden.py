"""Without `internal:read`, nothing reveals unpublished verdicts."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from claims.actions.due import publish_due_verdicts
from claims.models import Claim, Verdict
from tests.api.feed import read_all
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import VERDICT_VERBS, Desk, come_due, path

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]

HIDDEN = ("draft", "in_review", "approved", "scheduled", "discarded")
WORD = "pomegranate"
NOT_TOLD = {"version", "updated_at"}  # that something happened may show in these, and in nothing else


@pytest.fixture(params=["a reader", "an editor's token without internal:read", "nobody"])
def outsider(request: Any, api_of: MakeApi, anonymous_api: ApiClient, settings: Any) -> ApiClient:
    settings.FACTCHECK_PUBLIC_READ = True
    callers: dict[str, Callable[[], ApiClient]] = {
        "a reader": lambda: api_of("reader"),
        "an editor's token without internal:read": lambda: api_of(
            "editor", "claims:read", "claims:write", "verdicts:write", "verdicts:approve", "verdicts:publish"
        ),
        "nobody": lambda: anonymous_api,
    }
    return callers[request.param]()


def secret(desk: Desk, state: str, claim: Claim, cited: int) -> Verdict:
    """Create a verdict with a unique word in all its texts."""
    texts = ("headline", "summary", "explanation", "byline", "note", "evidence_exception", "claim_reviewed")
    return desk.verdict(state, claim, evidence=[cited], **{name: f"{WORD} {name}." for name in texts})


def everything(api: ApiClient, claim: Claim) -> dict[str, Any]:
    """Read all that the API shows of a claim, and what lists and searches find."""
    paths = [
        f"/claims/{claim.pk}",
        f"/claims/{claim.pk}?expand=actions",
        f"/claims/{claim.pk}/verdicts",
        f"/claims/{claim.pk}/verdicts?count=true",
        f"/claims/{claim.pk}/evidence",
        f"/claims/{claim.pk}/replies",
        "/claims?count=true",
        f"/claims?q={WORD}&count=true",
        "/claims?normalized=mostly_true&count=true",
        "/claims?rating=newsroom/mostly-true&count=true",
        "/claims?status=in_progress,checked&count=true",
        *(f"/claims?verdict_state={state}&count=true" for state in (*HIDDEN, "published")),
    ]
    return {path: without_clock(answer(api, path)) for path in paths}


def answer(api: ApiClient, path: str) -> Any:
    response = api.get(path)
    assert response.status_code in {200, 400, 401, 404}, response.content
    return [response.status_code, response.json()]


def without_clock(value: Any) -> Any:
    """Leave out the versions and times of change."""
    if isinstance(value, dict):
        return {name: without_clock(inner) for name, inner in value.items() if name not in NOT_TOLD}
    return [without_clock(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("status", ["in_progress", "checked"])
@pytest.mark.parametrize("state", HIDDEN)
def test_nothing_tells_of_a_verdict_that_is_not_published(
    state: str, status: str, outsider: ApiClient, desk: Desk
) -> None:
    claim = desk.claim(status)
    cited = desk.evidence(claim)
    before = everything(outsider, claim)
    verdict = secret(desk, state, claim, cited.pk)
    assert everything(outsider, claim) == before
    shown, missing = (outsider.get(f"/claims/{claim.pk}/verdicts/{pk}") for pk in (verdict.pk, 987654))
    assert shown.status_code == missing.status_code
    assert WORD not in shown.content.decode()


@pytest.mark.parametrize("state", HIDDEN)
def test_users_with_internal_read_see_it(state: str, api: ApiClient, desk: Desk) -> None:
    claim = desk.claim()
    cited = desk.evidence(claim)
    before = everything(api, claim)
    verdict = secret(desk, state, claim, cited.pk)
    after = everything(api, claim)
    assert WORD in json.dumps(after)
    assert [row["id"] for row in after[f"/claims?verdict_state={state}&count=true"][1]["results"]] == [claim.pk]
    assert before != after
    assert api.get(f"/claims/{claim.pk}/verdicts/{verdict.pk}").json()["state"] == state


@pytest.mark.parametrize("verb", VERDICT_VERBS)
def test_the_verbs_tell_no_outsider_whether_it_is_there(verb: str, outsider: ApiClient, desk: Desk) -> None:
    there, body = desk.verdict("draft"), desk.body(verb)
    shown, missing = (outsider.post(path("verdict", pk, verb), body) for pk in (there.pk, 987654))
    assert shown.status_code == missing.status_code
    assert [one["code"] for one in shown.json()["errors"]] == [one["code"] for one in missing.json()["errors"]]


@pytest.mark.parametrize("verb", ["decline", "merge"])
def test_nor_do_the_verbs_of_the_claim(verb: str, outsider: ApiClient, desk: Desk) -> None:
    with_draft, without = desk.claim(), desk.claim()
    desk.draft(with_draft)
    shown, missing = (outsider.post(path("claim", claim.pk, verb), desk.body(verb)) for claim in (with_draft, without))
    assert shown.status_code == missing.status_code
    assert shown.status_code in {401, 403}


def test_a_scheduled_verdict_shows_when_it_is_published_and_not_when_it_is_due(outsider: ApiClient, desk: Desk) -> None:
    claim = desk.claim()
    desk.evidence(claim)
    before = everything(outsider, claim)
    verdict = desk.verdict("scheduled", claim, evidence=[claim.evidence.get().pk])
    come_due(verdict)
    assert everything(outsider, claim) == before
    assert publish_due_verdicts() == [verdict.pk]
    (seen,) = outsider.get(f"/claims/{claim.pk}").json()["verdicts"]
    assert (seen["id"], seen["state"], "publish_at" in seen) == (verdict.pk, "published", False)


def test_the_public_series_has_no_gap_where_something_was_discarded(outsider: ApiClient, desk: Desk) -> None:
    claim = desk.claim("checked")
    desk.verdict("discarded", claim)
    desk.verdict("published", claim)
    shown = outsider.get(f"/claims/{claim.pk}").json()["verdicts"]
    assert [one["revision"] for one in shown] == [2, 1]


def test_a_public_reply_does_not_name_the_draft_that_it_is_about(
    outsider: ApiClient, desk: Desk, api_of: MakeApi
) -> None:
    verdict = desk.verdict("draft")
    body = {
        "kind": "comment_request", "verdict": verdict.pk, "asked_at": "2020-01-03T09:00:00Z", "text": "Is it so?",
        "is_public": True,
    }  # fmt: skip
    where = f"/claims/{verdict.claim_id}"
    assert api_of(desk.writer).post(f"{where}/replies", body).json()["verdict"] == verdict.pk
    listed = outsider.get(f"{where}/replies")
    assert listed.status_code == 401 or [one["verdict"] for one in listed.json()["results"]] == [None]
    desk.move(verdict, "published")
    assert [one["verdict"] for one in outsider.get(where).json()["replies"]] == [verdict.pk]


@pytest.mark.django_db(transaction=True)
def test_a_tag_tells_no_more_than_that_something_happened(desk: Desk, api_of: MakeApi) -> None:
    reader, claim = api_of("reader"), desk.claim()
    desk.evidence(claim)
    first = reader.get(f"/claims/{claim.pk}").headers["ETag"].strip('"').split(".")
    desk.verdict("scheduled", claim, evidence=[claim.evidence.get().pk])
    then = reader.get(f"/claims/{claim.pk}").headers["ETag"].strip('"').split(".")
    assert int(then[0]) > int(first[0])
    assert then[1:] == first[1:]
    listed = reader.get(f"/claims/{claim.pk}/verdicts")
    assert "ETag" not in listed.headers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", HIDDEN)
def test_neither_the_history_nor_the_feed_tells_of_it(state: str, desk: Desk, api_of: MakeApi) -> None:
    reader, claim = api_of("reader"), desk.claim()
    cited = desk.evidence(claim)
    history = f"/claims/{claim.pk}/history"
    before = reader.get(history).json(), read_all(reader)
    secret(desk, state, claim, cited.pk)
    assert (reader.get(history).json(), read_all(reader)) == before
    assert WORD in api_of(desk.editor).get(history).content.decode()


def test_editors_see_a_missing_verdict_as_missing(desk: Desk, api_of: MakeApi) -> None:
    problem(api_of(desk.editor).get(f"/claims/{desk.claim().pk}/verdicts/987654"), 404)
