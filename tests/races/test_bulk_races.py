"""Bulk requests that write the same claims at once, in opposite orders."""

from functools import partial
from typing import Any

import pytest

from claims.models import Claim, Entity
from tests.api.bodies import filed
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.races.together import from_a_barrier

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 20


def body(numbers: Any, ids: list[int], place: str) -> dict[str, Any]:
    """Update every claim, and create claims of new people, in the order of the numbers."""
    items: list[dict[str, Any]] = []
    for number in numbers:
        items.append({"method": "update", "id": ids[number], "body": {"place": place}})
        new = {"text": f"{place} {number}", "claimant": f"Person {number}", "part_of": ids[-number - 1]}
        items.append({"method": "create", "body": new})
    return {"items": items}


@pytest.mark.parametrize("query", ["", "?atomic=true"])
@pytest.mark.parametrize("headers", [{}, {"idempotency-key": "k"}])
def test_bulk_requests_wait_for_each_other_and_do_not_deadlock(
    api: ApiClient, make_user: MakeUser, api_of: MakeApi, query: str, headers: dict[str, str]
) -> None:
    ids = [filed(api)["id"] for _ in range(MANY)]
    people = [api_of(make_user("reporter")) for _ in range(4)]
    orders = [range(MANY), range(MANY - 1, -1, -1)] * 2
    acts = [
        partial(person.post, f"/claims/bulk{query}", body(order, ids, f"place {index}"), headers=headers)
        for index, (person, order) in enumerate(zip(people, orders, strict=True))
    ]
    answers = from_a_barrier(*acts)
    statuses = [[result["status"] for result in answer.json()["results"]] for answer in answers]
    assert statuses == [[200, 201] * MANY] * 4
    assert Claim.objects.count() == MANY * 5
    assert Entity.objects.count() == MANY


def test_equal_requests_under_one_key_are_executed_once(api: ApiClient) -> None:
    items = {"items": [{"method": "create", "body": {"text": f"Claim {n}", "claimant": f"P{n}"}} for n in range(MANY)]}
    headers = {"idempotency-key": "k"}
    answers = from_a_barrier(*[partial(api.post, "/claims/bulk", items, headers=headers)] * 4)
    assert len({answer.content for answer in answers}) == 1
    assert Claim.objects.count() == MANY
