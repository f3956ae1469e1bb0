"""Paging while others write; `make prove` pages through more claims."""

import pytest

from tests.api_client import ApiClient
from tests.proofs.paging_promise import prove
from tests.proofs.report import report

pytestmark = pytest.mark.django_db(transaction=True)


def test_claims_of_one_time_are_listed_once_each_while_others_write(api: ApiClient) -> None:
    report(prove(api, 1_500))
