"""Many calls of one token at once: each is counted, and no more than the limit are answered."""

from typing import Any

import pytest
from django.test import override_settings

from claims.models import CallCount
from tests.conftest import MakeApi
from tests.races.together import from_a_barrier

pytestmark = pytest.mark.django_db(transaction=True)

CALLERS, CALLS, MOST = 8, 30, 100


def test_no_more_calls_are_answered_than_the_limit(api_of: MakeApi, reporter: Any) -> None:
    api = api_of(reporter)

    def call_often() -> list[int]:
        return [api.get("/workflow").status_code for _ in range(CALLS)]

    with override_settings(RATE_LIMIT_READS=MOST):
        answers = from_a_barrier(*[call_often] * CALLERS)
    codes = [code for of_one in answers for code in of_one]
    minutes = CallCount.objects.count()  # a new minute may have begun meanwhile
    assert set(codes) <= {200, 429}
    assert codes.count(200) == sum(CallCount.objects.values_list("calls", flat=True))
    assert MOST <= codes.count(200) <= MOST * minutes
