"""A load that is killed twenty times: `make prove`."""

from pathlib import Path

import pytest

from tests.proofs.import_promise import prove
from tests.proofs.report import report

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_load_that_is_killed_twenty_times_ends_as_one_without_interruption(tmp_path: Path) -> None:
    report(prove(20, 60_000, tmp_path))
