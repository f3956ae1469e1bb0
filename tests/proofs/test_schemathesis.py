"""schemathesis against the API as it is served: every check, from the OpenAPI document alone, with a fixed seed.

`make test ARGS="-s tests/proofs/test_schemathesis.py"` shows its summary.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from factcheck.paths import BASE_DIR
from tests.api.bodies import filed, whole
from tests.api_client import ApiClient
from tests.conftest import MakeToken, MakeUser
from tests.docs.conftest import number_anew
from tests.proofs.schemathesis_checks import FAR

pytestmark = pytest.mark.server_independent

HERE = Path(__file__).parent
LEAST, LEAST_LINKS = 2_000, 10
TESTED = re.compile(r"([\d,]+) generated, ([\d,]+) passed")
FOLLOWED = re.compile(r"API Links: +(\d+) covered")


@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing(
    live_server: LiveServer,
    make_user: MakeUser,
    make_token: MakeToken,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    # An answer is sent in several pieces, each of which would wait 40 ms for the piece before to be acknowledged.
    monkeypatch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
    for limit in ("READS", "WRITES", "REFUSED"):
        setattr(settings, f"RATE_LIMIT_{limit}", 1_000_000)
    number_anew()
    owner = make_user("editor", is_superuser=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('claims_apitoken', 'id'), %s)", [FAR])
        secret = make_token(owner)
        cursor.execute("SELECT setval(pg_get_serial_sequence('claims_apitoken', 'id'), 1)")
    filed(ApiClient(secret), **whole())
    summary = run(live_server.url, secret, tmp_path)
    sys.stdout.write(summary)
    [(generated, passed)] = TESTED.findall(summary)
    assert generated == passed
    assert int(generated.replace(",", "")) >= LEAST
    [links] = FOLLOWED.findall(summary)
    assert int(links) >= LEAST_LINKS, "few links were followed"
    assert "Authentication failed" not in summary, "it was let in nowhere"


def run(url: str, secret: str, folder: Path) -> str:
    """Run schemathesis and give what it printed. Raises AssertionError where it found something."""
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "--no-color",
         "run", f"{url}/api/v1/schema", "--header", f"Authorization: Bearer {secret}"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.proofs.schemathesis_checks", "PYTHONPATH": str(BASE_DIR)},
    )  # fmt: skip
    _, _, found = done.stdout.partition(" FAILURES ")
    assert done.returncode == 0, (found or done.stdout)[:8000] + done.stderr[-2000:]
    return done.stdout
