"""URL paths of rows, by the name of their model or part."""

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
    """Return the path of a row. For a part, pass the id of its claim first."""
    return _pattern(noun, len(ids)).format(*ids)


@cache
def _pattern(noun: str, ids: int) -> str:
    """Return the path with a placeholder for each id."""
    *before, after = reverse(COLLECTIONS.get(noun, noun), args=[_STAND_IN] * ids).split(str(_STAND_IN))
    return "{}".join([*before, after])
