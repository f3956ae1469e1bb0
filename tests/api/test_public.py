"""Without a token nothing is readable, unless public reading is on: then the public fields of published claims are."""

from typing import Any

import pytest

from claims.models import RatingScale
from tests.api.bodies import filed, whole
from tests.api.problems import parameters, problem
from tests.api.surface import routes
from tests.api_client import ApiClient
from tests.models.rows import imported_verdict, update, verdict

pytestmark = pytest.mark.django_db

ROW = {"version", "created_at", "updated_at"}
OWN = {
    "id",
    "text",
    "title",
    "language",
    "claimant",
    "claimed_on",
    "occurred_from",
    "occurred_to",
    "occurred_hedge",
    "place",
    "topics",
    "current_verdict",
    *ROW,
}
ANCHOR = {"quote", "quote_translation", "prefix", "suffix", "start", "end", "locator"}
PARTS: dict[str, set[str]] = {
    "appearances": {"id", "source", "voice", "is_first", "attributions", *ANCHOR, *ROW},
    "evidence": {"id", "source", "stance", "question", "note", "is_primary", "interest", *ANCHOR, *ROW},
    "quantities": {
        "id", "surface", "value_low", "value_high", "hedge", "unit", "kind", "direction", "modality", "confidence",
        "rule", "valid_from", "valid_to", "as_of", "measure", "interval", *ROW,
    },
    "replies": {
        "id", "verdict", "kind", "entity", "asked_at", "due_at", "answered_at", "text", "outcome", "is_public", *ROW,
    },
}  # fmt: skip
ATTRIBUTION = {"role", "named_as", "described_as", "entity", "is_anonymous", "cue", "certainty"}
FILTERS = {
    "q": "rockets", "topic": "iraq", "language": "en", "normalized": "false", "unit": "rocket", "quantity_min": "30",
    "quantity_max": "31", "claimed_from": "2019", "claimed_to": "2020", "updated_from": "2020-01-01",
    "updated_to": "2999-01-01",
}  # fmt: skip
CLOSED = {
    "status": "new", "priority": "high", "entity": "1", "publisher": "a.example", "source_url": "https://a.example/",
    "origin": "cms", "external_id": "1", "assignee": "1", "rating": "truth-o-meter/true", "verdict_state": "published",
    "include_merged": "true",
}  # fmt: skip


@pytest.fixture
def published(api: ApiClient, settings: Any) -> dict[str, Any]:
    """Open the newsroom to the public, and file a claim with a published verdict and all that can belong to it."""
    settings.FACTCHECK_PUBLIC_READ = True
    claim = filed(api, **whole())
    publish(claim["id"])
    return claim


def publish(claim_id: int, **columns: Any) -> int:
    rating = RatingScale.objects.get(slug="truth-o-meter").ratings.get(slug="false")
    stands = imported_verdict(claim_id=claim_id, rating_id=rating.pk, label="False", normalized="false", **columns)
    update("claims_claim", claim_id, current_verdict_id=stands)
    return stands


def test_nothing_is_read_where_the_newsroom_is_closed(api: ApiClient, anonymous_api: ApiClient) -> None:
    claim = filed(api, **whole())
    publish(claim["id"])
    for path in ("/claims", f"/claims/{claim['id']}"):
        problem(anonymous_api.get(path), 401)


def test_nothing_but_claims_is_opened(api: ApiClient, published: dict[str, Any], anonymous_api: ApiClient) -> None:
    opened = set()
    for route in routes():
        pk = published["id"]
        path = route.at(pk, pk)
        body = "" if route.method == "GET" else "{}"
        response = anonymous_api.generic(route.method, path, body, content_type="application/json")
        if response.status_code == 200:
            opened.add((route.method, route.path))
        else:
            problem(response, 401)
    assert opened == {("GET", "/claims"), ("GET", "/claims/<int:pk>")}


