import datetime as dt
from itertools import permutations

import pytest

from claims.rules.standing import PublishedVerdict, standing_verdict

OLD, NEW = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2019, 2020))
# Each stands before all that follow it.
ROWS = [
    # id, imported, our own publisher, second-hand, published
    (1, False, True, False, OLD),
    (2, True, True, False, NEW),
    (3, True, True, False, OLD),
    (4, True, True, False, None),
    (5, True, True, True, NEW),
    (11, True, False, False, NEW),
    (10, True, False, False, NEW),
    (6, True, False, False, OLD),
    (7, True, False, False, None),
    (8, True, False, True, NEW),
    (9, True, False, True, None),
]
RANKED = [PublishedVerdict(*row) for row in ROWS]


@pytest.mark.parametrize("first", range(len(RANKED)))
def test_each_verdict_stands_before_those_that_rank_lower(first: int) -> None:
    rest = RANKED[first:]
    assert standing_verdict(rest) == standing_verdict(reversed(rest)) == RANKED[first].verdict_id


def test_the_order_in_which_verdicts_are_given_does_not_matter() -> None:
    assert {standing_verdict(order) for order in permutations(RANKED[3:8])} == {RANKED[3].verdict_id}


def test_without_a_verdict_none_stands() -> None:
    assert standing_verdict([]) is None
