"""The log: an id for every request, one line when it is answered, and neither tokens nor the words of claims."""

import json
import logging
from typing import Any

import pytest

from tests.api.bodies import whole
from tests.api.surface import routes
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.factcheck.conftest import Command
from tests.factcheck.test_settings import SOUND

pytestmark = pytest.mark.server_independent

WORDS = "zebrafinch"


def lines(caplog: pytest.LogCaptureFixture) -> list[Any]:
    return [record for record in caplog.records if record.name == "factcheck.requests"]


@pytest.mark.django_db
class TestId:
    def test_the_callers_own_is_given_back(self, api: ApiClient) -> None:
        response = api.get("/claims", headers={"x-request-id": "wire-4711:a/b=1"})
        assert response.headers["X-Request-ID"] == "wire-4711:a/b=1"

    @pytest.mark.parametrize("given", ["", "a b", "a\nb", "é", "x" * 101, "<script>", '"', "-rf"])
    def test_one_that_could_do_harm_in_a_log_is_replaced(self, api: ApiClient, given: str) -> None:
        made = api.get("/claims", headers={"x-request-id": given}).headers["X-Request-ID"]
        assert len(made) == 32
        assert made.isalnum()

    def test_each_request_has_one_also_where_nothing_is(self, anonymous_api: ApiClient) -> None:
        paths = ["/nothing", "/claims", "/healthz", "/admin/login/", "/schema"]
        found = {anonymous_api.get(path).headers["X-Request-ID"] for path in paths}
        assert len(found) == len(paths)

    def test_history_names_the_one_that_was_made(self, api: ApiClient) -> None:
        response = api.post("/claims", {"text": "Thirty-one rockets were fired."})
        (entry,) = api.get(f"/claims/{response.json()['id']}/history").json()["results"]
        assert entry["request_id"] == response.headers["X-Request-ID"]


@pytest.mark.django_db
class TestLine:
    def test_it_tells_who_did_what_and_how_it_went(
        self, api: ApiClient, reporter: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        api.get("/claims/999999?expand=actions", headers={"x-request-id": "r-1"})
        (line,) = lines(caplog)
        assert (line.method, line.path, line.status) == ("GET", "/api/v1/claims/999999", 404)
        assert (line.user_id, line.token_id) == (reporter.pk, reporter.tokens.get().pk)
        assert (line.address, line.levelname) == ("127.0.0.1", "WARNING")
        assert line.ms > 0

    def test_a_walk_over_the_whole_surface_logs_neither_tokens_nor_words(
        self, api_of: MakeApi, superuser: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        api = api_of(superuser)
        secret = api.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
        claim = api.post("/claims", whole(text=f"{WORDS} flew.", place=WORDS)).json()["id"]
        for route in routes():
            path = route.at(claim, claim)
            api.generic(route.method, f"{path}?q={WORDS}&token={secret}")
            api.generic(route.method, path, json.dumps({"text": WORDS, WORDS: secret}), "application/json")
        api.get(f"/{secret}")
        api.get("/me", headers={"authorization": f"Bearer {secret}x{WORDS}"})
        assert len(lines(caplog)) > 2 * len(routes())
        for record in caplog.records:
            logged = f"{record.getMessage()} {record.__dict__}"
            assert secret not in logged
            assert WORDS not in logged


def test_in_production_a_fault_is_a_line_of_json_with_its_place_and_without_its_words(run: Command) -> None:
    code = (
        "import logging, psycopg\n"
        "def fail():\n"
        "    try:\n"
        "        raise psycopg.errors.UniqueViolation('Key (text)=(secret words)')\n"
        "    except psycopg.Error as error:\n"
        "        raise KeyError('secret words') from error\n"
        "try:\n"
        "    fail()\n"
        "except KeyError:\n"
        "    logging.getLogger('django.request').error('Internal Server Error: %s', '/api', exc_info=True)\n"
    )
    done = run("manage.py", "shell", "-v", "0", "-c", code, **SOUND)
    (line,) = done.stderr.strip().splitlines()
    entry = json.loads(line)
    assert "secret words" not in line
    assert entry["event"] == "Internal Server Error: /api"
    assert "in fail" in entry["exception"]
    assert "builtins.KeyError\nraised from\n" in entry["exception"]
    assert entry["exception"].endswith("psycopg.errors.UniqueViolation 23505")
