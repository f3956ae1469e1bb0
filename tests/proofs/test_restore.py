"""A restore between seconds of writing; `make prove` writes longer."""

from pathlib import Path

import pytest

from tests.conftest import MakeApi
from tests.proofs.report import report
from tests.proofs.restore_promise import prove

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_old_cursor_can_be_used_after_a_restore(api_of: MakeApi, tmp_path: Path) -> None:
    report(prove(1, lambda: api_of("editor"), tmp_path / "backup.dump"))
