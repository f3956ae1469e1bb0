"""Many claims in one request: each is processed as if sent alone, or all are written or none."""

import json
from typing import Any

import pytest

from claims.models import Claim, ClaimEvent, Entity, ExternalId
from claims.models.idempotency_key import IdempotencyKey
from tests.api.bodies import filed, whole
from tests.api.problems import SHAPE, pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi

pytestmark = pytest.mark.django_db

BULK, ATOMIC = "/claims/bulk", "/claims/bulk?atomic=true"
Json = dict[str, Any]


def create(**body: Any) -> Json:
    return {"method": "create", "body": {"text": "A claim.", **body}}


def update(claim_id: int, if_version: int | None = None, **body: Any) -> Json:
    asked = {} if if_version is None else {"if_version": if_version}
    return {"method": "update", "id": claim_id, **asked, "body": body}


def known_as(name: str) -> list[Json]:
    return [{"origin": "cms", "external_id": name}]


def sent(api: ApiClient, *items: Any, **headers: str) -> list[Json]:
    """Send items and give their results."""
    response = api.post(BULK, {"items": list(items)}, headers=headers)
    assert response.status_code == 207, response.json()
    results: list[Json] = response.json()["results"]
    assert len(results) == len(items)
    return results


def refused(result: Json, status: int) -> dict[str, str]:
    """Check that a result is a problem, and give the code of each error by its pointer."""
    assert result["status"] == status, result
    assert "body" not in result
    assert result["problem"].keys() == SHAPE
    assert result["problem"]["status"] == status
    return {error["pointer"]: error["code"] for error in result["problem"]["errors"]}


