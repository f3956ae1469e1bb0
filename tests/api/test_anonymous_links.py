"""A link of a chain can be anonymous, and then nobody is named: two sets of unnamed officials are not one."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from claims.models import Attribution, Claim, Entity
from tests.api.problems import pointers
from tests.api_client import ApiClient
from tests.desk import Desk
from tests.importing import codes, load

pytestmark = pytest.mark.django_db(transaction=True)

LINK = {"described_as": "two officials", "is_anonymous": True}


def filed(api: ApiClient, link: dict[str, Any]) -> Any:
    appearance = {"source": {"title": "A report"}, "voice": "caption", "attributions": [link]}
    return api.post("/claims", {"text": "A claim.", "appearances": [appearance]})


def test_an_anonymous_link_is_filed_and_read(api: ApiClient) -> None:
    (appearance,) = filed(api, LINK).json()["appearances"]
    (link,) = appearance["attributions"]
    assert (link["is_anonymous"], link["entity"], appearance["voice"]) == (True, None, "caption")


def test_an_anonymous_link_has_no_entity(api: ApiClient) -> None:
    refused = filed(api, {**LINK, "entity": {"name": "Mark Milley"}})
    assert pointers(refused, 400) == {"/appearances/0/attributions/0/is_anonymous": "invalid"}
    filed(api, LINK)
    entity = Entity.objects.create(name="Mark Milley")
    with pytest.raises(IntegrityError, match="attribution_anonymous_without_entity"), transaction.atomic():
        Attribution.objects.update(entity=entity)


def test_the_desk_reads_unnamed_officials_as_anonymous(desk: Desk, client: Client) -> None:
    client.force_login(desk.writer)
    typed = {
        "text": "A claim.",
        "title": "A report",
        "chain": "two unnamed officials, said\nMark Milley, told reporters",
    }
    assert client.post(reverse("admin:claims_claim_add"), typed).status_code == 302
    links = Attribution.objects.order_by("position").values_list("is_anonymous", "entity__name")
    assert list(links) == [(True, None), (False, "Mark Milley")]


def test_imports_take_it_and_a_second_load_changes_nothing() -> None:
    row = {
        "external_id": "1",
        "text": "A claim.",
        "appearances": [{"source": {"url": "https://a.example/x"}, "attributions": [LINK]}],
    }
    load(row)
    assert Attribution.objects.get().is_anonymous
    version = Claim.objects.get().version
    load(row)
    assert Claim.objects.get().version == version
    both = {
        **row,
        "appearances": [
            {"source": {"url": "https://a.example/x"}, "attributions": [{**LINK, "entity": {"name": "Ann"}}]}
        ],
    }
    assert [code for _, _, code in codes(load(both))] == ["invalid"]


@pytest.mark.parametrize("code", ["promise", "conditional"])
def test_promises_and_conditions_are_declined_as_such(code: str, desk: Desk, api_of: Any) -> None:
    claim = desk.claim("new")
    assert api_of(desk.writer).post(f"/claims/{claim.pk}/decline", {"code": code}).json()["decline_code"] == code
