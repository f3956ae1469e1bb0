"""Other HTTP features: compression, OPTIONS, CORS, deprecation, security.txt."""

import datetime as dt
import gzip
import json
from typing import Any

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from claims.api.compression import CompressionMiddleware, coding_of
from claims.api.deprecations import DEPRECATIONS, Deprecation
from tests.api.bodies import filed, whole
from tests.api.surface import routes
from tests.api_client import ApiClient

pytestmark = pytest.mark.django_db

UNPACK: dict[str, Any] = {"br": brotli.decompress, "gzip": gzip.decompress}


class TestCompression:
    @pytest.mark.parametrize("coding", UNPACK)
    def test_what_is_sent_is_the_same_and_less(self, api: ApiClient, coding: str) -> None:
        path = f"/claims/{filed(api, **whole())['id']}"
        plain, packed = api.get(path), api.get(path, headers={"accept-encoding": coding})
        assert packed.headers["Content-Encoding"] == coding
        assert UNPACK[coding](packed.content) == plain.content
        assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content) / 2
        for response in (plain, packed):
            assert {"Accept-Encoding", "Authorization"} <= set(response.headers["Vary"].split(", "))

    @pytest.mark.django_db(transaction=True)
    def test_each_coding_has_its_own_tag_for_both_conditions(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api, **whole())['id']}"
        tags = {
            coding: api.get(path, headers={"accept-encoding": coding}).headers["ETag"]
            for coding in ("identity", *UNPACK)
        }
        assert len(set(tags.values())) == len(tags)
        for coding, tag in tags.items():
            same = api.get(path, headers={"accept-encoding": coding, "if-none-match": tag})
            assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
            assert "Accept-Encoding" in same.headers["Vary"]
        other = api.get(path, headers={"accept-encoding": "gzip", "if-none-match": tags["br"]})
        assert other.status_code == 200, "these are other bytes"
        assert api.patch(path, {"place": "x"}, headers={"if-match": tags["br"]}).status_code == 200
        assert api.patch(path, {"place": "y"}, headers={"if-match": tags["gzip"]}).status_code == 412

    def test_what_is_small_or_a_page_is_left_as_it_is(self, api: ApiClient, client: Client) -> None:
        accept = {"accept-encoding": "br, gzip"}
        assert "Content-Encoding" not in api.get("/healthz", headers=accept).headers
        assert "Content-Encoding" not in client.get("/admin/login/", headers=accept).headers

    @pytest.mark.parametrize(
        ("accepted", "chosen"),
        [
            ("", ""), ("identity", ""), ("gzip", "gzip"), ("GZIP", "gzip"), ("gzip, deflate, br", "br"),
            ("br;q=0.5, gzip;q=0.8", "gzip"), ("br;q=0, gzip", "gzip"), ("*", "br"), ("*;q=0", ""),
            ("br;q=0, *", "gzip"), ("br;q=x", ""), ("gzip;q=0", ""), (",,;", ""),
        ],
    )  # fmt: skip
    def test_the_coding_is_the_one_that_is_liked_best(self, accepted: str, chosen: str) -> None:
        assert coding_of(accepted) == chosen

    @pytest.mark.parametrize("coding", UNPACK)
    def test_a_stream_is_compressed_piece_by_piece_and_closed(self, coding: str) -> None:
        taken: list[int] = []
        closed: list[bool] = []

        def rows() -> Any:
            try:
                for number in range(1000):
                    taken.append(number)
                    yield f'{{"id": {number}}}\n'.encode()
            finally:
                closed.append(True)

        def view(request: HttpRequest) -> StreamingHttpResponse:
            return StreamingHttpResponse(rows(), content_type="application/x-ndjson")

        request = RequestFactory().get("/api/v1/claims/export", headers={"accept-encoding": coding})
        response = CompressionMiddleware(view)(request)
        pieces = iter(response)
        first = next(pieces)
        assert first, "the first row is sent before the last is made"
        assert len(taken) == 1
        lines = UNPACK[coding](first + b"".join(pieces)).splitlines()
        assert [json.loads(line)["id"] for line in lines] == list(range(1000))
        response.close()
        assert closed == [True]

    def test_what_is_compressed_already_is_left(self) -> None:
        def view(request: HttpRequest) -> HttpResponse:
            return HttpResponse(b"x" * 1000, content_type="text/csv", headers={"Content-Encoding": "gzip"})

        request = RequestFactory().get("/api/v1/claims/export", headers={"accept-encoding": "br"})
        assert CompressionMiddleware(view)(request).content == b"x" * 1000


