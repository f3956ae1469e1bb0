"""Paths of things, by noun."""

from django.urls import reverse

COLLECTIONS = {
    "claim": "claim",
    "entity": "entity",
    "publisher": "publisher",
    "source": "source",
    "measure": "measure",
    "ratingscale": "rating-scale",
}


def path_of(noun: str, *ids: int) -> str:
    """Give the path of one thing; a part has the id of its claim before its own."""
    return reverse(COLLECTIONS.get(noun, noun), args=ids)
