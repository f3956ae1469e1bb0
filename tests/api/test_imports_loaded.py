"""Importing files over HTTP: the worker's results, cancelling and reverting."""

from typing import Any

import pytest

from claims.actions.imports.requests.worker_queue import run_waiting_batches
from claims.models import Claim, ClaimEvent, ImportBatch, User
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.models.rows import update
from tests.sending import BAD, load_file, send_file

pytestmark = pytest.mark.django_db(transaction=True)

OTHER = "fields: {external_id: external_id, text: words}"


@pytest.fixture
def api(api_of: MakeApi, data_desk: User) -> ApiClient:
    return api_of(data_desk)


def test_valid_rows_are_imported_and_invalid_rows_reported(api: ApiClient, data_desk: User) -> None:
    done = load_file(api, BAD)
    assert done["state"] == "finished"
    assert {"rows_read": 3, "inserted": 2, "refused": 1}.items() <= done["counts"].items()
    assert Claim.objects.count() == 2
    context = ClaimEvent.objects.order_by("pgh_id").values_list("pgh_context", flat=True)[0]
    assert context["actor"] == data_desk.pk
    assert context["token"] == data_desk.tokens.get().pk
    (issue,) = api.get(f"/imports/{done['id']}/issues").json()["results"]
    assert (issue["row_number"], issue["field"], issue["code"], issue["is_refusal"]) == (2, "text", "missing", True)
    assert issue["row"] == {"external_id": "2", "text": "", "claimant": "Bo"}


def test_a_program_loads_too(make_user: Any, api_of: MakeApi) -> None:
    assert load_file(api_of(make_user("data_desk", is_service=True)))["counts"]["inserted"] == 2


def test_who_was_shut_out_meanwhile_loads_nothing(api: ApiClient, data_desk: User) -> None:
    send_file(api)
    update("claims_user", data_desk.pk, is_active=False)
    run_waiting_batches()
    batch = ImportBatch.objects.get()
    assert (batch.state, "imports:write" in batch.error) == ("failed", True)


def test_a_file_that_no_plan_fits_fails_in_words(api: ApiClient) -> None:
    failed = load_file(api, b"a,b\n1,2\n")
    assert failed["state"] == "failed"
    assert "No column is the external_id" in failed["error"]
    assert failed["finished_at"]


@pytest.mark.parametrize(
    ("content", "name", "read_as"),
    [
        (b"external_id,text,te\x00xt\n1,So it is.,x\n2,,y\n", "a.csv", "has_header"),
        ("external_id,text,ééé".encode() + b"\xff\n1,So it is.,x\n2,,y\n", "a.csv", "has_header"),
        (
            b'{"external_id": 1, "text": "x", "\\u0000": 1}\n{"external_id": 2, "text": "", "\\u0000": 1}',
            "a.jsonl",
            "encoding",
        ),
        (
            b'{"\\u0000": [{"external_id": 1, "text": "x"}, {"external_id": 2, "text": "", "\\ud800": 1}]}',
            "a.json",
            "rows",
        ),
    ],
)
def test_names_that_cannot_be_stored_stop_no_load(api: ApiClient, content: bytes, name: str, read_as: str) -> None:
    document = "fields: {external_id: external_id, text: text}"
    looked_at = send_file(api, content, path="/imports/preview", file_name=name, document=document).json()
    assert (looked_at["problem"], len(looked_at["unused"])) == ("", len(looked_at["columns"]) - 2)
    assert "There is no column 'words'" in str(load_file(api, content, file_name=name, document=OTHER)["error"])
    done = load_file(api, content, file_name=name, document=document)
    assert (done["state"], done["counts"]["inserted"], read_as in done["read_as"]) == ("finished", 1, True), done
    bad = api.get(f"/imports/{done['id']}/refused").getvalue()
    assert load_file(api, bad, file_name=name, document=document)["counts"]["refused"] == done["counts"]["refused"]


def test_a_mapping_and_its_constants_are_used(api: ApiClient) -> None:
    document = "fields: {external_id: nr, text: words, verdict_label: label}"
    rows = b"nr,words,label\n1,So it is.,False\n"
    done = load_file(api, rows, document=document, publisher="checks.example", scale="true-false")
    assert done["counts"]["inserted"] == 1, done
    verdict = Claim.objects.get().current_verdict
    assert verdict is not None
    assert (verdict.label, verdict.publisher.domain) == ("False", "checks.example")


def test_one_that_waits_is_cancelled_at_once_and_never_begun(api: ApiClient) -> None:
    batch = send_file(api).json()["id"]
    cancelled = api.post(f"/imports/{batch}/cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert cancelled.json()["finished_at"]
    assert run_waiting_batches() == []
    assert not Claim.objects.exists()
    again = problem(api.post(f"/imports/{batch}/cancel"), 409)
    assert (again["errors"][0]["code"], again["errors"][0]["state"]) == ("not_under_way", "cancelled")


def test_lists_are_filtered(api: ApiClient) -> None:
    done = load_file(api, BAD)
    send_file(api, origin="other")
    assert [one["origin"] for one in api.get("/imports").json()["results"]] == ["other", "desk"]
    assert [one["id"] for one in api.get("/imports?state=finished").json()["results"]] == [done["id"]]
    assert [one["origin"] for one in api.get("/imports?origin=other").json()["results"]] == ["other"]
    issues = f"/imports/{done['id']}/issues"
    assert len(api.get(f"{issues}?code=missing").json()["results"]) == 1
    assert api.get(f"{issues}?code=kept").json()["results"] == []
    assert api.get(f"{issues}?is_refusal=false").json()["results"] == []
    problem(api.get("/imports/999999/issues"), 404)
    problem(api.get("/imports/999999"), 404)


def test_a_load_is_taken_back_by_a_worker(api: ApiClient, data_desk: User) -> None:
    done = load_file(api)
    asked = api.post(f"/imports/{done['id']}/revert")
    assert (asked.status_code, asked.json()["state"]) == (202, "reverting")
    run_waiting_batches()
    back = api.get(f"/imports/{done['id']}").json()
    assert (back["state"], back["report"]["reverted"]["deleted"]) == ("reverted", 2)
    assert not Claim.objects.exists()
    context = ClaimEvent.objects.order_by("-pgh_id").values_list("pgh_context", flat=True)[0]
    assert (context["actor"], context["verb"]) == (data_desk.pk, "import.revert")
    assert api.post(f"/imports/{done['id']}/revert").json()["state"] == "reverted"


def test_what_wrote_nothing_is_not_taken_back(api: ApiClient) -> None:
    tried = load_file(api, dry_run="true")
    refused = problem(api.post(f"/imports/{tried['id']}/revert"), 409)
    assert refused["errors"][0]["code"] == "not_revertible"
    problem(api.post("/imports/999999/revert"), 404)


def test_refused_rows_can_be_downloaded_corrected_and_sent_again(api: ApiClient) -> None:
    done = load_file(api, BAD)
    answer = api.get(f"/imports/{done['id']}/refused")
    assert answer.headers["Content-Type"] == "text/csv"
    assert f"claims-refused-{done['id']}.csv" in answer.headers["Content-Disposition"]
    bad = answer.getvalue()
    assert b"text: is missing" in bad
    again = load_file(api, bad.replace(b"2,,Bo", b"2,The second claim.,Bo"))
    assert (again["counts"]["inserted"], again["counts"]["refused"]) == (1, 0)
    problem(api.get("/imports/999999/refused"), 404)
