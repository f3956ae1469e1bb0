"""Lists of claims by due date, priority, staleness and assignee."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, User
from tests.api.bodies import filed
from tests.api.problems import parameters, pointers
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.desk import Desk
from tests.models.rows import execute, rows, update

pytestmark = pytest.mark.django_db


def ids(api: ApiClient, **asked: Any) -> list[int]:
    response = api.get("/claims", asked)
    assert response.status_code == 200, response.json()
    return [row["id"] for row in response.json()["results"]]


def walk(api: ApiClient, **asked: Any) -> list[int]:
    seen: list[int] = []
    while True:
        page = api.get("/claims", {"limit": 2, **asked}).json()
        seen += [row["id"] for row in page["results"]]
        if page["next"] is None:
            return seen
        asked["cursor"] = page["next"]


def test_claims_are_sorted_by_due_date_with_undated_ones_last(api: ApiClient) -> None:
    late, none, early, other = (
        filed(api, due_at=due)["id"] for due in ("2020-01-03T10:00:00Z", None, "2020-01-01T10:00:00Z", None)
    )
    assert walk(api, sort="due_at") == [early, late, none, other]
    assert walk(api, sort="-due_at") == [other, none, late, early]


def test_claims_are_sorted_by_priority(api: ApiClient) -> None:
    high, low, normal, urgent, again = (
        filed(api, priority=word)["id"] for word in ("high", "low", "normal", "urgent", "high")
    )
    assert walk(api, sort="priority") == [low, normal, high, again, urgent]
    assert walk(api, sort="-priority") == [urgent, again, high, normal, low]


def test_claims_are_filtered_by_due_date(api: ApiClient) -> None:
    early = filed(api, due_at="2020-01-01T10:00:00Z")["id"]
    late = filed(api, due_at="2020-01-03T10:00:00Z")["id"]
    filed(api)
    assert ids(api, due_to="2020-01-02") == [early]
    assert ids(api, due_from="2020-01-02") == [late]
    assert ids(api, due_from="2020-01-01", due_to="2020-01-04") == [late, early]


def test_claims_are_filtered_by_whether_their_verdict_is_stale(make_user: MakeUser, api_of: MakeApi) -> None:
    desk = Desk(make_user)
    stale, fresh = desk.verdict("published"), desk.verdict("published")
    unchecked = desk.claim("new").pk
    update("claims_verdict", stale.pk, is_stale=True)
    api = api_of(desk.writer)
    assert ids(api, stale="true") == [stale.claim_id]
    assert unchecked not in ids(api, stale="false")
    assert fresh.claim_id in ids(api, stale="false")


class TestAssignee:
    """A person is named by id, by user name, or as `me`."""

    @pytest.fixture
    def checker(self, make_user: MakeUser) -> User:
        return make_user("checker", name="carla-checker")

    def test_in_assign(self, checker: User, make_user: MakeUser, api_of: MakeApi) -> None:
        api, other = api_of(checker), make_user("checker", name="otto-other")
        claim = filed(api)["id"]
        for sent, got in (("me", checker), ("otto-other", other), (checker.pk, checker), (None, None)):
            answer = api.post(f"/claims/{claim}/assign", {"assignee": sent}).json()["assignee"]
            assert (answer and answer["id"]) == (got and got.pk)

    def test_as_a_filter(self, checker: User, make_user: MakeUser, api_of: MakeApi) -> None:
        other, api = make_user("checker", name="otto-other"), api_of(checker)
        claim = filed(api)["id"]
        api.post(f"/claims/{claim}/assign", {"assignee": "me"})
        for name in ("me", checker.username, checker.pk):
            assert ids(api, assignee=name) == [claim]
        assert ids(api_of(other), assignee="me") == []
        assert ids(api, assignee="nobody") == []

    def test_a_program_means_the_person_it_acts_for(self, checker: User, make_user: MakeUser, api_of: MakeApi) -> None:
        bot = api_of(make_user("checker", name="desk-bot", is_service=True))
        claim = filed(bot)["id"]
        headers = {"on-behalf-of": checker.username}
        answer = bot.post(f"/claims/{claim}/assign", {"assignee": "me"}, headers=headers)
        assert answer.json()["assignee"]["id"] == checker.pk
        found = bot.get("/claims?assignee=me", headers=headers).json()["results"]
        assert [row["id"] for row in found] == [claim]

    @pytest.mark.parametrize("who", ["nobody", 999_999_999, "desk-bot"])
    def test_who_cannot_be_assigned_is_refused(
        self, checker: User, make_user: MakeUser, api_of: MakeApi, who: Any
    ) -> None:
        make_user("checker", name="desk-bot", is_service=True)
        api = api_of(checker)
        response = api.post(f"/claims/{filed(api)['id']}/assign", {"assignee": who})
        assert pointers(response, 400) == {"/assignee": "does_not_exist"}


class TestDryRun:
    """A claim is read, checked and resolved, and nothing is written."""

    BODY: dict[str, Any] = {
        "text": "About 3,000 troops were sent.",
        "claimant": "Someone New",
        "appearances": [{"source": {"url": "https://a.example/1", "publisher": {"domain": "a.example"}},
                         "attributions": [{"entity": "Another One"}]}],
        "evidence": [{"source": "https://b.example/2", "stance": "supports"}],
        "quantities": [{"surface": "about 3,000 troops", "measure": "troops sent"}],
        "external_ids": [{"origin": "cms", "external_id": "1"}],
    }  # fmt: skip

    def sequences(self) -> dict[str, int]:
        names = [name for (name,) in rows("SELECT sequencename FROM pg_sequences WHERE sequencename ~ '^claims_'")]
        public = [name for name in names if "event" not in name]
        return {name: rows(f'SELECT last_value FROM "{name}"')[0][0] for name in public}

    def tables(self) -> dict[str, int]:
        names = [name for (name,) in rows("SELECT tablename FROM pg_tables WHERE tablename ~ '^claims_'")]
        kept = [name for name in names if name != "claims_callcount"]  # which counts every call
        return {name: rows(f'SELECT count(*) FROM "{name}"')[0][0] for name in kept}

    def test_answers_what_would_be_stored(self, api: ApiClient) -> None:
        response = api.post("/claims?dry_run=true", self.BODY)
        assert response.status_code == 200, response.json()
        assert "Location" not in response.headers
        found = response.json()
        stored = api.post("/claims", self.BODY).json()
        assert found["id"] < 0
        assert found["claimant"]["id"] < 0
        assert found["claimant"]["name"] == "Someone New"
        assert found["quantities"][0]["interval"] == stored["quantities"][0]["interval"]
        assert without_ids(found) == without_ids(stored)

    def test_uses_what_exists(self, api: ApiClient) -> None:
        entity = api.post("/entities", {"name": "Someone New"}).json()["id"]
        assert api.post("/claims?dry_run=true", self.BODY).json()["claimant"]["id"] == entity

    def test_writes_nothing_and_uses_up_no_id(self, api: ApiClient) -> None:
        api.get("/me")
        before = self.sequences(), self.tables()
        for _ in range(2):
            response = api.post("/claims?dry_run=true", self.BODY, headers={"idempotency-key": "k"})
            assert response.status_code == 200
        assert (self.sequences(), self.tables()) == before
        assert api.post("/claims", self.BODY, headers={"idempotency-key": "k"}).status_code == 201

    def test_refuses_what_filing_refuses(self, api: ApiClient) -> None:
        assert pointers(api.post("/claims?dry_run=true", {"text": ""}), 400) == {"/text": "blank"}
        api.post("/claims", self.BODY)
        assert api.post("/claims?dry_run=true", self.BODY).status_code == 409
        assert parameters(api.post("/claims?dry_run=maybe", self.BODY)) == {"dry_run": "invalid"}
        assert Claim.objects.count() == 1


def without_ids(value: Any) -> Any:
    """Leave out ids and times, which a dry run does not know."""
    if isinstance(value, dict):
        return {
            name: without_ids(inner) for name, inner in value.items() if name not in {"id", "created_at", "updated_at"}
        }
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def plan_of(api: ApiClient, **asked: Any) -> str:
    """Return the plan of the statement that finds the ids of a page."""
    with CaptureQueriesContext(connection) as captured:
        assert api.get("/claims", {"limit": 5, **asked}).status_code == 200
    found = [one["sql"] for one in captured if "ORDER BY" in one["sql"] and "claims_claim" in one["sql"]]
    assert found, [one["sql"][:80] for one in captured]
    return "\n".join(row[0] for row in rows("EXPLAIN " + found[0].replace("%", "%%")))


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"sort": "due_at"}, "claim_due_at"), ({"sort": "-due_at"}, "claim_due_at"),
        ({"sort": "priority"}, "claim_priority"), ({"sort": "-priority"}, "claim_priority"),
        ({"sort": "due_at", "due_to": "2020-01-02"}, "claim_due_at"),
    ],
)  # fmt: skip
def test_a_list_of_many_goes_along_an_index(api: ApiClient, asked: dict[str, str], index: str) -> None:
    execute("INSERT INTO claims_claim (text) SELECT 'Claim ' || n FROM generate_series(1, 5000) AS n")
    execute("ANALYZE claims_claim")
    assert index in plan_of(api, **asked)