def test_public_fields_alone_are_shown(published: dict[str, Any], anonymous_api: ApiClient) -> None:
    claim = anonymous_api.get(f"/claims/{published['id']}").json()
    assert claim.keys() == {*OWN, *PARTS, "verdicts"}
    for name, fields in PARTS.items():
        assert claim[name], name
        assert all(part.keys() == fields for part in claim[name]), name
    assert claim["appearances"][0]["attributions"][0].keys() == ATTRIBUTION
    (verdict_shown,) = claim["verdicts"]
    for inner in (
        "author",
        "publish_at",
        "submitted_at",
        "evidence_exception",
        "claim_version",
        "writers",
        "approvals",
    ):
        assert inner not in verdict_shown
    assert claim["current_verdict"]["label"] == "False"
    (listed,) = anonymous_api.get("/claims").json()["results"]
    assert listed.keys() == {*OWN, "quantities"}


def test_claims_without_a_published_verdict_are_not_there(
    api: ApiClient, published: dict[str, Any], anonymous_api: ApiClient
) -> None:
    plain, drafted, merged, retracted = (filed(api, text=text) for text in ("Plain", "Drafted", "Merged", "Retracted"))
    update("claims_claim", drafted["id"], status="triaged")
    verdict("draft", claim_id=drafted["id"])
    publish(merged["id"])
    update("claims_claim", merged["id"], status="merged", merged_into_id=published["id"])
    imported_verdict(claim_id=retracted["id"], state="superseded")
    answer = anonymous_api.get("/claims?count=true").json()
    assert ([claim["id"] for claim in answer["results"]], answer["count"]) == ([published["id"]], 1)
    for claim in (plain, drafted, merged, retracted):
        problem(anonymous_api.get(f"/claims/{claim['id']}"), 404)
    assert anonymous_api.get("/claims?q=plain").json()["results"] == []


def test_public_filters_alone_are_taken(published: dict[str, Any], anonymous_api: ApiClient) -> None:
    asked = {**FILTERS, "claimant": published["claimant"]["id"], "measure": published["quantities"][1]["measure"]["id"]}
    for name, value in asked.items():
        found = anonymous_api.get("/claims", {name: value}).json()["results"]
        assert [claim["id"] for claim in found] == [published["id"]], name
    for name, value in CLOSED.items():
        assert parameters(anonymous_api.get("/claims", {name: value})) == {name: "unknown_parameter"}
    assert parameters(anonymous_api.get("/claims?expand=actions")) == {"expand": "invalid"}
    alone = anonymous_api.get(f"/claims/{published['id']}?expand=actions")
    assert parameters(alone) == {"expand": "unknown_parameter"}


def test_paging_and_sorting_are_public(api: ApiClient, published: dict[str, Any], anonymous_api: ApiClient) -> None:
    for _ in range(4):
        publish(filed(api)["id"])
    first = anonymous_api.get("/claims?limit=3&sort=claimed_on").json()
    second = anonymous_api.get("/claims", {"limit": 3, "sort": "claimed_on", "cursor": first["next"]}).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (3, 2, None)


def test_confidential_parts_stay_so(api: ApiClient, published: dict[str, Any], anonymous_api: ApiClient) -> None:
    path = f"/claims/{published['id']}"
    api.post(f"{path}/evidence", {"stance": "context", "note": "sesame", "is_confidential": True})
    api.post(f"{path}/appearances", {"source": {"title": "sesame", "is_confidential": True}})
    api.post(f"{path}/notes", {"text": "sesame"})
    api.post(f"{path}/replies", {"kind": "complaint", "asked_at": "2020-01-05T12:00:00Z", "text": "sesame"})
    assert b"sesame" not in anonymous_api.get(path).content


def test_a_public_response_has_its_own_tag(api: ApiClient, published: dict[str, Any], anonymous_api: ApiClient) -> None:
    path = f"/claims/{published['id']}"
    mine, theirs = api.get(path).headers["ETag"], anonymous_api.get(path).headers["ETag"]
    assert mine != theirs
    assert anonymous_api.get(path, headers={"if-none-match": theirs}).status_code == 304
    assert anonymous_api.get(path, headers={"if-none-match": mine}).status_code == 200
    assert "Authorization" in anonymous_api.get(path).headers["Vary"]


def test_a_wrong_token_is_not_read_as_none(published: dict[str, Any]) -> None:
    problem(ApiClient("fct_wrong").get("/claims"), 401)
