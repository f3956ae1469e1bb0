"""The title of a claim, and the period of its event."""

import csv
import io
import json
from typing import Any

import pytest
from django.http import StreamingHttpResponse

from claims.models import Claim
from tests.api.bodies import filed
from tests.api.feed import read_all
from tests.api.problems import problem
from tests.api_client import ApiClient

pytestmark = pytest.mark.django_db

OCTOBER = {"occurred_from": "2019-10", "occurred_hedge": "at_least_since"}
STATED = {
    "title": "Troops on the move",
    "occurred_from": "2019-10",
    "occurred_to": "2019-12-29",
    "occurred_hedge": "about",
}
PERIODS = {
    "since October": OCTOBER,
    "in October": {"occurred_from": "2019-10"},
    "in 2018": {"occurred_from": "2018", "occurred_to": "2018"},
    "until May": {"occurred_to": "2019-05", "occurred_hedge": "until"},
    "ended in May": {"occurred_to": "2019-05"},
    "never": {},
}


@pytest.mark.django_db(transaction=True)
def test_what_was_filed_comes_back_is_changed_and_is_in_the_history(api: ApiClient) -> None:
    claim = filed(api, **STATED)
    assert {name: claim[name] for name in STATED} == STATED
    path = f"/claims/{claim['id']}"
    changed = api.patch(path, {"title": "", "occurred_to": None, "occurred_hedge": "at_least_since"}, if_match=claim)
    assert changed.status_code == 200, changed.json()
    assert {name: api.get(path).json()[name] for name in STATED} == {**OCTOBER, "title": "", "occurred_to": None}
    event = read_all(api)[-1]
    assert event["changed"] == ["occurred_hedge", "occurred_to", "title"]
    (entry, *_) = api.get(f"{path}/history").json()["results"]
    fields = entry["changes"][0]["fields"]
    assert fields["title"] == {"before": "Troops on the move", "after": ""}
    assert fields["occurred_to"] == {"before": "2019-12-29", "after": None}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"occurred_from": "2020", "occurred_to": "2019-12-31"}, "/occurred_to"),
        ({"occurred_from": "2020-05-14", "occurred_to": "2020-04"}, "/occurred_to"),
        ({"occurred_hedge": "about"}, "/occurred_hedge"),
        ({"occurred_to": "2020", "occurred_hedge": "at_least_since"}, "/occurred_hedge"),
        ({"occurred_from": "2020", "occurred_hedge": "until"}, "/occurred_hedge"),
        ({"occurred_from": "2020", "occurred_hedge": "once"}, "/occurred_hedge"),
        ({"occurred_from": "last week"}, "/occurred_from"),
        ({"title": "x" * 301}, "/title"),
    ],
)
def test_what_contradicts_itself_is_refused_by_its_field(api: ApiClient, body: dict[str, Any], pointer: str) -> None:
    response = api.post("/claims", {"text": "A claim.", **body})
    assert response.status_code == 400, response.json()
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert not Claim.objects.exists()


def test_a_change_that_contradicts_what_is_there_is_refused(api: ApiClient) -> None:
    claim = filed(api, **OCTOBER)
    for change in ({"occurred_to": "2018"}, {"occurred_from": None}, {"occurred_hedge": "until"}):
        problem(api.patch(f"/claims/{claim['id']}", change, if_match=claim), 400)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"occurred_from": "2030"}, {"since October"}),
        ({"occurred_from": "2019-10-15"}, {"since October", "in October"}),
        ({"occurred_from": "2019-05-31"}, {"since October", "in October", "until May", "ended in May"}),
        ({"occurred_from": "2018-12-31"}, {*PERIODS} - {"never"}),
        ({"occurred_to": "2017"}, {"until May"}),
        ({"occurred_to": "2018-01"}, {"until May", "in 2018"}),
        ({"occurred_from": "2019-06", "occurred_to": "2019-09"}, set()),
        ({"occurred_from": "2019-01", "occurred_to": "2019-12"}, {*PERIODS} - {"never", "in 2018"}),
    ],
)
def test_claims_are_found_by_when_it_may_have_happened(
    api: ApiClient, asked: dict[str, str], expected: set[str]
) -> None:
    for text, period in PERIODS.items():
        filed(api, text=text, **period)
    response = api.get("/claims", asked)
    assert {claim["text"] for claim in response.json()["results"]} == expected


def body_of(response: Any) -> str:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response).decode()


def test_it_is_exported(api: ApiClient) -> None:
    filed(api, **STATED)
    found = json.loads(body_of(api.get("/claims/export")))
    assert {name: found[name] for name in STATED} == STATED
    (row,) = csv.DictReader(io.StringIO(body_of(api.get("/claims/export", {"format": "csv"})).removeprefix("\ufeff")))
    assert {name: row[name] for name in STATED} == STATED