class TestMethods:
    def test_head_is_wherever_get_is(self, api: ApiClient) -> None:
        claim = filed(api)["id"]
        for route in routes():
            if route.method == "GET" and "<int:pk>" not in route.path:
                got, headed = (getattr(api, verb)(route.at(claim)) for verb in ("get", "head"))
                assert headed.status_code == got.status_code, route
                assert headed.streaming or headed.content == b""

    def test_options_tells_the_methods_and_nothing_else(self, api: ApiClient, anonymous_api: ApiClient) -> None:
        for client in (api, anonymous_api):
            response = client.options("/claims")
            assert (response.status_code, response.content) == (204, b"")
            assert set(response.headers["Allow"].split(", ")) == {"GET", "POST", "HEAD", "OPTIONS"}
            assert "Access-Control-Allow-Origin" not in response.headers


class TestCors:
    DESK = "https://desk.example.org"

    def asked(self, client: ApiClient, origin: str) -> Any:
        headers = {
            "origin": origin,
            "access-control-request-method": "PATCH",
            "access-control-request-headers": "authorization, if-match",
        }
        return client.options("/claims/1", headers=headers)

    def test_a_site_that_is_named_may_call_and_read_the_headers(self, api: ApiClient, settings: Any) -> None:
        settings.CORS_ALLOWED_ORIGINS = [self.DESK]
        asked = self.asked(api, self.DESK)
        assert asked.headers["Access-Control-Allow-Origin"] == self.DESK
        assert "PATCH" in asked.headers["Access-Control-Allow-Methods"]
        assert {"authorization", "if-match", "idempotency-key"} <= set(
            asked.headers["Access-Control-Allow-Headers"].split(", ")
        )
        got = api.get("/claims", headers={"origin": self.DESK})
        assert got.headers["Access-Control-Allow-Origin"] == self.DESK
        assert {"ETag", "Location", "RateLimit", "X-Request-ID"} <= set(
            got.headers["Access-Control-Expose-Headers"].split(", ")
        )
        assert "Access-Control-Allow-Credentials" not in got.headers
        assert "origin" in got.headers["Vary"].lower()
        refused = ApiClient("fct_x").get("/claims", headers={"origin": self.DESK})
        assert refused.headers["Access-Control-Allow-Origin"] == self.DESK, "a refusal can be read too"

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "http://desk.example.org", "null", f"{DESK}.evil.example"]
    )
    def test_no_other_site_may(self, api: ApiClient, settings: Any, origin: str) -> None:
        settings.CORS_ALLOWED_ORIGINS = [self.DESK]
        assert "Access-Control-Allow-Origin" not in self.asked(api, origin).headers
        assert "Access-Control-Allow-Origin" not in api.get("/claims", headers={"origin": origin}).headers

    def test_pages_are_not_shared(self, client: Client, settings: Any) -> None:
        settings.CORS_ALLOWED_ORIGINS = [self.DESK]
        headers = client.get("/admin/login/", headers={"origin": self.DESK}).headers
        assert "Access-Control-Allow-Origin" not in headers


class TestDeprecation:
    def test_an_operation_that_goes_away_says_so(self, api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
        since, ends = dt.datetime(2027, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 7, 1, tzinfo=dt.UTC)
        deprecation = Deprecation(since, ends, "https://newsroom.example/api-changes")
        monkeypatch.setitem(DEPRECATIONS, "GET /api/v1/claims/{}", deprecation)
        headers = api.get("/claims/999999").headers
        assert headers["Deprecation"] == "@1798761600"
        assert headers["Sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
        assert headers["Link"] == '<https://newsroom.example/api-changes>; rel="deprecation"; type="text/html"'
        assert "Deprecation" not in api.get("/claims").headers
        schema = api.get("/schema", headers={"accept": "application/json"}).json()
        assert schema["paths"]["/api/v1/claims/{id}"]["get"]["deprecated"] is True
        assert "deprecated" not in schema["paths"]["/api/v1/claims"]["get"]


class TestSecurityTxt:
    PATH = "/.well-known/security.txt"

    def test_it_names_the_contacts_and_an_end_within_a_year(self, client: Client, settings: Any) -> None:
        settings.SECURITY_CONTACTS = ["mailto:security@newsroom.example", "https://newsroom.example/security"]
        settings.SECURITY_POLICY_URL = "https://newsroom.example/policy"
        response = client.get(self.PATH)
        lines = [line.split(": ", 1) for line in response.content.decode().splitlines()]
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert [value for name, value in lines if name == "Contact"] == settings.SECURITY_CONTACTS
        (expires,) = [dt.datetime.fromisoformat(value) for name, value in lines if name == "Expires"]
        now = dt.datetime.now(dt.UTC)
        assert now < expires < now + dt.timedelta(days=365)
        assert ["Canonical", f"http://testserver{self.PATH}"] in lines
        assert ["Policy", settings.SECURITY_POLICY_URL] in lines

    def test_without_contacts_there_is_none(self, client: Client) -> None:
        assert client.get(self.PATH).status_code == 404


def test_the_root_leads_to_the_documentation(client: Any) -> None:
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/api/v1/docs")
