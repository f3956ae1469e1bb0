"""Claims created at the same moment that share new people and sources, of which some are deleted meanwhile."""

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


def test_a_new_person_named_by_many_claims_at_once_is_created_once(api: ApiClient) -> None:
    answers = from_a_barrier(*[partial(api.post, "/claims", body(number)) for number in range(TWINS)])
    assert [answer.status_code for answer in answers] == [201] * TWINS
    assert counts() == {"Claim": TWINS, "Entity": 1, "Source": 2}
    assert {claim["claimant"]["name"] for claim in (answer.json() for answer in answers)} == {"Mark Milley"}


def test_a_new_person_whose_name_many_spell_differently_is_created_once(api: ApiClient) -> None:
    names = ["O'Quibb", "O\u2019Quibb", "o\u02bcquibb", "O'QUIBB", "O'Quibb.", "O'Quibb\u200b", "O`Quibb", "OQuibb"]
    bodies = [{"text": "x", "claimant": name} for name in names]
    answers = from_a_barrier(*[partial(api.post, "/claims", one) for one in bodies])
    assert [answer.status_code for answer in answers] == [201] * len(names)
    assert Entity.objects.count() == 1


@pytest.mark.parametrize("is_part", [False, True], ids=["by one statement", "as parts of a claim"])
def test_new_people_of_one_name_with_different_wikidata_ids_stay_different(api: ApiClient, is_part: bool) -> None:
    ids = [f"Q{number % 4 + 1}" for number in range(TWINS)]
    bodies: list[dict[str, Any]] = [
        {"text": "x", "claimant": {"name": "John Smith", "wikidata_id": wikidata_id}} for wikidata_id in ids
    ]
    for one in bodies if is_part else []:
        one["part_of"] = api.post("/claims", {"text": "The whole."}).json()["id"]
    answers = from_a_barrier(*[partial(api.post, "/claims", one) for one in bodies])
    assert [answer.status_code for answer in answers] == [201] * TWINS
    assert set(Entity.objects.values_list("wikidata_id", flat=True)) == set(ids)
    assert [Entity.objects.get(pk=answer.json()["claimant"]["id"]).wikidata_id for answer in answers] == ids


def test_of_claims_with_one_external_id_one_is_created_and_nothing_of_the_others(api: ApiClient) -> None:
    bodies = [body(4711, claimant=f"Speaker {number}") for number in range(TWINS)]
    answers = from_a_barrier(*[partial(api.post, "/claims", one) for one in bodies])
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: TWINS - 1}
    assert counts() == {"Claim": 1, "Entity": 2, "Source": 2}
    assert ClaimEvent.objects.count() == 1


def test_a_taken_external_id_is_refused_before_anything_is_written(api: ApiClient) -> None:
    first = api.post("/claims", body(1)).json()["id"]
    again = api.post("/claims", body(1))
    assert (again.status_code, again.headers["Location"]) == (409, f"/api/v1/claims/{first}")
    assert api.post("/claims", body(2)).json()["id"] == first + 1  # no id was drawn


def test_a_new_claim_has_one_history_entry_that_names_its_author(api: ApiClient) -> None:
    headers = {"x-request-id": "cms-1"}
    (entry,) = history(api, api.post("/claims", body(1), headers=headers).json()["id"])
    assert (entry["verb"], entry["request_id"]) == ("claim.create", "cms-1")
    assert entry["actor"]["name"]
    assert Counter(change["noun"] for change in entry["changes"]) == {
        "claim": 1, "appearance": 3, "attribution": 1, "quantity": 1, "external_id": 1,
    }  # fmt: skip


def test_the_history_context_ends_with_the_statement(desk: Desk) -> None:
    create_claim(body(1), actor=desk.writing)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_metadata', true)")
        assert not cursor.fetchone()[0]


def test_a_source_that_is_deleted_after_it_was_found_is_created_again(api: ApiClient) -> None:
    deleted = Source.objects.create(url=URL, url_as_given=URL).pk
    with another_connection() as other, other.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        cursor.execute("DELETE FROM claims_source WHERE id = %s", [deleted])  # which nobody else sees yet
        waiting = pool.submit(from_a_barrier, partial(api.post, "/claims", body(1)))
        until_blocked(1)  # the claim that refers to it
        other.commit()
        (answer,) = waiting.result(60)
    assert answer.status_code == 201
    [first, same, _] = Claim.objects.get().appearances.order_by("pk")
    assert first.source_id == same.source_id != deleted
    assert Source.objects.filter(url=URL).count() == 1
