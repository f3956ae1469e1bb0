"""The list of all verdicts: its filters and orders, and editing by id."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from claims.models import Claim, Verdict
from tests.api.problems import parameters, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk, rating
from tests.models.rows import execute, imported_verdict, rows, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(make_user: Any) -> Desk:
    return Desk(make_user)


@pytest.fixture
def writer(desk: Desk, api_of: MakeApi) -> ApiClient:
    return api_of(desk.writer)


@pytest.fixture
def editor(desk: Desk, api_of: MakeApi) -> ApiClient:
    return api_of(desk.editor)


def ids(api: ApiClient, **asked: Any) -> list[int]:
    response = api.get("/verdicts", asked)
    assert response.status_code == 200, response.json()
    return [row["id"] for row in response.json()["results"]]


def test_verdicts_of_every_claim_are_listed_newest_first_with_their_claim(desk: Desk, writer: ApiClient) -> None:
    made = [desk.verdict(state) for state in ("published", "draft", "in_review")]
    found = writer.get("/verdicts").json()["results"]
    assert [row["id"] for row in found] == [one.pk for one in reversed(made)]
    assert [row["claim"] for row in found] == [one.claim_id for one in reversed(made)]


def test_without_internal_read_only_what_was_published_is_listed(desk: Desk, api_of: MakeApi) -> None:
    shown, hidden = desk.verdict("published"), desk.verdict("in_review")
    reader = api_of("reader")
    assert ids(reader) == [shown.pk]
    assert ids(reader, state="in_review") == []
    assert ids(reader, awaiting_my_approval="true") == []
    problem(reader.get(f"/verdicts/{hidden.pk}"), 404)
    assert "writers" not in reader.get(f"/verdicts/{shown.pk}").json()


def test_it_is_filtered_by_state_author_and_assignee(desk: Desk, writer: ApiClient, editor: ApiClient) -> None:
    claim = desk.claim()
    draft, published = desk.verdict("draft", claim), desk.verdict("published")
    assert ids(writer, state="draft,in_review") == [draft.pk]
    for who in (desk.writer.pk, desk.writer.username, "me"):
        assert ids(writer, author=who) == [published.pk, draft.pk]
        assert ids(writer, assignee=who, state="draft") == [draft.pk], "who starts a claim is its assignee"
    assert ids(editor, author="me") == []
    assert ids(editor, author="nobody") == []


def test_me_is_each_caller_and_not_the_first_one(desk: Desk, writer: ApiClient, editor: ApiClient) -> None:
    draft = desk.verdict("draft")
    for _ in range(2):
        assert ids(writer, author="me") == [draft.pk]
        assert ids(editor, author="me") == []


def test_it_is_filtered_by_rating_publisher_and_staleness(desk: Desk, writer: ApiClient) -> None:
    ours = desk.verdict("published")
    false = rating("false", "truth-o-meter")
    claim = desk.claim("new")
    other = imported_verdict(claim_id=claim.pk, rating_id=false.pk, label="False", normalized="false")
    publisher = Verdict.objects.get(pk=other).publisher
    assert ids(writer, rating="truth-o-meter/false") == [other]
    assert ids(writer, normalized="false") == [other]
    assert ids(writer, publisher=publisher.domain) == ids(writer, publisher=publisher.pk) == [other]
    assert ids(writer, publisher=ours.publisher.domain) == [ours.pk]
    update("claims_verdict", ours.pk, is_stale=True)
    assert (ids(writer, stale="true"), ids(writer, stale="false")) == ([ours.pk], [other])


def test_it_is_filtered_by_when_the_claim_is_due(desk: Desk, writer: ApiClient) -> None:
    early, late, never = (desk.verdict("draft") for _ in range(3))
    for verdict, due in ((early, "2020-01-01T10:00Z"), (late, "2020-01-03T10:00Z")):
        Claim.objects.filter(pk=verdict.claim_id).update(due_at=due)
    assert ids(writer, due_to="2020-01-02") == [early.pk]
    assert ids(writer, due_from="2020-01-02") == [late.pk]
    assert ids(writer, state="draft", sort="due_at") == [early.pk, late.pk, never.pk]
    assert ids(writer, state="draft", sort="-due_at") == [never.pk, late.pk, early.pk]


def test_what_is_scheduled_is_sorted_by_its_time(desk: Desk, writer: ApiClient) -> None:
    first, second = desk.verdict("scheduled"), desk.verdict("scheduled")
    desk.verdict("published")
    Verdict.objects.filter(pk=first.pk).update(publish_at=timezone.now() + dt.timedelta(days=9))
    assert ids(writer, scheduled="true", sort="publish_at") == [second.pk, first.pk]
    assert ids(writer, scheduled="true", sort="publish_at", limit=1) == [second.pk]
    assert len(ids(writer, scheduled="false")) == 1


@pytest.mark.parametrize("sort", ["submitted_at", "publish_at", "-due_at"])
def test_all_verdicts_are_not_sorted_by_what_few_have(writer: ApiClient, sort: str) -> None:
    assert parameters(writer.get(f"/verdicts?sort={sort}")) == {"sort": "invalid"}
    assert parameters(writer.get(f"/verdicts?sort={sort}&state=published")) == {"sort": "invalid"}


def test_every_sort_pages_through_all(desk: Desk, writer: ApiClient) -> None:
    made = {desk.verdict("scheduled").pk for _ in range(5)}
    for key in ("id", "updated_at", "published_at", "submitted_at", "publish_at", "due_at"):
        for sort in (key, f"-{key}"):
            seen: list[int] = []
            asked: dict[str, Any] = {"sort": sort, "limit": 2, "state": "scheduled"}
            while True:
                page = writer.get("/verdicts", asked).json()
                seen += [row["id"] for row in page["results"]]
                if page["next"] is None:
                    break
                asked["cursor"] = page["next"]
            assert (len(seen), set(seen)) == (5, made), sort


class TestAwaitingMyApproval:
    """Verdicts in review that the caller has neither written nor decided on."""

    def test_is_what_others_wrote(self, desk: Desk, writer: ApiClient, editor: ApiClient) -> None:
        waiting = desk.verdict("in_review")
        desk.verdict("draft")
        assert ids(editor, awaiting_my_approval="true") == [waiting.pk]
        assert ids(writer, awaiting_my_approval="true") == []
        claims = [row["id"] for row in editor.get("/claims?awaiting_my_approval=true").json()["results"]]
        assert claims == [waiting.claim_id]
        assert writer.get("/claims?awaiting_my_approval=true").json()["results"] == []

    def test_ends_with_the_decision(self, desk: Desk, editor: ApiClient, settings: Any) -> None:
        settings.VERDICT_APPROVALS = 2
        waiting = desk.verdict("in_review")
        assert editor.post(f"/verdicts/{waiting.pk}/approve").status_code == 200
        assert editor.get(f"/verdicts/{waiting.pk}").json()["state"] == "in_review"
        assert ids(editor, awaiting_my_approval="true") == []

    def test_is_true_or_false(self, editor: ApiClient) -> None:
        for value in ("yes", "1", "true 5"):
            refused = parameters(editor.get("/verdicts", {"awaiting_my_approval": value}))
            assert refused == {"awaiting_my_approval": "invalid"}
        assert ids(editor, awaiting_my_approval="false") == []


class TestById:
    """A verdict is read and edited by its own id as it is under its claim."""

    def test_both_paths_answer_alike(self, desk: Desk, writer: ApiClient) -> None:
        draft = desk.verdict("draft")
        one, other = writer.get(f"/verdicts/{draft.pk}"), writer.get(f"/claims/{draft.claim_id}/verdicts/{draft.pk}")
        assert (one.json(), one.headers["ETag"]) == (other.json(), other.headers["ETag"])
        allowed = writer.get(f"/verdicts/{draft.pk}?expand=actions&fields=id").json()
        assert {action["verb"] for action in allowed["actions"]} >= {"edit", "submit"}

    @pytest.mark.django_db(transaction=True)
    def test_a_draft_is_edited_at_the_version_that_was_read(self, desk: Desk, writer: ApiClient) -> None:
        draft = desk.verdict("draft")
        tag = writer.get(f"/verdicts/{draft.pk}").headers["ETag"]
        changed = writer.patch(f"/verdicts/{draft.pk}", {"headline": "So it is"}, headers={"if-match": tag})
        assert (changed.status_code, changed.json()["headline"]) == (200, "So it is")
        problem(writer.patch(f"/verdicts/{draft.pk}", {"headline": "No"}, headers={"if-match": tag}), 412)

    def test_of_a_published_one_only_the_url_changes(self, desk: Desk, writer: ApiClient) -> None:
        published = desk.verdict("published")
        url = "https://desk.example/checks/1"
        assert writer.patch(f"/verdicts/{published.pk}", {"url": url}).json()["url"] == url
        problem(writer.patch(f"/verdicts/{published.pk}", {"headline": "No"}), 409)

    def test_nobody_edits_what_they_cannot_see(self, api_of: MakeApi) -> None:
        problem(api_of("checker").patch("/verdicts/999999", {"headline": "x"}), 404)


def plan(query: str) -> str:
    return "\n".join(row[0] for row in rows(f"EXPLAIN {query}"))


@pytest.mark.parametrize(
    ("table", "order", "index"),
    [
        ("claims_claim", "coalesce(due_at, '9999-01-01 00:00+00'::timestamptz), id", "claim_due_at"),
        ("claims_claim", "CASE priority WHEN 'low' THEN 0 WHEN 'normal' THEN 1 WHEN 'high' THEN 2"
         " WHEN 'urgent' THEN 3 END, id", "claim_priority"),
        ("claims_verdict", "updated_at, id", "verdict_updated_at"),
        ("claims_verdict", "coalesce(published_at, '0001-01-01 00:00+00'::timestamptz), id", "verdict_published_at"),
    ],
)  # fmt: skip
def test_a_sorted_list_of_many_goes_along_an_index(table: str, order: str, index: str) -> None:
    execute("SET LOCAL enable_seqscan = off")
    execute("SET LOCAL enable_sort = off")
    assert index in plan(f"SELECT id FROM {table} ORDER BY {order} LIMIT 50")
