"""Cursor paging repeats and skips nothing, even while rows are written."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.bodies import filed
from tests.api.problems import parameters
from tests.api_client import ApiClient
from tests.models.rows import execute, rows

MANY = 2_000

pytestmark = pytest.mark.django_db
commits = pytest.mark.django_db(transaction=True)  # each write has its own time


def fill(number: int = MANY) -> list[int]:
    """Insert claims in one statement, so that they share their times, and give their ids."""
    return [
        row[0]
        for row in rows(
            "INSERT INTO claims_claim (text, claimed_on, claimed_on_precision)"
            " SELECT 'Claim ' || n, CASE WHEN n %% 3 = 0 THEN NULL ELSE date '2020-01-01' + n %% 5 END,"
            " CASE WHEN n %% 3 = 0 THEN NULL ELSE 'day' END FROM generate_series(1, %s) AS n RETURNING id",
            number,
        )
    ]


def pages(api: ApiClient, path: str = "/claims", **asked: Any) -> Iterator[list[dict[str, Any]]]:
    """Walk a list to its end."""
    cursor: dict[str, str] = {}
    while True:
        answer = api.get(path, {**asked, **cursor}).json()
        yield answer["results"]
        if answer["next"] is None:
            return
        cursor = {"cursor": answer["next"]}


def walk(api: ApiClient, path: str = "/claims", **asked: Any) -> list[int]:
    return [row["id"] for page in pages(api, path, **asked) for row in page]


@pytest.mark.parametrize("sort", ["id", "-id", "updated_at", "-updated_at", "created_at", "-created_at"])
def test_rows_that_share_a_time_come_once_each(api: ApiClient, sort: str) -> None:
    ids = fill()
    assert walk(api, sort=sort, limit=300) == (ids[::-1] if sort.startswith("-") else ids)


@pytest.mark.parametrize("sort", ["claimed_on", "-claimed_on"])
def test_undated_claims_are_the_oldest(api: ApiClient, sort: str) -> None:
    ids = fill()
    found = [(row["claimed_on"] or "", row["id"]) for page in pages(api, sort=sort, limit=300) for row in page]
    assert found == sorted(found, reverse=sort.startswith("-"))
    assert sorted(pk for _, pk in found) == ids
    assert sum(not day for day, _ in found) == MANY // 3


def test_newest_first_is_the_usual_order(api: ApiClient) -> None:
    ids = fill(3)
    assert walk(api) == ids[::-1]


@pytest.mark.parametrize("number", [0, 1, 49, 50, 51, 100])
def test_the_last_page_has_no_next(api: ApiClient, number: int) -> None:
    fill(number)
    sizes = [len(page) for page in pages(api)]
    assert sizes == ([50] * (number // 50) + ([number % 50] if number % 50 or not number else []))


def test_a_page_has_from_one_to_five_hundred(api: ApiClient) -> None:
    fill(501)
    assert [len(page) for page in pages(api, limit=500)] == [500, 1]
    assert len(next(pages(api, limit=1))) == 1


def test_all_are_counted_on_every_page(api: ApiClient) -> None:
    fill(120)
    first = api.get("/claims?limit=100&count=true").json()
    second = api.get("/claims", {"limit": 100, "count": "true", "cursor": first["next"]}).json()
    assert (first["count"], second["count"]) == (120, 120)
    assert (len(first["results"]), len(second["results"])) == (100, 20)
    assert "count" not in api.get("/claims?count=false").json()


def test_filters_hold_on_every_page(api: ApiClient) -> None:
    ids = fill(30)
    assert walk(api, limit=4, sort="id", claimed_from="2020-01-04", claimed_to="2020-01-04") == [
        pk for n, pk in enumerate(ids, start=1) if n % 3 and n % 5 == 3
    ]


@commits
@pytest.mark.parametrize("sort", ["id", "-id", "created_at", "-created_at"])
def test_what_is_written_between_pages_neither_repeats_nor_hides_what_was_there(api: ApiClient, sort: str) -> None:
    ids = fill(200)
    seen: list[int] = []
    for number, page in enumerate(pages(api, sort=sort, limit=30)):
        seen += [row["id"] for row in page]
        fill(5)
        execute("UPDATE claims_claim SET place = %s WHERE id = ANY(%s)", f"Place {number}", ids[::3])
    assert len(seen) == len(set(seen))
    assert [pk for pk in seen if pk in set(ids)] == (ids[::-1] if sort.startswith("-") else ids)


@commits
def test_what_changes_comes_again_at_the_end_of_a_list_by_change(api: ApiClient) -> None:
    ids = fill(90)
    walker = pages(api, sort="updated_at", limit=30)
    first = [row["id"] for row in next(walker)]
    execute("UPDATE claims_claim SET place = 'Kirkuk' WHERE id = ANY(%s)", first[:5])
    rest = [row["id"] for page in walker for row in page]
    assert first + rest == ids + first[:5]


@commits
def test_a_claim_is_found_again_once_it_was_changed(api: ApiClient) -> None:
    ids = fill(10)
    mark = api.get(f"/claims/{ids[0]}").json()["updated_at"]
    assert walk(api, updated_to=mark) == []
    changed = api.patch(f"/claims/{ids[4]}", {"place": "Kirkuk"}).json()
    assert walk(api, updated_from=changed["updated_at"]) == [ids[4]]


def test_nouns_and_parts_are_paged_too(api: ApiClient) -> None:
    execute("INSERT INTO claims_entity (name) SELECT 'Entity ' || n FROM generate_series(1, 120) AS n")
    assert len(walk(api, "/entities", limit=25)) == 120
    assert walk(api, "/entities", limit=25, sort="-updated_at") == walk(api, "/entities", limit=25)[::-1]
    claim = filed(api, quantities=[f"{number} rockets" for number in range(1, 26)])
    path = f"/claims/{claim['id']}/quantities"
    ids = [one["id"] for one in claim["quantities"]]
    assert walk(api, path, limit=4) == ids
    assert walk(api, path, limit=4, sort="-id") == ids[::-1]
    assert parameters(api.get(f"{path}?sort=created_at")) == {"sort": "invalid"}


class TestBrokenCursors:
    """A cursor that was not handed out for this list and sort is refused."""

    NOON = "2020-01-02T12:00:00Z"
    UNREADABLE = ["x", "ö", "=" * 9, "W10", "bnVsbA", "//79", base64.urlsafe_b64encode(b"[" * 50_000).decode()]
    WRONG: list[Any] = [
        ["-updated_at", None, 1], ["-updated_at", "yesterday", 1], ["-updated_at", "2020-01-02T12:00:00", 1],
        ["-updated_at", 5, 1], ["-updated_at", NOON, "1"], ["-updated_at", NOON, True], ["-updated_at", NOON, -1],
        ["-updated_at", NOON, 10**30], ["-updated_at", NOON], ["-updated_at", NOON, 1, 1], {"a": 1}, None, 7,
    ]  # fmt: skip

    def test_it_is_named(self, api: ApiClient) -> None:
        fill(3)
        cursor = api.get("/claims?sort=-updated_at&limit=1").json()["next"]
        coded = [base64.urlsafe_b64encode(json.dumps(wrong).encode()).decode() for wrong in self.WRONG]
        for broken in [cursor[:-3], f"{cursor}!", f"{cursor}.", *self.UNREADABLE, *coded]:
            response = api.get("/claims", {"sort": "-updated_at", "cursor": broken})
            assert parameters(response) == {"cursor": "invalid_cursor"}, broken

    def test_the_cursor_of_another_sort_is_refused(self, api: ApiClient) -> None:
        fill(3)
        cursor = api.get("/claims?sort=-updated_at&limit=1").json()["next"]
        for sort in ("updated_at", "-created_at", "-id"):
            assert parameters(api.get("/claims", {"sort": sort, "cursor": cursor})) == {"cursor": "invalid_cursor"}
        assert parameters(api.get("/claims", {"cursor": cursor})) == {"cursor": "invalid_cursor"}

    def test_a_cursor_of_a_row_that_is_gone_goes_on_behind_its_place(self, api: ApiClient) -> None:
        claim = filed(api, quantities=["1 rocket", "2 rockets", "3 rockets"])
        first, second, third = (one["id"] for one in claim["quantities"])
        path = f"/claims/{claim['id']}/quantities"
        cursor = api.get(f"{path}?limit=2").json()["next"]
        api.delete(f"{path}/{second}")
        assert [one["id"] for one in api.get(path, {"cursor": cursor}).json()["results"]] == [third]
        assert walk(api, path) == [first, third]
