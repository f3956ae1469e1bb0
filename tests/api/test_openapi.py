"""The OpenAPI document is valid, complete and correct; Swagger UI loads everything from this host."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from claims.api.openapi.components import shapes
from claims.api.urls import urlpatterns
from claims.rules.verbs import NEEDS
from tests.api.bodies import filed, whole
from tests.api.fields import LEAST
from tests.api.hidden import hide
from tests.api.openapi import (
    Json,
    answer_schema,
    faults,
    operation_of,
    resolved,
    templated,
)  # fmt: skip
from tests.api.surface import DOCUMENTS, routes, view_of
from tests.api.test_public import publish
from tests.api_client import ROOT, ApiClient
from tests.conftest import MakeApi
from tests.models.rows import insert
from tests.sending import send_file

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent]


def test_the_document_is_valid_openapi_3_1(document: Json) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_it_is_served_as_yaml_too(anonymous_api: ApiClient) -> None:
    response = anonymous_api.get("/schema")
    assert response.headers["Content-Type"].startswith("application/vnd.oai.openapi")
    assert response.content.startswith(b"openapi: 3.1")


def test_every_path_and_method_is_in_it_and_no_other(document: Json) -> None:
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert described == {(route.method, templated(route.path)) for route in routes()}
    assert len(urlpatterns) == len(document["paths"]) + len(DOCUMENTS)


def test_every_operation_says_what_it_does_and_who_may(document: Json) -> None:
    for route in routes():
        operation, need = operation_of(document, route.method, route.path), NEEDS[route.verb]
        assert operation["operationId"], route
        assert operation["summary"], route
        assert operation["security"] == [{"bearer": list(need.scopes)}], route
        assert operation["x-required-scopes"] == list(need.scopes), route
        assert operation["x-required-roles"] == sorted(need.roles), route
        for word in (*need.scopes, *need.roles):
            assert word in operation["description"], route
    names = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names))
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_what_is_open_to_all_says_so_where_it_is(document: Json, anonymous_api: ApiClient, settings: Any) -> None:
    settings.FACTCHECK_PUBLIC_READ = True
    opened = anonymous_api.get("/schema", headers={"accept": "application/json"}).json()
    assert operation_of(opened, "GET", "/claims")["security"] == [{"bearer": ["claims:read"]}, {}]
    assert operation_of(opened, "POST", "/claims")["security"] == [{"bearer": ["claims:write"]}]
    assert "public reading" in operation_of(document, "GET", "/claims")["description"]


def view_is_tagged(route: Any) -> bool:
    """Return whether the GET of a path returns an ETag."""
    view = next(view_of(one) for one in urlpatterns if f"/{one.pattern}" == route.path)
    return bool(view.is_tagged and "<int:pk>" in route.path)


def test_every_operation_says_how_it_refuses(document: Json) -> None:
    for route in routes():
        responses = operation_of(document, route.method, route.path)["responses"]
        expected = {"400", "401", "406", "429", "503"} | ({"403"} if NEEDS[route.verb].scope else set())
        expected |= {"404"} if "<" in route.path else set()
        expected |= {"409", "411"} if route.method != "GET" else set()
        expected |= {"413", "415", "422"} if route.method in {"POST", "PATCH"} else set()
        expected |= {"304"} if route.method == "GET" and route.action == "retrieve" and view_is_tagged(route) else set()
        assert expected <= responses.keys(), route
        for status, answer in responses.items():
            if status >= "4":
                found = resolved(document, answer)
                assert found["description"], route
                content = found["content"]["application/problem+json"]
                assert content["schema"]["$ref"].endswith("/Problem")
                assert content["example"]["status"] == int(status)


def test_every_field_and_parameter_is_described(document: Json) -> None:
    unsaid = [
        f"{name}.{field}"
        for name, component in document["components"]["schemas"].items()
        for part in (component, *component.get("anyOf", []))
        for field, schema in part.get("properties", {}).items()
        if not schema.get("description")
    ]
    assert unsaid == []
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                assert parameter["description"], (operation["operationId"], parameter["name"])


def test_what_follows_upon_the_making_of_a_thing_is_linked(document: Json) -> None:
    made = {
        path: post["responses"]["201"].get("links", {})
        for path, methods in document["paths"].items()
        if "201" in (post := methods.get("post", {})).get("responses", {})
    }
    assert "claims_appearances_create" in made[f"{ROOT}/claims"]
    assert made[f"{ROOT}/claims/{{claim_id}}/evidence"]["claims_evidence_destroy"]["parameters"] == {
        "claim_id": "$request.path.claim_id",
        "id": "$response.body#/id",
    }
    assert "verdicts_submit" in made[f"{ROOT}/claims/{{claim_id}}/verdicts"]
    assert "claims_create" in made[f"{ROOT}/entities"]


def test_every_filter_is_described(document: Json) -> None:
    described = {one["name"]: one for one in operation_of(document, "GET", "/claims")["parameters"]}
    assert described.keys() == {
        "q", "status", "priority", "claimant", "entity", "publisher", "source_url", "origin", "external_id", "topic",
        "language", "assignee", "rating", "normalized", "verdict_state", "measure", "unit", "quantity_min",
        "quantity_max", "as_of_from", "as_of_to", "claimed_from", "claimed_to", "occurred_from", "occurred_to",
        "updated_from", "updated_to", "created_from", "created_to", "has_verdict", "include_merged", "overdue_reply",
        "stale", "awaiting_my_approval", "due_from", "due_to", "fields", "expand", "On-Behalf-Of",
        "limit", "cursor", "sort", "count",
    }  # fmt: skip
    assert [name for name, one in described.items() if not one.get("description")] == []


@pytest.mark.parametrize("role", ["reader", "data_desk"])
def test_what_is_read_is_as_described(api: ApiClient, document: Json, api_of: MakeApi, role: str) -> None:
    caller = api_of(role)
    claim = filed(api, **whole())
    made = hide(api, claim["id"])
    ids = {
        "appearances": made["appearance"]["id"], "evidence": made["evidence"]["id"], "notes": made["note"]["id"],
        "replies": made["reply"]["id"], "verdicts": made["draft"], "sources": made["source"]["id"],
        "quantities": claim["quantities"][1]["id"], "external-ids": claim["external_ids"][0]["id"],
        "entities": claim["claimant"]["id"], "measures": claim["quantities"][1]["measure"]["id"],
        "publishers": made["source"]["publisher"]["id"], "claims": claim["id"],
        "tokens": caller.get("/tokens").json()["results"][0]["id"],
        "rating-scales": api.get("/rating-scales").json()["results"][0]["id"],
        "imports": send_file(api_of("data_desk")).json()["id"],
        "mappings": insert("claims_mapping"),
        "views": insert("claims_view", is_shared=True),
    }  # fmt: skip
    read = 0
    untrue: dict[str, list[str]] = {}
    for route in routes():
        if route.method != "GET" or route.action == "export":  # which answers no JSON
            continue
        response = caller.get(route.at(claim["id"], ids[route.noun or "claims"]))
        if response.status_code in {403, 404} and role == "reader":
            continue
        assert response.status_code == 200, route
        found = faults(answer_schema(document, "GET", route.path, 200), response.json())
        untrue |= {str(route): found} if found else {}
        read += 1
    assert untrue == {}
    assert read >= (20 if role == "reader" else 30)


def test_what_is_posted_is_as_described(api_of: MakeApi, document: Json) -> None:
    api = api_of("editor")
    claim = filed(api)
    bodies = {**LEAST, "/claims": whole(), "/claims/{}/quantities": "31 rockets"}
    for place, body in bodies.items():
        path = place.replace("{}", "<int:claim_id>")
        content = operation_of(document, "POST", path)["requestBody"]["content"]
        assert faults(content["application/json"]["schema"], body) == [], place
        response = api.post(place.format(claim["id"]), json.dumps(body))
        assert response.status_code == 201, response.json()
        assert faults(answer_schema(document, "POST", path, 201), response.json()) == [], place


def test_problems_are_as_described(api: ApiClient, document: Json) -> None:
    for name in ("FL", "OH"):
        api.post("/entities", {"name": "John Smith", "disambiguation": name})
    schema = {"$ref": "#/components/schemas/Problem"}
    for response in (
        api.post("/claims", {"text": "x", "claimant": "John Smith"}),
        api.get("/claims?colour=red"),
        api.post("/claims", "{"),
        api.get("/claims/999999"),
        api.get("/nothing"),
        ApiClient().get("/claims"),
    ):
        assert response.headers["Content-Type"] == "application/problem+json"
        assert [
            error.message
            for error in Draft202012Validator({**schema, "components": document["components"]}).iter_errors(
                response.json()
            )
        ] == []


class Page(HTMLParser):
    """Collects the resources and inline scripts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self._tag = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._tag = "" if given.get("src") else tag
        for name in ("src", "href"):
            if given.get(name):
                self.loaded.append(str(given[name]))
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._tag:
            self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag in {"script", "style"} and data.strip():
            self.inline.append(f"{self._tag}: {data.strip()[:80]}")


