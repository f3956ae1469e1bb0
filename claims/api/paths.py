"""Paths of things, by noun."""

from functools import cache

from django.urls import reverse

COLLECTIONS = {
    "claim": "claim",
    "entity": "entity",
    "publisher": "publisher",
    "source": "source",
    "measure": "measure",
    "ratingscale": "rating-scale",
}
_STAND_IN = 987_654_321


def path_of(noun: str, *ids: int) -> str:
    """Give the path of one thing; a part has the id of its claim before its own."""
    return _pattern(noun, len(ids)).format(*ids)


@cache
def _pattern(noun: str, ids: int) -> str:
    """Look the path up, with a place for each id."""
    *before, after = reverse(COLLECTIONS.get(noun, noun), args=[_STAND_IN] * ids).split(str(_STAND_IN))
    return "{}".join([*before, after])
