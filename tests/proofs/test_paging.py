"""A walk under writers; `make prove` makes it longer."""

import pytest

from tests.api_client import ApiClient
from tests.proofs.figures import tell
from tests.proofs.paging_promise import prove

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_shares_a_time_comes_once_each_while_others_write(api: ApiClient) -> None:
    tell(prove(api, 1_500))