class TestSwagger:
    """The page that shows the document."""

    def test_runs_under_a_policy_without_inline_scripts(self, anonymous_api: ApiClient) -> None:
        response = anonymous_api.get("/docs")
        assert response.status_code == 200
        policy = dict(
            rule.strip().split(" ", 1)
            for rule in response.headers["Content-Security-Policy"].split(";")
            if rule.strip()
        )
        assert policy["default-src"] == "'self'"
        assert set(policy["img-src"].split()) == {"'self'", "data:"}
        assert "script-src" not in policy
        assert "style-src" not in policy
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert Page(response.content.decode()).inline == []

    def test_loads_everything_from_this_host_and_it_is_there(self, anonymous_api: ApiClient) -> None:
        page = Page(anonymous_api.get("/docs").content.decode())
        assert len(page.loaded) >= 4
        for address in page.loaded:
            assert address.startswith("/"), address
            assert not address.startswith("//"), address
            response = anonymous_api.get(address)
            assert response.status_code == 200, address
            content = b"".join(response)
            if address.endswith(".css"):
                assert re.findall(rb"url\((?!['\"]?data:)[^)]*", content) == []
                assert b"@import" not in content

    def test_reads_the_document_of_this_host(self, anonymous_api: ApiClient) -> None:
        page = Page(anonymous_api.get("/docs").content.decode())
        script = anonymous_api.get(next(address for address in page.loaded if "script" in address)).content.decode()
        assert f"{ROOT}/schema" in script
        assert re.findall(r"https?://(?!www\.w3\.org)[^\s\"']+", script) == []


