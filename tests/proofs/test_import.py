"""Two kills of a load; `make prove` makes twenty."""

from pathlib import Path

import pytest

from tests.proofs.figures import tell
from tests.proofs.import_promise import prove

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server_independent]


def test_a_load_that_is_killed_ends_as_if_nothing_had_been(tmp_path: Path) -> None:
    tell(prove(2, 6_000, tmp_path))
