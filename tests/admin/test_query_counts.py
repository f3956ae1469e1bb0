"""A page needs the same number of queries for fifty rows as for five."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.actors import OPERATOR
from claims.actions.change import record
from claims.actions.claims import add_to
from claims.models import Claim, Entity, Source, User
from tests.admin.conftest import Browse
from tests.admin.newsroom import make_claims

pytestmark = pytest.mark.django_db

FEW, MANY = 5, 50
MOST_QUERIES = 30
LISTS = (
    "appearance", "attribution", "claim", "entity", "evidence", "externalid", "measure", "note", "publisher",
    "quantity", "reply", "source", "verdict",
)  # fmt: skip


def queries(client: Client, address: str, **query: str) -> tuple[int, int]:
    """Count the queries of a list, and the rows that it shows."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address, query)
    assert response.status_code == 200
    shown = response.context.get("rows") or response.context["cl"].result_list  # the queue of claims, or a list
    return len(captured), len(shown)


def test_lists_ask_as_often_for_many_rows_as_for_few(editor: User, browse: Browse) -> None:
    client = browse(editor)
    make_claims(editor, FEW)
    few = {name: queries(client, reverse(f"admin:claims_{name}_changelist"), q="") for name in LISTS}
    queries(client, reverse("admin:claims_claim_changelist"), q="rockets")  # what a search sees is read once
    searched = queries(client, reverse("admin:claims_claim_changelist"), q="rockets")
    make_claims(editor, MANY, start=FEW + 1)
    many = {name: queries(client, reverse(f"admin:claims_{name}_changelist"), q="") for name in LISTS}
    assert all(rows >= FEW for _, rows in few.values())
    assert all(rows == MANY for _, rows in many.values())
    assert {name: count for name, (count, _) in many.items()} == {name: count for name, (count, _) in few.items()}
    assert max(count for name, (count, _) in many.items() if name != "claim") <= 12
    assert many["claim"][0] <= MOST_QUERIES
    assert queries(client, reverse("admin:claims_claim_changelist"), q="rockets") == (searched[0], MANY)


def page_queries(client: Client, claim: Claim, page: str = "change") -> int:
    with CaptureQueriesContext(connection) as captured:
        response: Any = client.get(reverse(f"admin:claims_claim_{page}", args=[claim.pk]))
    assert response.status_code == 200
    return len(captured)


def grow(claim: Claim, number: int) -> None:
    """Add appearances, each with a chain, and figures to a claim."""
    with record(actor=OPERATOR, verb="test.make"):
        for at in range(number):
            source = Source.objects.create(title=f"Paper {at}")
            link = {"named_as": f"Name {at}", "entity": Entity.objects.create(name=f"Person {at} of {claim.pk}")}
            add_to(claim, "appearances", {"source": source, "attributions": [link]}, OPERATOR)
            add_to(claim, "quantities", f"{at + 2} rockets", OPERATOR)


@pytest.mark.parametrize("page", ["change", "history"])
def test_a_claims_page_asks_as_often_for_many_parts(newsroom: Claim, editor: User, browse: Browse, page: str) -> None:
    client = browse(editor)
    page_queries(client, newsroom, page)  # content types are looked up once
    few = page_queries(client, newsroom, page)
    grow(newsroom, 20)
    assert page_queries(client, newsroom, page) == few
    assert few <= MOST_QUERIES
