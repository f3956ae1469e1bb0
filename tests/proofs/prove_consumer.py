"""The example consumer, killed again and again: `make prove`."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.api_client import ApiClient
from tests.conftest import MakeToken, MakeUser
from tests.proofs.consumer_promise import Mirror, prove
from tests.proofs.figures import tell

pytestmark = pytest.mark.django_db(transaction=True)


# What is not for those outside raises these two as well, of which they are not told.
UNSAID = {"editor": frozenset[str](), "reader": frozenset({"version", "updated_at"})}


@pytest.mark.parametrize("role", UNSAID)
def test_it_ends_equal(
    role: str, live_server: LiveServer, make_user: MakeUser, make_token: MakeToken, tmp_path: Path
) -> None:
    token = make_token(make_user(role))
    tell(prove(60, ApiClient(token), Mirror(live_server.url, token, tmp_path), unsaid=UNSAID[role]))
