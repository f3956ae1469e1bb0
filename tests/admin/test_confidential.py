"""Confidential and unpublished data appear on no page without `internal:read`."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Appearance, Attribution, Claim, Entity, Evidence, Source, User, Verdict
from tests.admin.conftest import Browse
from tests.admin.newsroom import DRAFT, SECRET_TITLE

pytestmark = pytest.mark.django_db

SECRETS = (SECRET_TITLE, "More than thirty, they told us.", "two officials", "Told in confidence", DRAFT, "second memo")
LISTS = ("appearance", "attribution", "evidence", "source", "verdict", "reply", "claim")


@pytest.fixture
def outside(reader: User, browse: Browse) -> Client:
    return browse(reader)


@pytest.fixture
def inside(reporter: User, browse: Browse) -> Client:
    return browse(reporter)


def test_the_claims_page_shows_secrets_to_the_inside_alone(newsroom: Claim, outside: Client, inside: Client) -> None:
    address = reverse("admin:claims_claim_change", args=[newsroom.pk])
    shown = inside.get(address).content.decode()
    assert all(secret in shown for secret in SECRETS)
    page = outside.get(address).content.decode()
    assert "Washington said that 31 rockets were fired." in page
    assert not [secret for secret in SECRETS if secret in page]


@pytest.mark.parametrize("name", LISTS)
def test_no_list_shows_a_secret(name: str, newsroom: Claim, outside: Client, inside: Client) -> None:
    address = reverse(f"admin:claims_{name}_changelist")
    for query in ("", "?q=rockets", "?q=memo", "?q=officials"):
        page = outside.get(address + query)
        assert page.status_code == 200
        assert not [secret for secret in SECRETS if secret in page.content.decode()], query
    assert inside.get(address).status_code == 200


def test_a_confidential_row_has_no_page_for_the_outside(newsroom: Claim, outside: Client, inside: Client) -> None:
    rows = (
        Source.objects.get(is_confidential=True),
        Appearance.objects.get(source__is_confidential=True),
        Attribution.objects.get(is_confidential=True),
        Evidence.objects.get(is_confidential=True),
        Verdict.objects.get(is_imported=False),
        newsroom.replies.get(is_public=False),
    )
    for row in rows:
        address = reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])
        assert inside.get(address).status_code == 200
        assert outside.get(address).status_code in {302, 404}, f"{row._meta.model_name} is shown"


def test_completion_offers_no_secret(newsroom: Claim, outside: Client, inside: Client) -> None:
    query = {"app_label": "claims", "model_name": "appearance", "field_name": "source", "term": "memo"}
    assert [option["text"] for option in inside.get(reverse("admin:autocomplete"), query).json()["results"]]
    assert outside.get(reverse("admin:autocomplete"), query).json()["results"] == []


def test_who_is_only_a_confidential_link_is_not_known_outside(newsroom: Claim, outside: Client, inside: Client) -> None:
    secret = Entity.objects.create(name="The whistle-blower")
    Attribution.objects.filter(is_confidential=True).update(entity=secret)
    address = reverse("admin:claims_entity_changelist")
    assert "The whistle-blower" in inside.get(address).content.decode()
    assert "The whistle-blower" not in outside.get(address).content.decode()


def test_histories_are_for_the_inside(newsroom: Claim, outside: Client, inside: Client) -> None:
    address = reverse("admin:claims_claim_history", args=[newsroom.pk])
    stored = f"{address}?stored=1"
    assert "second memo" in inside.get(stored).content.decode()
    assert outside.get(stored).status_code == 403
    assert stored not in outside.get(reverse("admin:claims_claim_change", args=[newsroom.pk])).content.decode()
    assert "memo" not in outside.get(address).content.decode()


def test_a_verdicts_page_leaves_out_confidential_evidence(newsroom: Claim, outside: Client, inside: Client) -> None:
    verdict = newsroom.verdicts.get(is_imported=True)
    Evidence.objects.filter(citations__verdict=verdict).exists()
    address = reverse("admin:claims_verdict_change", args=[verdict.pk])
    assert "31 craters" in outside.get(address).content.decode()
    Source.objects.filter(evidence__citations__verdict=verdict).update(is_confidential=True)
    assert "31 craters" in inside.get(address).content.decode()
    assert "31 craters" not in outside.get(address).content.decode()


def test_lists_are_no_query_language(newsroom: Claim, outside: Client) -> None:
    for lookup in ("notes__text__contains", "text__regex", "appearances__source__title__startswith", "search"):
        response = outside.get(reverse("admin:claims_claim_changelist"), {lookup: "M"})
        assert response.status_code == 400, lookup
