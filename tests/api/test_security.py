"""The OWASP API Security Top 10 (2023), one test each, and other promises of the security page."""

import sys
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from claims.api.serializers.nouns import SourceShape
from claims.models import ApiToken, User
from tests.admin.page import FormReader
from tests.api.bodies import filed, whole
from tests.api.problems import parameters, pointers, problem
from tests.api.surface import routes
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent]

PASSWORD = "a long enough pass phrase"
connected: list[Any] = []


def _note_connections(event: str, arguments: Any) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "urllib.Request"}:
        connected.append((event, arguments[1:]))


def without_place(response: Any) -> dict[str, Any]:
    """Return a problem without the requested path."""
    return {name: value for name, value in response.json().items() if name != "instance"}


def test_api1_broken_object_level_authorisation(api: ApiClient, api_of: MakeApi, editor: User) -> None:
    reader = api_of("reader")
    others = ApiToken.objects.exclude(owner__username__startswith="reader").values_list("pk", flat=True)[0]
    body = whole()
    body["evidence"][0]["is_confidential"] = True
    body["appearances"][0]["source"]["is_confidential"] = True
    claim = filed(api, **body)
    hidden = [
        (f"/tokens/{others}", "/tokens/999999"),
        (f"/sources/{claim['appearances'][0]['source']['id']}", "/sources/999999"),
        (f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}", f"/claims/{claim['id']}/evidence/999999"),
        (f"/claims/{claim['id']}/notes/1", "/claims/999999/notes/1"),
    ]
    for there, missing in hidden:
        answers = [reader.get(path) for path in (there, missing)]
        assert answers[0].status_code == answers[1].status_code in {403, 404}
        assert without_place(answers[0]) == without_place(answers[1]), "an id tells nothing to who may not read it"
        assert "ETag" not in answers[0].headers


def test_api2_broken_authentication(api: ApiClient, reporter: User) -> None:
    secret = api.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    for wrong in ("", "fct_", secret[:-1], secret + "x", secret.swapcase(), secret.removeprefix("fct_"), "' OR 1=1 --"):
        response = ApiClient(wrong).get("/me") if wrong else ApiClient().get("/me")
        assert problem(response, 401)
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    problem(ApiClient().get(f"/me?token={secret}"), 401)
    problem(Client().get("/api/v1/me", headers={"cookie": f"token={secret}"}), 401)
    assert len(secret) == 47, "256 random bits: there is nothing to guess"
    assert secret.encode() not in bytes(reporter.tokens.get().digest)


def test_api3_broken_object_property_level_authorisation(api: ApiClient, api_of: MakeApi) -> None:
    claim = filed(api)
    for name, value in {"status": "checked", "created_by": 1, "version": 9, "current_verdict": 1}.items():
        assert pointers(api.patch(f"/claims/{claim['id']}", {name: value})) == {f"/{name}": "read_only"}
    assert pointers(api.post("/claims", {"text": "x", "is_admin": True})) == {"/is_admin": "unknown_field"}
    source = api.post("/sources", {"url": "https://a.example/", "reliability_note": "They err."}).json()
    assert SourceShape.Meta.internal
    assert set(SourceShape.Meta.internal) <= source.keys()
    assert not set(SourceShape.Meta.internal) & api_of("reader").get(f"/sources/{source['id']}").json().keys()


def test_api4_unrestricted_resource_consumption(api: ApiClient, settings: Any) -> None:
    assert parameters(api.get("/claims?limit=501")) == {"limit": "invalid"}
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    problem(api.post("/claims", {"text": "x" * 1000}), 413)
    assert pointers(api.post("/claims", "[" * 50 + "]" * 50)) == {"": "too_deep"}
    assert pointers(api.post("/claims", '{"text": ' + "9" * 200 + "}")) == {"": "invalid_json"}
    settings.RATE_LIMIT_READS = 1
    problem(api.get("/claims"), 429)


def test_api5_broken_function_level_authorisation(api_of: MakeApi) -> None:
    reader = api_of("reader")
    for route in routes():
        is_reading = route.method == "GET" or route.verb.endswith(".read")
        if not is_reading and route.verb not in {"token.revoke", "token.rotate"}:
            assert reader.generic(route.method, route.at(), "{}", "application/json").status_code == 403, route


