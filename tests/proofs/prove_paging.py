"""Paging through fifty thousand claims of one time: `make prove`."""

import pytest

from tests.api_client import ApiClient
from tests.proofs.paging_promise import prove
from tests.proofs.report import report

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_thousand_claims_of_one_time_are_listed_once_each(api: ApiClient) -> None:
    report(prove(api, 50_000))
