"""The proof of the feed's promise at length: `make prove`."""

import pytest

from tests.conftest import MakeApi
from tests.proofs.feed_promise import prove
from tests.proofs.figures import tell

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_committed_event_is_told_once_in_one_order(api_of: MakeApi) -> None:
    tell(prove(20, lambda: api_of("editor")))


def test_also_while_a_file_is_loaded(api_of: MakeApi) -> None:
    tell(prove(20, lambda: api_of("editor"), loaded=10_000))
