"""Saved views: named searches of claims."""

from typing import Any

import pytest

from claims.models import User, ViewEvent
from tests.api.bodies import filed
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent]

QUESTION = {"priority": "urgent,high", "due_to": "P7D", "assignee": "me", "sort": "due_at"}


@pytest.fixture
def other(make_user: MakeUser, api_of: MakeApi) -> ApiClient:
    return api_of(make_user("reporter", name="olga-other"))


def saved(api: ApiClient, **changes: Any) -> dict[str, Any]:
    """Save a view, and return the answer."""
    response = api.post("/views", {"name": "Urgent", "question": QUESTION, **changes})
    assert response.status_code == 201, response.content
    found: dict[str, Any] = response.json()
    return found


def pointers(response: Any, status: int = 400) -> dict[str, str]:
    return {error["pointer"]: error["code"] for error in problem(response, status)["errors"]}


def test_a_view_is_saved_with_its_owner_and_read_again(api: ApiClient, reporter: User) -> None:
    view = saved(api)
    assert view["owner"] == {"id": reporter.pk, "name": reporter.name}
    assert (view["question"], view["is_shared"], view["version"]) == (QUESTION, False, 1)
    assert api.get(f"/views/{view['id']}").json() == view
    assert [one["id"] for one in api.get("/views").json()["results"]] == [view["id"]]


def test_its_question_is_what_a_list_of_claims_takes(api: ApiClient) -> None:
    view = saved(api, question={"priority": "urgent", "quantity_min": "30", "normalized": "true", "sort": "-id"})
    urgent = filed(api, text="31 rockets were fired.", priority="urgent", quantities=["31 rockets"])
    question = {name: value for name, value in view["question"].items() if name != "normalized"}
    assert [one["id"] for one in api.get("/claims", question).json()["results"]] == [urgent["id"]]


def test_only_shared_views_are_open_to_others_and_only_their_owner_changes_them(
    api: ApiClient, other: ApiClient
) -> None:
    own, shared = saved(api), saved(api, name="For all", is_shared=True)
    assert [one["name"] for one in other.get("/views").json()["results"]] == ["For all"]
    problem(other.get(f"/views/{own['id']}"), 404)
    problem(other.patch(f"/views/{own['id']}", {"name": "Mine"}), 404)
    problem(other.delete(f"/views/{own['id']}"), 404)
    problem(other.patch(f"/views/{shared['id']}", {"name": "Mine"}), 403)
    problem(other.delete(f"/views/{shared['id']}"), 403)


def test_a_view_is_changed_shared_and_deleted(api: ApiClient, other: ApiClient) -> None:
    view = saved(api)
    here = f"/views/{view['id']}"
    tag = api.get(here).headers["ETag"]
    changed = api.patch(here, {"question": {"status": "new"}, "is_shared": True}, headers={"if-match": tag}).json()
    assert (changed["question"], changed["is_shared"]) == ({"status": "new"}, True)
    problem(api.patch(here, {"name": "Later"}, headers={"if-match": '"9.x"'}), 412)
    assert other.get(here).status_code == 200
    assert api.delete(here).status_code == 204
    problem(api.get(here), 404)
    assert list(ViewEvent.objects.order_by("pgh_id").values_list("pgh_context__verb", flat=True)) == [
        "view.create", "view.update", "view.delete",
    ]  # fmt: skip


def test_two_views_of_a_person_have_different_names(api: ApiClient, other: ApiClient) -> None:
    saved(api)
    assert pointers(api.post("/views", {"name": "URGENT", "question": {}}), 409) == {"/name": "conflict"}
    saved(other)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "red"), ("status", "open"), ("due_to", "soon"), ("quantity_min", "many"), ("sort", "text"),
        ("sort", "relevance"), ("external_id", "1"), ("assignee", ""),
    ],
)  # fmt: skip
def test_a_question_that_no_list_takes_is_refused(api: ApiClient, name: str, value: str) -> None:
    response = api.post("/views", {"name": "X", "question": {name: value}})
    assert pointers(response).keys() == {f"/question/{name}"}


def test_a_view_of_the_searched_may_be_sorted_by_relevance(api: ApiClient) -> None:
    assert saved(api, question={"q": "rockets", "sort": "relevance"})["question"]["sort"] == "relevance"


def test_relative_times_and_nobody_narrow_a_list(api: ApiClient, reporter: User) -> None:
    claim = filed(api, text="A claim that is due.", due_at="2020-01-02T00:00:00Z")
    later = filed(api, text="A claim that is due much later.", due_at="2999-01-02T00:00:00Z")

    def ids(**question: str) -> list[int]:
        return sorted(one["id"] for one in api.get("/claims", question).json()["results"])

    assert ids(due_to="now") == ids(due_to="today") == ids(due_to="P7D") == ids(due_to="-P1D") == [claim["id"]]
    assert ids(due_from="today") == [later["id"]]
    assert ids(created_from="today") == ids(assignee="nobody") == [claim["id"], later["id"]]
    assert ids(created_to="-P1D") == ids(assignee="me") == []
    assert ids(has_verdict="false") == [claim["id"], later["id"]]
    assert ids(has_verdict="true") == []