def test_api6_unrestricted_access_to_sensitive_business_flows(
    desk: Desk, service: User, api_of: MakeApi, make_user: Any
) -> None:
    verdict = desk.verdict("in_review")
    assert api_of(desk.writer).post(f"/verdicts/{verdict.pk}/approve").status_code in {403, 409}
    program = make_user("editor", name="publishing-bot", is_service=True)
    refused = problem(api_of(program).post(f"/verdicts/{verdict.pk}/approve"), 409)
    assert [error["code"] for error in refused["errors"]] == ["service_account"]


def test_api7_server_side_request_forgery(api: ApiClient) -> None:
    sys.addaudithook(_note_connections)
    connected.clear()
    urls = ["http://169.254.169.254/latest/meta-data", "http://localhost:5432/", "https://internal.example/x"]
    for url in urls:
        assert api.post("/sources", {"url": url, "archived_url": url}).status_code in {201, 400}
    assert connected == [], "an address that is sent is kept, and never asked"


def test_api8_security_misconfiguration(api: ApiClient) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_measure RENAME COLUMN id TO secret_column")
    api.raise_request_exception = False
    response = api.get("/measures")
    fault = problem(response, 500)
    assert [error["code"] for error in fault["errors"]] == ["error"]
    response_text = f"{response.content.decode()} {response.headers}".lower()
    for leak in ("secret_column", "claims_measure", "select", "psycopg", "traceback", ".py"):
        assert leak not in response_text
    assert response.headers["X-Request-ID"], "by which the log tells what happened"


def test_api9_improper_inventory_management(api: ApiClient) -> None:
    document = api.get("/schema", headers={"accept": "application/json"}).json()
    described = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in document["paths"].items()
        for method in methods
    }
    for route in routes():
        path = route.path.replace("<int:claim_id>", "{claim_id}").replace("<int:pk>", "{id}")
        assert (route.method, path) in described, f"{route} is not in the document"
    for path in ("/api", "/api/", "/api/v0/claims", "/api/v2/claims", "/api/v1/debug", "/api/v1/claims/"):
        problem(Client().get(path), 404)


def test_api10_unsafe_consumption_of_apis(api: ApiClient) -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/"):
        assert "/url" in pointers(api.post("/sources", {"url": url}))
    markup = '<script>alert("x")</script> & "quoted"'
    response = api.get(f"/claims/{filed(api, text=markup)['id']}")
    assert response.json()["text"] == markup, "words are kept as they came"
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


class TestRefusedByDjango:
    """Requests that Django refuses before they reach a view."""

    def test_an_unknown_host_gets_problem_details(self, api: ApiClient) -> None:
        refused = problem(api.get("/claims", headers={"host": "evil.example"}), 400)
        assert [error["code"] for error in refused["errors"]] == ["unknown_host"]

    @pytest.mark.parametrize("path", ["/api/v1/%00", "/api/v1/claims/%ff", "/api/v1/claims/%0d%0aX: 1", "/api"])
    def test_an_invalid_path_gets_problem_details(self, client: Client, path: str) -> None:
        response = client.get(path)
        assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
        assert response.json()["type"] == "/api/v1/errors#not_found"


class TestPages:
    def test_every_error_page_has_the_policy_and_no_inline_style_or_script(self) -> None:
        client = Client(enforce_csrf_checks=True)
        pages = [
            client.post("/admin/login/", {"username": "a", "password": "b"}),
            client.get("/nothing"),
            client.get("/admin/nothing/"),
            client.get("/", headers={"host": "evil.example"}),
            client.get("/api/v1/docs"),
            client.get("/api/v1/errors"),
        ]
        assert [page.status_code for page in pages] == [403, 404, 302, 400, 200, 200]
        for page in pages:
            policy = page.headers.get("Content-Security-Policy", "")
            assert policy.startswith("default-src 'none'") or "default-src 'self'" in policy or page.status_code == 400
            assert "unsafe" not in policy
            assert FormReader(page.content.decode()).inline == []

    def test_cookies_are_kept_from_scripts_and_other_sites(self, client: Client, editor: User) -> None:
        editor.set_password(PASSWORD)
        editor.save()
        client.post("/admin/login/", {"username": editor.username, "password": PASSWORD})
        session = client.cookies["sessionid"]
        assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_log_in_is_throttled(client: Client, editor: User) -> None:
    editor.set_password(PASSWORD)
    editor.save()
    wrong = {"username": editor.username, "password": "wrong"}
    codes = [client.post("/admin/login/", wrong).status_code for _ in range(11)]
    assert (codes[0], codes[-1]) == (200, 429)
    right = {"username": editor.username, "password": PASSWORD}
    assert client.post("/admin/login/", right).status_code == 429, "the right password is refused like a wrong one"
