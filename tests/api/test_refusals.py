"""Invalid input is refused with problem details that point to it, never with a server error."""

import json
import time
from typing import Any

import pytest

from claims.models import Claim
from tests.api.bodies import filed, whole
from tests.api.fields import FIELDS, LEAST, RIGHT, VERBS, WRONG
from tests.api.problems import pointers, problem
from tests.api_client import ROOT, ApiClient
from tests.conftest import MakeApi, MakeUser

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent, pytest.mark.exhaustive]


@pytest.fixture
def editor_api(api_of: MakeApi) -> ApiClient:
    return api_of("editor")


@pytest.mark.parametrize("path", FIELDS)
def test_a_wrong_type_is_named_at_its_field(editor_api: ApiClient, path: str) -> None:
    claim = filed(editor_api)
    place = path.format(claim["id"])
    faults = []
    for name, kind in FIELDS[path].items():
        for wrong in WRONG[kind]:
            if wrong in RIGHT.get((path, name), []):
                continue
            response = editor_api.post(place, {**LEAST[path], name: wrong})
            named = set(pointers(response)) if response.status_code == 400 else set()
            if not named or not all(f"{pointer}/".startswith(f"/{name}/") for pointer in named):
                faults.append((name, wrong, response.status_code, named or response.json()))
    assert faults == []
    assert editor_api.get(f"/claims/{claim['id']}").json() == claim


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_that_can_be_sent_is_tried(editor_api: ApiClient, path: str) -> None:
    document = editor_api.get("/schema", headers={"accept": "application/json"}).json()
    operation = document["paths"][ROOT + path.replace("{}", "{claim_id}")]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    schema = next((way for way in schema.get("anyOf", []) if "properties" in way), schema)
    assert schema["properties"].keys() == FIELDS[path].keys()


@pytest.mark.parametrize("path", FIELDS)
def test_a_body_that_is_no_object_is_refused(editor_api: ApiClient, path: str) -> None:
    place = path.format(filed(editor_api)["id"])
    for body in ("null", "[]", "5", "true", "1.5", "[{}]", "" if path != "/claims" else "[]"):
        problem(editor_api.post(place, body), 400)
    if path != "/claims/{}/quantities":
        assert pointers(editor_api.post(place, '"text"')) == {"": "invalid"}


def test_unknown_fields_are_found_at_any_depth(api: ApiClient) -> None:
    body = whole(colour=1)
    body["external_ids"][0]["id_at"] = 2
    body["appearances"][0]["a/b~c"] = 3
    body["appearances"][0]["source"]["pubisher"] = {}
    body["appearances"][0]["source"]["publisher"]["contry"] = "GB"
    body["appearances"][0]["attributions"][0]["entity"]["kin"] = ""
    body["quantities"][1]["measure"]["units"] = "rocket"
    body["replies"][0][""] = None
    assert pointers(api.post("/claims", body)) == dict.fromkeys(
        [
            "/colour", "/external_ids/0/id_at", "/appearances/0/a~1b~0c", "/appearances/0/source/pubisher",
            "/appearances/0/source/publisher/contry", "/appearances/0/attributions/0/entity/kin",
            "/quantities/1/measure/units", "/replies/0/",
        ],
        "unknown_field",
    )  # fmt: skip


def test_fields_of_the_server_are_refused_at_any_depth(api: ApiClient) -> None:
    body = whole(id=7, status="checked", current_verdict=None, verdicts=[], created_by=1)
    body["appearances"][0]["version"] = 3
    body["evidence"][0]["added_by"] = 1
    body["quantities"][1]["interval"] = {"low": 1}
    assert set(pointers(api.post("/claims", body))) == {
        "/id", "/status", "/current_verdict", "/verdicts", "/created_by", "/appearances/0/version",
        "/evidence/0/added_by", "/quantities/1/interval",
    }  # fmt: skip


