"""Thousands of schemathesis examples: `make prove`."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.proofs.report import report
from tests.proofs.schemathesis_promise import Effort, prove

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server_independent]


def test_schemathesis_finds_nothing(live_server: LiveServer, secret_in_use: str, tmp_path: Path) -> None:
    report(prove(live_server.url, secret_in_use, tmp_path, Effort(examples=18, walks=50), least=2_000, least_links=10))
