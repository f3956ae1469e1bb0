"""Many random walks through the lifecycle: `make prove`."""

from typing import Any

import pytest

from tests.conftest import MakeUser
from tests.desk import Desk
from tests.proofs.lifecycle_promise import prove
from tests.proofs.report import report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("approvals", [0, 1, 2])
def test_on_any_walk_the_options_shown_are_those_that_succeed(
    approvals: int, desk: Desk, make_user: MakeUser, settings: Any
) -> None:
    settings.VERDICT_APPROVALS = approvals
    report(prove(desk, [make_user("editor") for _ in range(3)], approvals, walks=15))
