"""The example consumer, killed a few times; `make prove` kills it many times."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.api_client import ApiClient
from tests.conftest import MakeToken, MakeUser
from tests.proofs.consumer_promise import Mirror, prove
from tests.proofs.report import report

pytestmark = pytest.mark.django_db(transaction=True)


# Changes that a reader may not see raise these two fields as well, without an event for the reader.
SILENT = {"editor": frozenset[str](), "reader": frozenset({"version", "updated_at"})}


@pytest.mark.parametrize("role", SILENT)
def test_it_ends_with_the_claims_of_the_server(
    role: str, live_server: LiveServer, make_user: MakeUser, make_token: MakeToken, tmp_path: Path
) -> None:
    token = make_token(make_user(role))
    report(prove(6, ApiClient(token), Mirror(live_server.url, token, tmp_path), silent=SILENT[role]))
