"""Several crashes of Postgres: `make prove`."""

from pathlib import Path

import pytest

from tests.proofs.crash_promise import prove
from tests.proofs.report import report

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_acknowledged_survives_every_crash(tmp_path: Path) -> None:
    report(prove(5, 500, tmp_path / "copy.dump"))