class TestStrictness:
    """A client that is generated from the document needs no type assertions."""

    OPTIONAL: dict[str, set[str]] = {
        "Attribution": {"is_confidential"},
        "BulkResult": {"location", "etag", "body", "problem"},
        "Claim": {"actions", "as_text"}, "Quantity": {"as_text"},
        "ClaimSummary": {"appearances", "evidence", "verdicts", "replies"},
        "Event": {"import"},
        "Evidence": {"is_confidential", "added_by"},
        "HistoryEntry": {"token", "verb", "reason", "request_id"},
        "Source": {"reliability_note", "is_confidential"},
        "SourceSummary": {"reliability_note", "is_confidential"},
        "Verdict": {
            "actions", "author", "writers", "approvals", "approvals_required", "publish_at", "submitted_at",
            "evidence_exception", "claim_version",
        },
    }  # fmt: skip

    def test_every_field_of_an_answer_is_required_unless_it_can_be_missing(self, document: Json) -> None:
        optional = {
            name: missing
            for name, one in document["components"]["schemas"].items()
            if not name.endswith(("Request", "Page")) and not name.startswith("Public")
            if (missing := one.get("properties", {}).keys() - set(one.get("required", [])))
        }
        assert optional == self.OPTIONAL

    def test_every_enumeration_of_an_answer_is_a_component(self, document: Json) -> None:
        schemas = document["components"]["schemas"]
        named = {name for name, one in schemas.items() if "enum" in one}
        assert {"ClaimStatus", "VerdictState", "NormalizedRating", "Priority", "Scope", "Role", "EventType"} <= named
        for name, component in schemas.items():
            if not name.endswith("Request") and name not in named:
                assert '"enum"' not in json.dumps(component), name

    def test_actions_are_typed(self, document: Json, api_of: MakeApi) -> None:
        api = api_of("editor")
        claim = api.get(f"/claims/{filed(api)['id']}?expand=actions").json()
        assert faults({"$ref": "#/components/schemas/Claim"}, claim) == []
        assert {one["verb"] for one in claim["actions"]} == set(document["components"]["schemas"]["ClaimVerb"]["enum"])

    def test_on_behalf_of_is_a_header_of_every_operation(self, document: Json) -> None:
        for route in routes():
            found = operation_of(document, route.method, route.path)["parameters"]
            assert [one["in"] for one in found if one["name"] == "On-Behalf-Of"] == ["header"], route


def test_answers_without_a_token_are_as_described(
    api: ApiClient, document: Json, anonymous_api: ApiClient, settings: Any
) -> None:
    settings.FACTCHECK_PUBLIC_READ = True
    claim = filed(api, **whole())
    publish(claim["id"])
    for path, at in (("/claims", "/claims"), ("/claims/<int:pk>", f"/claims/{claim['id']}")):
        operation = operation_of(document, "GET", path)
        content = operation["responses"]["200"]["content"]["application/json"]
        answer = anonymous_api.get(at)
        assert answer.status_code == 200
        assert faults(content["x-public-schema"], answer.json()) == []
        assert content["x-public-schema"]["$ref"].rpartition("/")[2] in operation["description"]


def test_it_reads_as_a_reference_does(document: Json) -> None:
    assert "Authorization: Bearer" in document["info"]["description"]
    tags = {tag["name"]: tag["description"] for tag in document["tags"]}
    assert all(tags.values())
    for methods in document["paths"].values():
        for operation in methods.values():
            assert set(operation["tags"]) <= tags.keys()
            verb, *words = operation["summary"].split()
            assert verb[0].isupper(), operation["summary"]
            assert words, operation["summary"]
            assert len(operation["summary"]) <= 50, operation["summary"]


def test_a_column_is_described_by_its_help_text_once(document: Json) -> None:
    schemas = document["components"]["schemas"]
    for name, shape in shapes().items():
        for field, schema in schemas.get(name, {}).get("properties", {}).items():
            if field in {one.name for one in shape.Meta.model._meta.get_fields()}:
                text = getattr(shape.Meta.model._meta.get_field(field), "help_text", "")
                declared = getattr(shape().fields.get(field), "help_text", None)
                assert not text or schema["description"].startswith((text, declared or text)), (name, field)
