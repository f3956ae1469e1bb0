"""One Idempotency-Key sent by many callers at once, and sent again."""

from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from claims.actions.idempotency import KEPT, forget_old_keys
from claims.models import Claim, IdempotencyKey, ImportBatch, Upload
from tests.api.bodies import whole
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.races.together import from_a_barrier
from tests.sending import GOOD, send_file

pytestmark = pytest.mark.django_db(transaction=True)

TWINS = 6


def keyed(key: str = "k-1", **more: str) -> dict[str, str]:
    return {"idempotency-key": key, **more}


def test_equal_requests_at_once_are_executed_once(api: ApiClient) -> None:
    send = partial(api.post, "/claims", whole(), headers=keyed())
    answers = from_a_barrier(*[send] * TWINS)
    assert [answer.status_code for answer in answers] == [201] * TWINS
    assert len({answer.content for answer in answers}) == 1
    assert len({(answer.headers["Location"], answer.headers["ETag"]) for answer in answers}) == 1
    assert sorted(answer.headers.get("Idempotency-Replayed", "") for answer in answers) == ["", *["true"] * (TWINS - 1)]
    assert Claim.objects.count() == 1


def test_of_equal_uploads_at_once_one_is_loaded_and_stored(api_of: MakeApi) -> None:
    api = api_of("data_desk")
    send = partial(send_file, api, GOOD + b"".join(b"%d,Claim,Ann\n" % n for n in range(3, 200_000)), headers=keyed())
    answers = from_a_barrier(*[send] * TWINS)
    assert [answer.status_code for answer in answers] == [202] * TWINS
    assert len({answer.content for answer in answers}) == 1
    assert ImportBatch.objects.count() == Upload.objects.count() == 1
    whole_file = Upload.objects.get()
    assert sum(len(piece.data) for piece in whole_file.pieces.all()) == whole_file.size


def test_different_requests_at_once_under_one_key_are_refused_but_for_one(api: ApiClient) -> None:
    sends = [partial(api.post, "/claims", {"text": f"Claim {n}."}, headers=keyed()) for n in range(TWINS)]
    codes = sorted(answer.status_code for answer in from_a_barrier(*sends))
    assert codes == [201, *[422] * (TWINS - 1)]
    assert Claim.objects.count() == 1


def test_a_refused_request_can_be_corrected_and_sent_under_the_same_key(api: ApiClient) -> None:
    problem(api.post("/claims", {"text": ""}, headers=keyed()), 400)
    assert api.post("/claims", {"text": "Corrected."}, headers=keyed()).status_code == 201


def test_the_first_response_is_repeated_byte_for_byte_though_the_claim_has_changed(api: ApiClient) -> None:
    first = api.post("/claims", whole(), headers=keyed())
    api.patch(f"/claims/{first.json()['id']}", {"place": "elsewhere"})
    again = api.post("/claims", whole(), headers=keyed(**{"x-request-id": "second"}))
    assert (again.status_code, again.content) == (201, first.content)
    for name in ("Content-Type", "Location", "ETag"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["X-Request-ID"] == "second"


def test_a_key_belongs_to_one_caller_and_request(api: ApiClient, api_of: MakeApi, service: Any, reporter: Any) -> None:
    assert api.post("/claims", {"text": "One."}, headers=keyed()).status_code == 201
    assert api_of("editor").post("/claims", {"text": "Two."}, headers=keyed()).status_code == 201
    for other in (
        api.post("/claims", {"text": "Three."}, headers=keyed()),
        api.post("/entities", {"name": "One"}, headers=keyed()),
    ):
        assert [error["code"] for error in problem(other, 422)["errors"]] == ["idempotency_key_reused"]
    wire = api_of(service)
    assert wire.post("/claims", {"text": "Four."}, headers=keyed()).status_code == 201
    for_somebody = keyed(**{"on-behalf-of": reporter.username})
    problem(wire.post("/claims", {"text": "Four."}, headers=for_somebody), 422)


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "é", "a\tb"])
def test_an_invalid_key_is_refused(api: ApiClient, key: str) -> None:
    refused = problem(api.post("/claims", {"text": "One."}, headers=keyed(key)), 400)
    assert [error["code"] for error in refused["errors"]] == ["invalid_idempotency_key"]
    assert not Claim.objects.exists()


def test_an_old_key_is_deleted_and_can_be_used_again(api: ApiClient) -> None:
    api.post("/claims", {"text": "One."}, headers=keyed())
    assert forget_old_keys() == 0
    IdempotencyKey.objects.update(created_at=timezone.now() - KEPT * 1.01)
    assert forget_old_keys() == 1
    assert api.post("/claims", {"text": "Another."}, headers=keyed()).status_code == 201
