"""Fifty thousand claims of one time: `make prove`."""

import pytest

from tests.api_client import ApiClient
from tests.proofs.figures import tell
from tests.proofs.paging_promise import prove

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_thousand_that_share_a_time_come_once_each(api: ApiClient) -> None:
    tell(prove(api, 50_000))