class TestLengths:
    """Bounds that indexes and readers need."""

    def test_characters_are_counted_and_not_bytes(self, api: ApiClient) -> None:
        longest = "\N{ROCKET}" * 5_000
        assert filed(api, text=longest)["text"] == longest
        assert pointers(api.post("/claims", {"text": longest + "!"})) == {"/text": "max_length"}

    @pytest.mark.parametrize(
        ("path", "name", "longest"),
        [
            ("/claims", "place", 300), ("/entities", "name", 300), ("/entities", "role", 300),
            ("/sources", "title", 1000), ("/sources", "external_id", 500), ("/measures", "name", 300),
        ],
    )  # fmt: skip
    def test_names_have_an_end(self, api: ApiClient, path: str, name: str, longest: int) -> None:
        body = {**LEAST[path], name: "é" * (longest + 1)}
        assert pointers(api.post(path, body)) == {f"/{name}": "max_length"}
        assert api.post(path, {**LEAST[path], name: "é" * longest}).json()[name] == "é" * longest

    def test_space_at_the_ends_counts_too_as_the_document_has_it(self, api: ApiClient) -> None:
        assert filed(api, place=" " + "x" * 299)["place"] == "x" * 299
        assert pointers(api.post("/claims", {**LEAST["/claims"], "place": "x" * 300 + " "})) == {"/place": "max_length"}

    def test_lists_have_an_end(self, api: ApiClient) -> None:
        body = {"text": "A claim.", "quantities": ["31 rockets"] * 101, "topics": [f"t{n}" for n in range(101)]}
        assert pointers(api.post("/claims", body)) == {"/quantities": "max_length", "/topics": "max_length"}

    @pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u00a0\u2003"])
    def test_a_text_says_something(self, api: ApiClient, blank: str) -> None:
        assert pointers(api.post("/claims", {"text": blank})) == {"/text": "blank"}


