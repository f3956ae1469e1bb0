"""One crash of Postgres; `make prove` repeats it."""

from pathlib import Path

import pytest

from tests.proofs.crash_promise import prove
from tests.proofs.report import report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server_independent]


def test_what_was_acknowledged_survives_a_crash(tmp_path: Path) -> None:
    report(prove(1, 100, tmp_path / "copy.dump"))
