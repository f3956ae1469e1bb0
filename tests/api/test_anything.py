"""No input, however odd, causes a server error."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.bodies import filed, whole
from tests.api.fields import FIELDS
from tests.api.problems import problem
from tests.api.surface import routes
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.models.rows import update
from tests.sending import send_file

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent, pytest.mark.exhaustive]

TEXTS = st.text(st.characters(exclude_categories=()), max_size=8)
MEANT = st.sampled_from(
    ["2019", "2019-05-14", "2020-01-02T03:04:05Z", "about 3,000 people", "https://a.example/x", "a.example", "en",
     "Q30", "exact", "range", "vague", "person", "supports", "complaint", "originator", "1e5", "31", "", "\x00", 0, 1,
     2, -1, 2**31, 2**63, 10**30]
)  # fmt: skip
MORE = {
    "id", "ratings", "value", "cue", "role", "reason", "quantity", "code", "comment", "into", "publish_at", "note",
    "scopes", "owner", "expires_at", "overlap_minutes", "rating", "summary", "headline", "assignee", "as_of", "byline",
}  # fmt: skip
NAMES = st.sampled_from(
    sorted(
        {name for fields in FIELDS.values() for name in fields}
        | {"id", "ratings", "value", "cue", "role", "reason", "quantity"}
    )
)
ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | MEANT
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | TEXTS, inner, max_size=4),
    max_leaves=12,
)
BODIES = VALUES | st.dictionaries(NAMES, VALUES, max_size=8)
ANY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def api(api_of: MakeApi) -> ApiClient:
    return api_of("editor")


@pytest.fixture
def places(api: ApiClient) -> list[tuple[str, str]]:
    """List every place that takes a body, for a claim that has everything."""
    claim = filed(api, **whole())
    here = f"/claims/{claim['id']}"
    note = api.post(f"{here}/notes", {"text": "A note."}).json()
    update("claims_claim", claim["id"], status="triaged")
    draft = api.post(f"{here}/verdicts", {}).json()
    ids = {name: claim[name][0]["id"] for name in ("appearances", "evidence", "replies", "quantities")}
    ids |= {name: api.get(f"/{name}").json()["results"][0]["id"] for name in ("entities", "publishers", "sources")}
    ids |= {name: api.get(f"/{name}").json()["results"][0]["id"] for name in ("measures", "rating-scales", "tokens")}
    ids |= {"claims": claim["id"], "notes": note["id"], "verdicts": draft["id"]}
    return [
        (route.method, route.at(claim["id"], ids.get(route.path.partition("/<int:pk>")[0].split("/")[-1], 0)))
        for route in routes()
        if route.method in {"POST", "PATCH"}
    ]


def check(response: Any) -> None:
    assert response.status_code < 500
    if response.status_code >= 400:
        problem(response, response.status_code)


@given(data=st.data())
@settings(ANY, max_examples=400)
def test_any_json_to_any_place(api: ApiClient, places: list[tuple[str, str]], data: st.DataObject) -> None:
    method, path = data.draw(st.sampled_from(places))
    check(api.generic(method, path, json.dumps(data.draw(BODIES)), content_type="application/json"))


@given(data=st.data())
@settings(ANY, max_examples=200)
def test_a_whole_claim_with_one_thing_changed(api: ApiClient, data: st.DataObject) -> None:
    body = whole()
    holder: Any = body
    while True:
        keys = sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.integers(0, 3)):
            holder = holder[key]
            continue
        holder[key] = data.draw(VALUES)
        break
    check(api.post("/claims", json.dumps(body)))


@given(body=st.binary(max_size=60))
@settings(ANY, max_examples=60)
def test_any_bytes(api: ApiClient, body: bytes) -> None:
    check(api.generic("POST", "/claims", body, content_type="application/json"))


MARKS = [b"", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG\r\n\x1a\n", b"\xef\xbb\xbf", b"\xff\xfe", b"text\n", b'{"text": "']


NAMES_OF_FILES = ["claims", *(f"claims.{kind}" for kind in ("csv", "tsv", "json", "jsonl", "xlsx", "gz", "zip"))]


@pytest.fixture
def data_desk(api_of: MakeApi) -> ApiClient:
    return api_of("data_desk")


@given(mark=st.sampled_from(MARKS), rest=st.binary(max_size=200), name=st.sampled_from(NAMES_OF_FILES))
@settings(ANY, max_examples=100)
def test_a_file_of_any_bytes(data_desk: ApiClient, mark: bytes, rest: bytes, name: str) -> None:
    check(send_file(data_desk, mark + rest, path="/imports/preview", file_name=name))
    check(send_file(data_desk, mark + rest, file_name=name, dry_run="true"))


PARAMETERS = st.sampled_from(
    ["q", "status", "priority", "claimant", "entity", "publisher", "source_url", "origin", "external_id", "topic",
     "language", "assignee", "rating", "normalized", "verdict_state", "measure", "unit", "quantity_min", "quantity_max",
     "as_of_from", "as_of_to", "claimed_from", "claimed_to", "occurred_from", "occurred_to",
        "updated_from", "updated_to", "created_from", "due_to", "has_verdict", "include_merged",
        "limit", "cursor", "sort", "count"]
)  # fmt: skip


@given(asked=st.dictionaries(PARAMETERS, st.text(max_size=12) | MEANT, max_size=3))
@settings(ANY, max_examples=300)
def test_any_parameters(api: ApiClient, asked: dict[str, Any]) -> None:
    check(api.get("/claims", asked))


@given(
    header=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=20),
    name=st.sampled_from(
        ["if-match", "if-none-match", "authorization", "on-behalf-of", "accept", "content-type", "x-request-id"]
    ),
)
@settings(ANY, max_examples=150)
def test_any_headers(api: ApiClient, places: list[tuple[str, str]], name: str, header: str) -> None:
    path = next(path for method, path in places if method == "PATCH" and path.startswith("/entities/"))
    check(api.get(path, headers={name: header}))
    check(api.patch(path, {}, headers={name: header}))