class TestBytes:
    """Bodies that are no JSON of ours."""

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            (b'{"text": "caf\xe9"}', "invalid_utf8"),
            (b"\xff\xfe{\x00}\x00", "invalid_utf8"),
            (b'{"text": "x"', "invalid_json"),
            (b'{"text": "x"} {}', "invalid_json"),
            (b"{'text': 'x'}", "invalid_json"),
            (b'{"text": "x",}', "invalid_json"),
            (b'{"text": "a\nb"}', "invalid_json"),
            (b"\xef\xbb\xbf{}", "invalid_json"),
            (b'{"text": "x", "text": "y"}', "invalid_json"),
            (b'{"text": "x", "claimant": {"name": "a", "name": "b"}}', "invalid_json"),
            (b'{"text": NaN}', "invalid_json"),
            (b'{"text": Infinity}', "invalid_json"),
            (b'{"text": -Infinity}', "invalid_json"),
            (b'{"text": 1e99999999999999999999}', "invalid_json"),
            (b'{"text": 1' + b"0" * 5_000 + b"}", "invalid_json"),
            (b'{"text": ' + b"[" * 21 + b"]" * 21 + b"}", "too_deep"),
            (b'{"text": ' + b"[" * 990 + b"]" * 990 + b"}", "too_deep"),
            (b"[" * 200_000, "too_deep"),
            (b'{"a":' * 200_000, "too_deep"),
        ],
    )
    def test_has_its_own_error_code(self, api: ApiClient, body: bytes, code: str) -> None:
        assert pointers(api.post("/claims", body)) == {"": code}

    def test_numbers_beyond_all_bounds_are_refused_where_they_stand(self, api: ApiClient) -> None:
        body = '{"text": 1e400, "part_of": 1e400, "quantities": [{"surface": "x", "value_low": -1e400}]}'
        assert pointers(api.post("/claims", body)) == {
            "/text": "invalid", "/part_of": "invalid", "/quantities/0/value_low": "invalid",
        }  # fmt: skip

    def test_a_body_of_ten_megabytes_is_refused_unread(self, api: ApiClient) -> None:
        start = time.monotonic()
        response = api.post("/claims", json.dumps({"text": "x" * 10_000_000}))
        assert pointers(response, 413) == {"": "too_large"}
        assert "5,242,880" in response.json()["detail"]
        assert time.monotonic() - start < 2
        assert not Claim.objects.exists()

    @pytest.mark.parametrize(
        "body",
        [
            "{" + ", ".join(f'"k{n}": 1' for n in range(150_000)) + ', "k149999": 1}',
            "{" + ", ".join(f'"k{n}": 1' for n in range(20_000)) + "}",
            json.dumps({"text": "x", "priority": "y" * 4_000_000}),
        ],
        ids=["one key twice", "twenty thousand strange fields", "a long wrong word"],
    )
    def test_a_large_wrong_body_is_refused_in_no_time(self, api: ApiClient, body: str) -> None:
        start = time.monotonic()
        problem(api.post("/claims", body), 400)
        assert time.monotonic() - start < 10

    @pytest.mark.parametrize(
        "content_type",
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "json"],
    )
    def test_other_media_types_are_refused(self, api: ApiClient, content_type: str) -> None:
        claim = filed(api)
        for method, path in (("POST", "/claims"), ("PATCH", f"/claims/{claim['id']}")):
            problem(api.generic(method, path, '{"text": "x"}', content_type=content_type), 415)

    def test_a_charset_changes_nothing(self, api: ApiClient) -> None:
        body = '{"text": "Café"}'.encode()
        response = api.generic("POST", "/claims", body, content_type="application/json; charset=latin-1")
        assert response.json()["text"] == "Café"

    def test_a_body_in_chunks_is_refused_and_not_read_as_none(self, api: ApiClient) -> None:
        claim = filed(api)
        for method, path in (("POST", "/claims"), ("PATCH", f"/claims/{claim['id']}")):
            response = api.generic(method, path, headers={"transfer-encoding": "chunked"})
            assert pointers(response, 411) == {"": "length_required"}

    @pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "application/problem+json"])
    def test_other_answers_are_not_had(self, api: ApiClient, accept: str) -> None:
        problem(api.get("/claims", headers={"accept": accept}), 406)

    @pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json", "text/html, */*;q=0.1"])
    def test_json_is_had_where_it_is_taken(self, api: ApiClient, accept: str) -> None:
        response = api.get("/claims", headers={"accept": accept})
        assert response.headers["Content-Type"] == "application/json"


class TestPlaces:
    """Paths and methods."""

    @pytest.mark.parametrize(
        "path",
        [
            "", "/", "/claim", "/claims/", "/claims/x", "/claims/-1", "/claims/1.0", "/claims/999999", "/claims/%00",
            "/claims/" + "9" * 30, "/claims/" + "9" * 5_000, "/claims/1/parts", f"/entities/{2**63}", "/Claims",
        ],
    )  # fmt: skip
    def test_nothing_is_found_there(self, api: ApiClient, path: str) -> None:
        problem(api.get(f"{ROOT}{path}"), 404)

    def test_a_method_that_is_not_here_is_named_with_those_that_are(self, api: ApiClient) -> None:
        claim = filed(api)
        for method, path, allowed in (
            ("DELETE", f"/claims/{claim['id']}", {"GET", "PATCH", "HEAD", "OPTIONS"}),
            ("PUT", f"/claims/{claim['id']}", {"GET", "PATCH", "HEAD", "OPTIONS"}),
            ("DELETE", "/claims", {"GET", "POST", "HEAD", "OPTIONS"}),
            ("TRACE", "/claims", {"GET", "POST", "HEAD", "OPTIONS"}),
            ("QUERY", "/claims", {"GET", "POST", "HEAD", "OPTIONS"}),
        ):
            response = api.generic(method, path)
            problem(response, 405)
            assert set(response.headers["Allow"].split(", ")) == allowed, (method, path)
        assert api.get(f"/claims/{claim['id']}").json() == claim

    def test_head_answers_without_a_body(self, api: ApiClient) -> None:
        claim = filed(api)
        for path in ("/claims", f"/claims/{claim['id']}"):
            response = api.head(path)
            assert (response.status_code, response.content) == (200, b"")


class TestTimesAndDates:
    """Times carry their offset and are UTC; dates are as precise as they were known."""

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("2020-01-02T15:04:05Z", "2020-01-02T15:04:05Z"),
            ("2020-01-02T15:04:05.123456+05:30", "2020-01-02T09:34:05.123456Z"),
            ("2020-01-01T00:30:00+14:00", "2019-12-31T10:30:00Z"),
            ("2020-02-29T23:59:59-12:00", "2020-03-01T11:59:59Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ],
    )
    def test_a_time_is_kept_in_utc(self, api: ApiClient, given: str, kept: str) -> None:
        claim = filed(api, due_at=given)
        assert claim["due_at"] == kept
        assert api.get(f"/claims/{claim['id']}").json()["due_at"] == kept

    @pytest.mark.parametrize(
        "date", ["2019", "2019-05", "2019-05-14", "2020-02-29", "0001", "0001-01-01", "9999-12-31"]
    )
    def test_a_date_is_kept_as_it_was_given(self, api: ApiClient, date: str) -> None:
        claim = filed(api, claimed_on=date)
        assert claim["claimed_on"] == date
        assert api.get("/claims", {"claimed_from": date, "claimed_to": date}).json()["results"][0]["id"] == claim["id"]

    def test_a_period_ends_after_it_begins(self, api: ApiClient) -> None:
        figure = {"surface": "31 rockets", "valid_from": "2019-12-29", "valid_to": "2019-12-28"}
        assert pointers(api.post("/claims", {"text": "x", "quantities": [figure]})) == {
            "/quantities/0/valid_to": "invalid"
        }
        same_year = {**figure, "valid_to": "2019"}
        assert filed(api, quantities=[same_year])["quantities"][0]["valid_to"] == "2019"


class TestFigures:
    """Figures that contradict themselves."""

    @pytest.mark.parametrize(
        ("figure", "field"),
        [
            ({"surface": "x", "hedge": "range", "value_low": 3, "value_high": 2, "unit": "person"}, "value_low"),
            ({"surface": "x", "hedge": "exact", "value_low": 2, "value_high": 3, "unit": "person"}, "value_high"),
            ({"surface": "dozens", "hedge": "vague", "value_low": 3, "unit": "person"}, "value_low"),
            ({"surface": "x", "hedge": "about", "unit": "person"}, "value_low"),
            ({"surface": "x", "value_low": 3}, "unit"),
            ({"surface": "no figure"}, "surface"),
        ],
    )
    def test_name_the_field_at_fault(self, api: ApiClient, figure: dict[str, Any], field: str) -> None:
        response = api.post("/claims", {"text": "x", "quantities": ["31 rockets", figure]})
        assert set(pointers(response)) == {f"/quantities/1/{field}"}


@pytest.mark.parametrize("path", VERBS)
def test_a_wrong_type_to_a_verb_is_named_at_its_field(make_user: MakeUser, api_of: MakeApi, path: str) -> None:
    api = api_of(make_user("editor", is_superuser=True))
    claim = filed(api)
    api.post(f"/claims/{claim['id']}/triage")
    draft = api.post(f"/claims/{claim['id']}/verdicts", {}).json()["id"]
    place = path.format(claim=claim["id"], draft=draft, token=api.get("/tokens").json()["results"][0]["id"])
    faults = []
    for name, kind in VERBS[path].items():
        for wrong in WRONG[kind]:
            response = api.post(place, {name: wrong})
            named = pointers(response) if response.status_code == 400 else {}
            if not any(f"{pointer}/".startswith(f"/{name}/") for pointer in named):
                faults.append((name, wrong, response.status_code, named))
    assert faults == []
    assert pointers(api.post(place, {"colour": 1}))["/colour"] == "unknown_field"