class TestEachByItself:
    def test_what_is_filed_is_answered_in_order_as_it_is_read_alone(self, api: ApiClient) -> None:
        results = sent(api, create(text="One."), create(**whole()), create(text="Three."))
        assert [result["status"] for result in results] == [201, 201, 201]
        assert [result["body"]["text"] for result in results] == ["One.", whole()["text"], "Three."]
        for result in results:
            alone = api.get(result["location"])
            assert alone.json() == result["body"]
            assert alone.headers["ETag"] == result["etag"]

    def test_a_change_is_a_merge_patch_at_a_version(self, api: ApiClient) -> None:
        one, two = filed(api, place="Kirkuk"), filed(api, place="Mosul")
        first, second, third = sent(
            api, update(one["id"], 1, place=""), update(two["id"], topics=["Iraq"]), update(two["id"], 99, place="x")
        )
        assert (first["status"], first["body"]["place"], first["body"]["text"]) == (200, "", "A claim.")
        assert (second["body"]["place"], second["body"]["topics"]) == ("Mosul", ["iraq"])
        assert refused(third, 412) == {"": "stale_version"}

    def test_a_refused_item_leaves_nothing_and_blocks_no_other(self, api: ApiClient) -> None:
        there = filed(api, external_ids=known_as("1"))
        results = sent(
            api,
            create(text="First."),
            create(claimant="Nobody's friend", external_ids=known_as("1")),
            create(text=" ", colour="red", appearances=[{"source": {"url": "ftp://a.example/"}}]),
            create(claimant=999_999),
            update(999_999, place="x"),
            create(text="Last."),
        )
        assert [result["status"] for result in results] == [201, 409, 400, 400, 404, 201]
        assert results[1]["location"].endswith(f"/claims/{there['id']}")
        assert refused(results[1], 409) == {"": "external_id_taken"}
        assert refused(results[2], 400) == {
            "/body/text": "blank", "/body/colour": "unknown_field", "/body/appearances/0/source/url": "invalid",
        }  # fmt: skip
        assert refused(results[3], 400) == {"/body/claimant": "does_not_exist"}
        refused(results[4], 404)
        assert list(Claim.objects.order_by("pk").values_list("text", flat=True)) == ["A claim.", "First.", "Last."]
        assert not Entity.objects.exists()

    def test_the_error_for_a_duplicate_external_id_names_the_first_claim(self, api: ApiClient) -> None:
        first, second = sent(api, create(external_ids=known_as("1")), create(external_ids=known_as("1")))
        assert refused(second, 409) == {"": "external_id_taken"}
        assert second["location"] == first["location"]

    def test_an_ambiguous_name_lists_its_candidates(self, api: ApiClient) -> None:
        for name in ("FL", "OH"):
            api.post("/entities", {"name": "John Smith", "disambiguation": name})
        (result,) = sent(api, create(claimant="John Smith"))
        assert refused(result, 422) == {"/body/claimant": "ambiguous"}
        assert len(result["problem"]["errors"][0]["candidates"]) == 2

    def test_a_merged_claim_is_not_changed(self, api: ApiClient, api_of: MakeApi) -> None:
        gone, into = filed(api), filed(api)
        api_of("editor").post(f"/claims/{gone['id']}/merge", {"into": into["id"]})
        (result,) = sent(api, update(gone["id"], place="x"))
        assert refused(result, 409) == {"/body": "merged"}

    @pytest.mark.parametrize(
        ("item", "wrong"),
        [
            (None, {"": "invalid"}),
            ("create", {"": "invalid"}),
            ([], {"": "invalid"}),
            ({}, {"/method": "required"}),
            ({"method": "delete"}, {"/method": "invalid_choice"}),
            ({"method": ["create"]}, {"/method": "invalid_choice"}),
            ({"method": "create"}, {"/body": "required"}),
            ({"method": "create", "body": None}, {"/body": "null"}),
            ({"method": "create", "body": "x"}, {"/body": "invalid"}),
            ({"method": "create", "id": 1, "body": {"text": "x"}}, {"/id": "unknown_field"}),
            ({"method": "create", "body": {"text": "x", "id": 1}}, {"/body/id": "read_only"}),
            ({"method": "update", "body": {}}, {"/id": "required"}),
            ({"method": "update", "id": "1", "body": {}}, {"/id": "invalid"}),
            ({"method": "update", "id": 1, "if_version": 0, "body": {}}, {"/if_version": "min_value"}),
            ({"method": "update", "id": 1, "body": {"status": "checked"}}, {"/body/status": "read_only"}),
        ],
    )
    def test_an_invalid_item_gets_an_explanation(self, api: ApiClient, item: Any, wrong: Json) -> None:
        bad, good = sent(api, item, create())
        assert refused(bad, 400) == wrong
        assert good["status"] == 201

    def test_history_and_feed_tell_of_each(self, api: ApiClient) -> None:
        first, _ = sent(api, create(), create())
        sent(api, update(first["body"]["id"], place="Kirkuk"))
        verbs = ClaimEvent.objects.order_by("pgh_id").values_list("pgh_obj", "pgh_context__verb")
        (one, _), (two, _) = verbs[0], verbs[1]
        assert list(verbs) == [(one, "claim.create"), (two, "claim.create"), (one, "claim.update")]

    def test_nothing_is_an_answer_to_nothing(self, api: ApiClient) -> None:
        assert sent(api) == []

    def test_who_sees_less_is_shown_less(self, api: ApiClient, api_of: MakeApi) -> None:
        claim = filed(api)
        api.post(f"/claims/{claim['id']}/evidence", {"stance": "context", "note": "x", "is_confidential": True})
        outside = api_of("reporter", "claims:read", "claims:write")
        (result,) = sent(outside, update(claim["id"], place="Kirkuk"))
        assert result["body"] == outside.get(f"/claims/{claim['id']}").json()
        assert result["body"]["evidence"] == []
        assert api.get(f"/claims/{claim['id']}").json()["evidence"] != []


