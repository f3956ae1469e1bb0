"""Editing a claim's title and the period of its event on the desk."""

import pytest
from django.urls import reverse

from claims.models import Claim, User
from tests.admin.conftest import Browse
from tests.admin.page import send
from tests.desk import Desk

pytestmark = pytest.mark.django_db

TYPED = {"occurred_from": "2019-10", "occurred_to": "2019-12", "occurred_hedge": "about"}


def stored(claim: Claim) -> tuple[object, ...]:
    """Return what is kept of the fields."""
    claim.refresh_from_db()
    return claim.title, str(claim.occurred_from), claim.occurred_from_precision, claim.occurred_hedge


def test_they_are_filed(checker: User, browse: Browse) -> None:
    filed = {"text": "A claim.", "heading": "A heading", "_save": "1", **TYPED}
    assert browse(checker).post(reverse("admin:claims_claim_add"), filed).status_code == 302
    assert stored(Claim.objects.get()) == ("A heading", "2019-10-01", "month", "about")


def test_a_hedge_without_a_date_is_refused_at_its_field(checker: User, browse: Browse) -> None:
    answer = browse(checker).post(reverse("admin:claims_claim_add"), {"text": "A claim.", "occurred_hedge": "until"})
    assert answer.status_code == 422
    assert not Claim.objects.exists()


def test_they_are_edited_and_shown(checker: User, browse: Browse, desk: Desk) -> None:
    claim, client = desk.claim("new"), browse(checker)
    address = reverse("admin:claims_claim_change", args=[claim.pk])
    send(client, f"{address}?edit=claim", title="Another heading", **TYPED)
    assert stored(claim) == ("Another heading", "2019-10-01", "month", "about")
    shown = client.get(address).content.decode()
    assert "Another heading" in shown
    assert "October 2019" in shown
    before = claim.version
    send(client, f"{address}?edit=claim")
    claim.refresh_from_db()
    assert claim.version == before
