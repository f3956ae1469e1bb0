"""The feed under writers for a long time: `make prove`."""

import pytest

from tests.conftest import MakeApi
from tests.proofs.feed_promise import prove
from tests.proofs.report import report

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_committed_event_is_listed_once_in_one_order(api_of: MakeApi) -> None:
    report(prove(20, lambda: api_of("editor")))


def test_every_event_is_listed_once_while_a_file_is_loaded(api_of: MakeApi) -> None:
    report(prove(20, lambda: api_of("editor"), loaded=10_000))
