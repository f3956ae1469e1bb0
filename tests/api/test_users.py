"""Users are listed for programs that let somebody choose one."""

import pytest

from claims.models import User
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.models.rows import update

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(make_user: MakeUser, api_of: MakeApi) -> ApiClient:
    for name, role in (("ada", "checker"), ("bert", "editor"), ("cleo", "reader")):
        make_user(role, name=name)
    update("claims_user", User.objects.get(username="ada").pk, first_name="Ada", last_name="Lovelace")
    return api_of("reporter")


def names(api: ApiClient, query: str = "") -> list[str]:
    return [row["username"] for row in api.get(f"/users?{query}").json()["results"]]


def test_each_has_a_name_and_its_roles(api: ApiClient) -> None:
    (ada,) = api.get("/users?q=lovel").json()["results"]
    assert (ada["name"], ada["username"], ada["roles"], ada["is_service"]) == (
        "Ada Lovelace",
        "ada",
        ["checker"],
        False,
    )


def test_they_are_found_by_part_of_a_name_and_by_role(api: ApiClient) -> None:
    assert names(api, "q=BER") == ["bert"]
    assert names(api, "q=100%25") == []
    assert names(api, "role=checker,editor&sort=id") == ["ada", "bert"]


def test_they_are_paged_and_sorted_by_name(api: ApiClient) -> None:
    first = api.get("/users?sort=name&limit=2").json()
    rest = api.get("/users", {"sort": "name", "limit": 50, "cursor": first["next"]}).json()
    found = [row["name"] for row in first["results"] + rest["results"]]
    assert sorted(found, key=str.casefold) == sorted(found)
    assert len(found) == User.objects.filter(is_active=True).count()


def test_who_has_left_is_not_listed(api: ApiClient) -> None:
    update("claims_user", User.objects.get(username="bert").pk, is_active=False)
    assert "bert" not in names(api)


def test_it_needs_internal_read(api: ApiClient, api_of: MakeApi) -> None:
    error = problem(api_of("reader").get("/users"), 403)["errors"][0]
    assert error["code"] == "insufficient_scope"