class TestAllOrNone:
    def test_all(self, api: ApiClient) -> None:
        claim = filed(api)
        response = api.post(ATOMIC, {"items": [create(text="New."), update(claim["id"], 1, place="Kirkuk")]})
        assert response.status_code == 207
        assert [result["status"] for result in response.json()["results"]] == [201, 200]
        assert api.get(f"/claims/{claim['id']}").json()["place"] == "Kirkuk"

    def test_one_refusal_keeps_nothing_and_names_its_item(self, api: ApiClient) -> None:
        there = filed(api, external_ids=known_as("1"))
        items = [update(there["id"], place="Kirkuk"), create(claimant="New"), create(external_ids=known_as("1"))]
        response = api.post(ATOMIC, {"items": items})
        assert pointers(response, 409) == {"/items/2": "external_id_taken"}
        assert response.headers["Location"].endswith(f"/claims/{there['id']}")
        assert api.get(f"/claims/{there['id']}").json()["version"] == there["version"]
        assert (Claim.objects.count(), Entity.objects.count()) == (1, 0)

    def test_errors_of_all_bodies_are_reported(self, api: ApiClient) -> None:
        response = api.post(ATOMIC, {"items": [create(), create(text=""), {"method": "update"}, 7]})
        assert pointers(response) == {
            "/items/1/body/text": "blank",
            "/items/2/id": "required",
            "/items/2/body": "required",
            "/items/3": "invalid",
        }
        assert not Claim.objects.exists()

    @pytest.mark.parametrize(
        ("item", "status", "wrong"),
        [
            (update(999_999, place="x"), 404, {"/items/1": "not_found"}),
            (create(part_of=999_999), 400, {"/items/1/body/part_of": "does_not_exist"}),
            (create(claimant=999_999), 400, {"/items/1/body/claimant": "does_not_exist"}),
        ],
    )
    def test_what_an_item_refers_to_is_there(self, api: ApiClient, item: Json, status: int, wrong: Json) -> None:
        assert pointers(api.post(ATOMIC, {"items": [create(), item]}), status) == wrong
        assert not Claim.objects.exists()

    def test_a_stale_version_refuses_all(self, api: ApiClient) -> None:
        claim = filed(api)
        response = api.post(ATOMIC, {"items": [create(), update(claim["id"], 2, place="x")]})
        assert pointers(response, 412) == {"/items/1": "stale_version"}
        assert Claim.objects.count() == 1

    @pytest.mark.parametrize("word", ["1", "yes", "True", ""])
    def test_it_is_asked_for_by_true_or_false(self, api: ApiClient, word: str) -> None:
        response = api.post(f"{BULK}?atomic={word}", {"items": [create()]})
        assert [error["parameter"] for error in problem(response, 400)["errors"]] == ["atomic"]
        assert not Claim.objects.exists()


class TestEnvelope:
    @pytest.mark.parametrize(
        ("body", "wrong"),
        [
            ({}, {"/items": "required"}),
            ({"items": None}, {"/items": "null"}),
            ({"items": {}}, {"/items": "not_a_list"}),
            ({"items": [], "atomic": True}, {"/atomic": "unknown_field"}),
            ([create()], {"": "invalid"}),
            ({"items": [create()] * 1001}, {"/items": "max_length"}),
        ],
    )
    def test_what_is_no_list_of_items_is_refused(self, api: ApiClient, body: Any, wrong: Json) -> None:
        assert pointers(api.post(BULK, json.dumps(body))) == wrong
        assert not Claim.objects.exists()

    def test_a_thousand_are_taken(self, api: ApiClient) -> None:
        results = sent(api, *(create(text=f"Claim {number}.", place="Kirkuk") for number in range(1000)))
        assert [result["body"]["text"] for result in results] == [f"Claim {number}." for number in range(1000)]
        assert Claim.objects.count() == 1000


class TestSentAgain:
    @pytest.mark.parametrize("path", [BULK, ATOMIC])
    def test_it_is_done_once_and_answered_the_same(self, api: ApiClient, path: str) -> None:
        body = {"items": [create(external_ids=known_as("1")), create(text="Two.")]}
        first, second = (api.post(path, body, headers={"idempotency-key": "k"}) for _ in range(2))
        assert first.status_code == second.status_code == 207
        assert first.headers["Content-Type"] == second.headers["Content-Type"] == "application/json"
        assert first.content == second.content
        assert "Idempotency-Replayed" not in first.headers
        assert second.headers["Idempotency-Replayed"] == "true"
        assert Claim.objects.count() == 2

    def test_refused_items_are_answered_the_same_too(self, api: ApiClient) -> None:
        body = {"items": [create(), create(claimant=999_999), create(text="")]}
        first, second = (api.post(BULK, body, headers={"idempotency-key": "k"}) for _ in range(2))
        assert [result["status"] for result in first.json()["results"]] == [201, 400, 400]
        assert first.content == second.content
        assert Claim.objects.count() == 1

    def test_a_refusal_of_all_keeps_no_key(self, api: ApiClient) -> None:
        there = filed(api, external_ids=known_as("1"))
        body = {"items": [create(), create(external_ids=known_as("1"))]}
        headers = {"idempotency-key": "k"}
        problem(api.post(ATOMIC, body, headers=headers), 409)
        assert not IdempotencyKey.objects.exists()
        ExternalId.objects.filter(claim=there["id"]).delete()
        assert api.post(ATOMIC, body, headers=headers).status_code == 207

    def test_all_and_each_are_different_requests(self, api: ApiClient) -> None:
        body = {"items": [create()]}
        sent(api, create(), **{"idempotency-key": "k"})
        assert pointers(api.post(ATOMIC, body, headers={"idempotency-key": "k"}), 422) == {"": "idempotency_key_reused"}
