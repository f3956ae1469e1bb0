"""No odd URL and no broken form causes a server error in the admin."""

import itertools

import pytest
from django.test import Client
from django.urls import reverse

from claims.admin.site import site
from claims.models import Claim, User
from tests.admin.conftest import Browse
from tests.admin.odd import ODD_VALUES, ONE_FIELD_FORMS, check_response, form_of
from tests.admin.page import read_form

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]

ODD = ("%00", "99999999999999999999999", "abc", "%ED%A0%80", "-7")
PARAMETERS = (
    "id__exact", "id__in", "status__exact", "assignee", "claimed", "language", "origin", "topic", "o", "p", "q", "e",
    "all", "claimant__id__exact", "updated_at__gte", "current_verdict__normalized__exact", "_to_field",
    "_facets", "nonsense",
)  # fmt: skip
OF_OTHERS = {
    "reply": ("asked_at__year", "asked_at__month", "due_at__gte", "is_public__exact"),
    "importbatch": ("created_at__year", "created_at__day", "mapping__id__exact"),
    "importissue": ("batch__id__exact", "q"),
    "verdict": ("rating__scale__id__exact", "published_at__isnull"),
    "apitoken": ("revoked_at__isempty", "owner__id__exact"),
}


# A form of Django's admin that is refused is answered with 200, one of the desk with 422.
REFUSED = {200, 422}


@pytest.fixture
def client(superuser: User, browse: Browse) -> Client:
    client = browse(superuser)
    client.raise_request_exception = True
    return client


def test_lists_take_any_parameter(client: Client, newsroom: Claim) -> None:
    for model, names in {"claim": PARAMETERS, **OF_OTHERS}.items():
        for name, value in itertools.product(names, ODD):
            address = f"{reverse(f'admin:claims_{model}_changelist')}?{name}={value}"
            assert client.get(address).status_code in {200, 302, 400}, address


def test_pages_of_rows_that_are_not_there_lead_elsewhere(client: Client, newsroom: Claim) -> None:
    for model, value in itertools.product(site._registry, ODD):
        name = f"{model._meta.app_label}/{model._meta.model_name}"
        for page in ("change", "history", "delete"):
            response = client.get(f"/admin/{name}/{value}/{page}/")
            assert response.status_code in {302, 400, 403, 404}, f"{name} {value} {page}"


def test_completion_takes_anything(client: Client, newsroom: Claim) -> None:
    for value in ODD:
        for names in (
            "claim&field_name=claimant",
            "claim&field_name=nothing",
            "nothing&field_name=x",
            "claim&field_name=text",
        ):
            address = f"{reverse('admin:autocomplete')}?app_label=claims&model_name={names}&term={value}"
            assert client.get(address).status_code in {200, 400, 403, 404}
            assert client.get(f"{address}&page={value}").status_code in {200, 400, 403, 404}


def test_add_forms_take_anything_to_begin_with(client: Client, newsroom: Claim) -> None:
    begun = {"appearance": ("claim", "is_first"), "quantity": ("claim", "replaces"), "mapping": ("follows", "_popup")}
    for model, names in begun.items():
        for name, value in itertools.product(names, ODD):
            address = f"{reverse(f'admin:claims_{model}_add')}?{name}={value}"
            assert client.get(address).status_code in {200, 302, 400}, address


@pytest.mark.parametrize("value", ["\x00", "9" * 30, "-1", "abc", "\ufffd", "{}", "1e999", "2020-01-02"])
def test_forms_take_anything_in_every_field_at_once(client: Client, newsroom: Claim, value: str) -> None:
    parts = (newsroom.appearances.first(), newsroom.evidence.first(), newsroom.replies.first())
    for row in (newsroom, newsroom.claimant, *parts):
        assert row is not None
        address = reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])
        if row is newsroom:
            address += "?edit=claim"
        values = read_form(client, address)
        everything = {name: value for name in values if "_FORMS" not in name and name != "read_version"}
        assert client.post(address, {**values, **everything}).status_code in REFUSED, address
        assert client.post(address, dict.fromkeys(values, value)).status_code in REFUSED, address


@pytest.mark.parametrize("name", ONE_FIELD_FORMS)
def test_forms_take_anything_in_any_one_field(client: Client, newsroom: Claim, name: str) -> None:
    form = form_of(client, newsroom, name)
    for field, value in zip(form, itertools.cycle(ODD_VALUES), strict=False):
        check_response(client, name, form, field, value)


def test_a_form_without_anything_is_refused(client: Client, newsroom: Claim) -> None:
    for name in ("claim", "appearance", "quantity", "source", "entity", "mapping"):
        assert client.post(reverse(f"admin:claims_{name}_add"), {}).status_code in REFUSED
    assert client.post(reverse("admin:claims_claim_change", args=[newsroom.pk]), {}).status_code in REFUSED
