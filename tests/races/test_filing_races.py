"""Claims filed at the same moment, with new nouns that they share, and nouns that come and go beneath them."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection

from claims.actions.claims import create_claim
from claims.models import Claim, Entity, Source
from claims.models.history import ClaimEvent
from tests.api.history import history
from tests.api_client import ApiClient
from tests.desk import Desk
from tests.races.together import another_connection, from_a_barrier, until_blocked

pytestmark = pytest.mark.django_db(transaction=True)

TWINS = 8
URL = "https://harbour-wire.example/rockets"


def body(number: int, **more: Any) -> dict[str, Any]:
    return {
        "text": f"Claim {number}: thirty-one rockets were fired.",
        "appearances": [
            {"source": URL, "attributions": [{"named_as": "Milley", "entity": "Mark Milley"}]},
            {"source": {"url": f"{URL}?utm_source=feed", "title": "The same"}},
            {"source": "https://tigris-monitor.example/1"},
        ],
        "quantities": ["31 rockets"],
        "external_ids": [{"origin": "cms", "external_id": str(number)}],
        **more,
    }


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Claim, Entity, Source)}


def test_nouns_that_many_claims_name_first_are_made_once(api: ApiClient) -> None:
    answers = from_a_barrier(*[partial(api.post, "/claims", body(number)) for number in range(TWINS)])
    assert [answer.status_code for answer in answers] == [201] * TWINS
    assert counts() == {"Claim": TWINS, "Entity": 1, "Source": 2}
    assert {claim["claimant"]["name"] for claim in (answer.json() for answer in answers)} == {"Mark Milley"}


def test_of_twins_with_one_external_id_one_is_filed_and_nothing_of_the_others(api: ApiClient) -> None:
    bodies = [body(4711, claimant=f"Speaker {number}") for number in range(TWINS)]
    answers = from_a_barrier(*[partial(api.post, "/claims", one) for one in bodies])
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: TWINS - 1}
    assert counts() == {"Claim": 1, "Entity": 2, "Source": 2}
    assert ClaimEvent.objects.count() == 1


def test_what_is_posted_again_is_refused_before_anything_is_written(api: ApiClient) -> None:
    first = api.post("/claims", body(1)).json()["id"]
    again = api.post("/claims", body(1))
    assert (again.status_code, again.headers["Location"]) == (409, f"/api/v1/claims/{first}")
    assert api.post("/claims", body(2)).json()["id"] == first + 1  # no id was drawn


def test_a_claim_that_is_filed_by_one_statement_has_one_entry_of_history_that_tells_who(api: ApiClient) -> None:
    headers = {"x-request-id": "cms-1"}
    (entry,) = history(api, api.post("/claims", body(1), headers=headers).json()["id"])
    assert (entry["verb"], entry["request_id"]) == ("claim.create", "cms-1")
    assert entry["actor"]["name"]
    assert Counter(change["noun"] for change in entry["changes"]) == {
        "claim": 1, "appearance": 3, "attribution": 1, "quantity": 1, "external_id": 1,
    }  # fmt: skip


def test_who_acts_is_forgotten_with_the_statement(desk: Desk) -> None:
    create_claim(body(1), actor=desk.writing)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_metadata', true)")
        assert not cursor.fetchone()[0]


def test_a_noun_that_goes_after_it_was_found_is_made_anew(api: ApiClient) -> None:
    there = Source.objects.create(url=URL, url_as_given=URL).pk
    with another_connection() as other, other.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        cursor.execute("DELETE FROM claims_source WHERE id = %s", [there])  # which nobody else sees yet
        waiting = pool.submit(from_a_barrier, partial(api.post, "/claims", body(1)))
        until_blocked(1)  # the claim that refers to it
        other.commit()
        (answer,) = waiting.result(60)
    assert answer.status_code == 201
    [first, same, _] = Claim.objects.get().appearances.order_by("pk")
    assert first.source_id == same.source_id != there
    assert Source.objects.filter(url=URL).count() == 1
