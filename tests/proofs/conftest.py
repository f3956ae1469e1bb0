"""A served API for schemathesis, with a claim that has every part and a token that it must leave alone."""

from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from tests.api.bodies import filed, whole
from tests.api_client import ApiClient
from tests.conftest import MakeToken, MakeUser
from tests.docs.conftest import restart_ids
from tests.proofs.schemathesis_checks import FIRST_ID_IN_USE


@pytest.fixture
def secret_in_use(
    live_server: LiveServer,
    make_user: MakeUser,
    make_token: MakeToken,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """The secret of a superuser's token, whose id is out of reach for generated requests."""
    # A response is sent in several packets, each of which would wait 40 ms for the acknowledgement of the one before.
    monkeypatch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
    for limit in ("READS", "WRITES", "REFUSED"):
        setattr(settings, f"RATE_LIMIT_{limit}", 1_000_000)
    restart_ids()
    owner = make_user("editor", is_superuser=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('claims_apitoken', 'id'), %s)", [FIRST_ID_IN_USE])
        secret = make_token(owner)
        cursor.execute("SELECT setval(pg_get_serial_sequence('claims_apitoken', 'id'), 1)")
    filed(ApiClient(secret), **whole())
    return secret
