"""A load that is killed twice; `make prove` kills it twenty times."""

from pathlib import Path

import pytest

from tests.proofs.import_promise import prove
from tests.proofs.report import report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server_independent]


def test_a_load_that_is_killed_ends_as_one_without_interruption(tmp_path: Path) -> None:
    report(prove(2, 6_000, tmp_path))
