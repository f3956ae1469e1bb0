"""What the API is measured against, served by the same process behind the same middleware.

Ceilings are bare Django views without authentication or limits: they hand on what one prepared statement gives, which
holds the very SQL that the API is written by, or do a single indexed read. Peers are the ordinary ways to the same
JSON, Django REST framework's ModelSerializer and django-ninja, on a queryset that reads it in few statements.
"""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from claims.api.json_sql.statement import json_of
from claims.api.readers import reader_like
from claims.api.serializers.claims import ClaimListShape, ClaimShape
from claims.models import Claim
from claims.models.prepared_statements import run_prepared
from claims.rules.access import Actor
from factcheck.urls import handler400, handler404, handler500
from factcheck.urls import urlpatterns as own
from tests.benchmarks.peer_drf import DrfList
from tests.benchmarks.peer_ninja import ninja

__all__ = ["handler400", "handler404", "handler500"]

INSIDER = reader_like(Actor(user_id=1, scopes=frozenset({"internal:read"})))
IDS = "unnest(%s::bigint[])"
NEWEST = "SELECT id FROM claims_claim WHERE merged_into_id IS NULL ORDER BY id DESC LIMIT 100"
# Its ids are read with the values in the text: a plan for any words at all goes by an index that does not fit these.
SEARCH = """
    SELECT id FROM claims_claim
    WHERE (search @@ websearch_to_tsquery('english', %s) AND split_part(language, '-', 1) = 'en'
        OR search @@ websearch_to_tsquery('german', %s) AND split_part(language, '-', 1) = 'de')
        AND status IN ('checked') AND merged_into_id IS NULL
        AND (created_at, id) < (%s, %s)
    ORDER BY created_at DESC, id DESC LIMIT 10
"""


def _sql(shape: Any, *, is_of_one: bool = False) -> str:
    written: str = json_of(Claim.objects.all(), shape(context={"actor": INSIDER}), is_of_one=is_of_one).sql
    return written


def _reading(written: str, ids: str) -> str:
    assert IDS in written
    return written.replace(f"SELECT {IDS}", ids)


FOUND = _sql(ClaimListShape)
LIST, ONE = _reading(FOUND, NEWEST), _sql(ClaimShape, is_of_one=True)


def _page(rows: list[tuple[Any, ...]]) -> HttpResponse:
    texts = ",".join(text for *_, text in sorted(rows, reverse=True))
    return HttpResponse(f'{{"results":[{texts}]}}', content_type="application/json")


def bare_list(request: HttpRequest) -> HttpResponse:
    """Hand on a list as Postgres writes it."""
    return _page(run_prepared(LIST))


def bare_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand on a claim as Postgres writes it."""
    return HttpResponse(run_prepared(ONE, [[pk]])[0][1], content_type="application/json")


def bare_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one indexed read."""
    run_prepared("SELECT version FROM claims_claim WHERE id = %s", [pk])
    return HttpResponse(status=304)


def bare_search(request: HttpRequest) -> HttpResponse:
    """Find claims by a statement written by hand."""
    asked = request.GET
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, [asked["q"], asked["q"], asked["created_at"], asked["id"]])
        ids = [pk for (pk,) in cursor.fetchall()]
    return _page(run_prepared(FOUND, [ids]))


urlpatterns = [
    path("api/bare/list", bare_list),
    path("api/bare/one/<int:pk>", bare_one),
    path("api/bare/read/<int:pk>", bare_read),
    path("api/bare/search", bare_search),
    path("api/drf/list", DrfList.as_view()),
    path("api/ninja/", ninja.urls),
    *own,
]
