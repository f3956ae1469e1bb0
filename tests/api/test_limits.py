"""Rate limits per token, or per address without a valid token: announced in headers, and enforced."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.admission import forget_old_counts
from claims.models import ApiToken, CallCount, User
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi

pytestmark = pytest.mark.django_db


def left(response: Any) -> tuple[str, int]:
    """Read the kind and what is left from the header."""
    found = re.fullmatch(r'"(\w+)";r=(\d+);t=([1-9]|[1-5]\d|60)', response.headers["RateLimit"])
    assert found, response.headers["RateLimit"]
    return found[1], int(found[2])


def test_each_answer_tells_the_limit_and_what_is_left(api: ApiClient, settings: Any) -> None:
    settings.RATE_LIMIT_READS, settings.RATE_LIMIT_WRITES = 10, 5
    first, second = api.get("/claims"), api.head("/claims")
    assert first.headers["RateLimit-Policy"] == '"read";q=10;w=60'
    assert (left(first), left(second)) == (("read", 9), ("read", 8))
    refused = api.post("/claims", {"text": ""})
    assert refused.status_code == 400
    assert refused.headers["RateLimit-Policy"] == '"write";q=5;w=60'
    assert left(refused) == ("write", 4)
    assert left(api.get("/claims/999999")) == ("read", 7)


def test_a_call_beyond_the_limit_is_refused_until_the_next_minute_and_writes_nothing(
    api: ApiClient, settings: Any
) -> None:
    settings.RATE_LIMIT_WRITES = 2
    for _ in range(2):
        assert api.post("/entities", {"name": "Ann", "disambiguation": "x"}).status_code in {201, 409}
    response = api.post("/claims", {"text": "Thirty-one rockets were fired."})
    assert problem(response, 429)["errors"][0]["code"] == "rate_limited"
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert left(response) == ("write", 0)
    assert api.get("/claims").json()["results"] == [], "reads have a limit of their own"
    CallCount.objects.update(began_at="2020-01-02 12:00Z")
    assert api.post("/claims", {"text": "Thirty-one rockets were fired."}).status_code == 201


def test_tokens_are_counted_apart_though_one_owner_has_both(api_of: MakeApi, reporter: User, settings: Any) -> None:
    settings.RATE_LIMIT_READS = 1
    one, other = api_of(reporter), api_of(reporter)
    assert [one.get("/me").status_code for _ in range(2)] == [200, 429]
    assert other.get("/me").status_code == 200


def test_a_token_may_have_some_times_the_usual_limits(api: ApiClient, settings: Any) -> None:
    settings.RATE_LIMIT_READS = 2
    ApiToken.objects.update(rate_factor=3)
    assert [api.get("/me").status_code for _ in range(7)] == [200] * 6 + [429]


def test_tokens_that_open_nothing_are_refused_earlier_and_take_nothing_from_those_that_do(
    api: ApiClient, settings: Any
) -> None:
    settings.RATE_LIMIT_REFUSED = 3
    wrong = [ApiClient("fct_" + "x" * 43), ApiClient("nonsense"), ApiClient("fct_" + "y" * 43)]
    assert [client.get("/me").status_code for client in wrong] == [401, 401, 401]
    assert problem(wrong[0].get("/me"), 429)["errors"][0]["code"] == "rate_limited"
    assert wrong[0].get("/me", headers={"authorization": "Basic YTpi"}).status_code == 429
    assert api.get("/me").status_code == 200, "one broken program does not lock out the newsroom behind its address"
    assert wrong[0].get("/me", REMOTE_ADDR="192.0.2.7").status_code == 401, "another address has a share of its own"


def test_a_refused_token_does_not_tell_that_it_ever_was_one(api: ApiClient) -> None:
    unknown = ApiClient("fct_" + "x" * 43).get("/me")
    ApiToken.objects.update(revoked_at="2020-01-02 12:00Z")
    revoked = api.get("/me")
    assert (revoked.status_code, revoked.content) == (unknown.status_code, unknown.content)
    assert revoked.headers["WWW-Authenticate"] == unknown.headers["WWW-Authenticate"]


def test_ipv6_callers_are_counted_by_their_network(settings: Any) -> None:
    settings.RATE_LIMIT_REFUSED = 2
    wrong = ApiClient("fct_" + "x" * 43)
    here = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3"]
    assert [wrong.get("/me", REMOTE_ADDR=address).status_code for address in here] == [401, 401, 429]
    assert wrong.get("/me", REMOTE_ADDR="2001:db8:0:1::1").status_code == 401


def test_behind_a_proxy_the_address_is_the_one_that_it_saw(settings: Any) -> None:
    settings.RATE_LIMIT_REFUSED, settings.PROXY_COUNT = 1, 1
    wrong = ApiClient("fct_" + "x" * 43)
    said = ["192.0.2.1, 192.0.2.9", "192.0.2.2, 192.0.2.9"]
    codes = [wrong.get("/me", headers={"x-forwarded-for": hops}).status_code for hops in said]
    assert codes == [401, 429], "what the caller itself wrote into the header counts for nothing"
    assert wrong.get("/me", headers={"x-forwarded-for": "192.0.2.8"}).status_code == 401


def test_public_readers_are_counted_by_address(anonymous_api: ApiClient, settings: Any) -> None:
    settings.FACTCHECK_PUBLIC_READ, settings.RATE_LIMIT_PUBLIC = True, 2
    first = anonymous_api.get("/claims")
    assert (first.status_code, left(first)) == (200, ("public", 1))
    assert [anonymous_api.get("/claims").status_code for _ in range(2)] == [200, 429]
    assert anonymous_api.get("/claims", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_who_calls_is_found_and_counted_by_one_statement(api: ApiClient) -> None:
    api.get("/me")  # the first use of a token is noted
    with CaptureQueriesContext(connection) as captured:
        assert api.get("/claims/999999").status_code == 404
    about_tokens = [query["sql"] for query in captured if "claims_apitoken" in query["sql"]]
    assert len(about_tokens) == 1
    assert "claims_callcount" in about_tokens[0]


def test_counts_of_past_minutes_are_forgotten(api: ApiClient) -> None:
    api.get("/me")
    assert forget_old_counts() == 0
    CallCount.objects.update(began_at="2020-01-02 12:00Z")
    assert forget_old_counts() == 1
    assert not CallCount.objects.exists()
