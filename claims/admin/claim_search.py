"""Finding claims by their words, each in its own language, by their number, or by another system's id."""

from typing import Any, cast

from django.db.models import Q, QuerySet

from claims.admin.distinct import distinct_values
from claims.admin.fields import BIGGEST_ID
from claims.models.claim import ClaimQuerySet
from claims.models.external_id import ExternalId

HELP = (
    'Words in any order, "words in this order", or, -without. A claim\'s number, or its id elsewhere (40213, '
    "politifact:40213), finds that claim."
)


def by_number(words: str) -> list[int]:
    """List the ids of the claims that a number or an external id means."""
    ids = [int(number)] if (number := words.strip().lstrip("#")).isdecimal() and int(number) <= BIGGEST_ID else []
    origin, colon, rest = words.strip().partition(":")
    places = Q(origin=origin, external_id=rest) if colon else Q(pk__in=[])
    places |= Q(origin__in=distinct_values(ExternalId, "origin"), external_id=words.strip())
    return [*ids, *ExternalId.objects.filter(places).values_list("claim_id", flat=True)[:50]]


def search_claims(claims: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
    """Keep the claims that words, a number or an external id mean."""
    if not words.strip():
        return claims
    matching = cast(ClaimQuerySet, claims).matching(words)
    ids = by_number(words)
    return matching | claims.filter(pk__in=ids) if ids else matching
