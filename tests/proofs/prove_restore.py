"""A restore between long spells of work: `make prove`."""

from pathlib import Path

import pytest

from tests.conftest import MakeApi
from tests.proofs.figures import tell
from tests.proofs.restore_promise import prove

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_old_cursor_goes_on_after_a_restore(api_of: MakeApi, tmp_path: Path) -> None:
    tell(prove(10, lambda: api_of("editor"), tmp_path / "backup.dump"))
