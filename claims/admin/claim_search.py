"""Find claims by their words in the language of each, by their number, or by an external id."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from claims.admin.access import actor
from claims.admin.distinct import distinct_values
from claims.admin.fields import BIGGEST_ID
from claims.models.claim import ClaimQuerySet
from claims.models.external_id import ExternalId
from claims.rules.search import SearchError, searchable

HELP = (
    'Words in any order, "words in this order", or, -without. A claim\'s number, or its id elsewhere (40213, '
    "politifact:40213), finds that claim."
)


def by_number(words: str) -> list[int]:
    """Return the ids of claims with this number or external id."""
    ids = [int(number)] if (number := words.strip().lstrip("#")).isdecimal() and int(number) <= BIGGEST_ID else []
    origin, colon, rest = words.strip().partition(":")
    places = Q(origin=origin, external_id=rest) if colon else Q(pk__in=[])
    places |= Q(origin__in=distinct_values(ExternalId, "origin"), external_id=words.strip())
    return [*ids, *ExternalId.objects.filter(places).values_list("claim_id", flat=True)[:50]]


def search_claims(claims: "QuerySet[Any]", words: str, request: HttpRequest) -> "QuerySet[Any]":
    """Return the claims that match words, a number or an external id, among those that the user may find.

    Words without a letter or digit find none, and a message says why.
    """
    if not words.strip():
        return claims
    try:
        text = searchable(words)
    except SearchError as error:
        messages.error(request, str(error))
        return claims.none()
    matching = cast(ClaimQuerySet, claims).matching(text, internal=actor(request).is_internal)
    ids = by_number(words)
    return matching | claims.filter(pk__in=ids) if ids else matching
