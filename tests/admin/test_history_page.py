"""The history page of a row shows who changed what, when, by which verb and why."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.actors import actor_of
from claims.actions.change import change
from claims.actions.quantities import replace_quantity
from claims.models import Claim, Entity, User
from tests.admin.conftest import Browse
from tests.admin.page import FormReader, saved, send

# Each change has its own transaction, which separates the states.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(editor: User, browse: Browse) -> Client:
    return browse(editor)


def rows(client: Client, noun: str, row_id: int) -> list[list[str]]:
    """Read the table of a history page as a person does."""
    response = client.get(reverse(f"admin:claims_{noun}_history", args=[row_id]), {"stored": "1"})
    assert FormReader(response.content.decode()).inline == []
    states = response.context["states"]
    return [[str(s.event.version), s.who, s.context.get("verb", ""), *s.differences] for s in states]


def test_a_claims_history_tells_what_happened_to_it_and_its_parts(
    newsroom: Claim, client: Client, editor: User, reporter: User
) -> None:
    assert saved(
        send(
            client,
            reverse("admin:claims_claim_change", args=[newsroom.pk]) + "?edit=claim",
            place="Mosul",
            topics="war",
        )
    )
    quantity = newsroom.quantities.get()
    replace_quantity(quantity.pk, newsroom.pk, "32 rockets", reason="Corrected.", actor=actor_of(reporter))
    last, before, *older = rows(client, "claim", newsroom.pk)
    assert last[1:3] == [reporter.username, "quantity.replace"]
    assert any(line.startswith("added quantity") and line.endswith("32 rockets") for line in last)
    assert any(line.startswith("deleted quantity") and line.endswith("31 rockets") for line in last)
    assert before[1:3] == [editor.username, "claim.update"]
    assert "place: Kirkuk → Mosul" in before
    assert "topics: military, middle-east → war" in before
    assert int(last[0]) == int(before[0]) + 1
    first = older[-1]
    assert first[0] == "1"
    assert "added" in first
    assert any(line.startswith("added note") for line in first)
    page = client.get(reverse("admin:claims_claim_history", args=[newsroom.pk]), {"stored": "1"}).content.decode()
    assert "quantity.replace: Corrected." in page
    html = client.get(reverse("admin:claims_claim_history", args=[newsroom.pk])).content.decode()
    assert "replaced “31 rockets” by “32 rockets”" in html


def test_a_nouns_history_names_who_acted_for_whom(
    newsroom: Claim, client: Client, editor: User, reporter: User
) -> None:
    entity = Entity.objects.get(name="US government")
    acting = actor_of(editor)
    acting = type(acting)(**{**acting.__dict__, "on_behalf_of_id": reporter.pk})
    with change(Entity.objects.filter(pk=entity.pk), actor=acting, verb="entity.update", reason="Asked for") as row:
        row.role = "Government"
        row.save()
    state = rows(client, "entity", entity.pk)[0]
    assert state[1] == f"{editor.username} for {reporter.username}"
    assert "role: nothing → Government" in state


def test_a_long_history_has_pages(newsroom: Claim, client: Client, editor: User) -> None:
    for number in range(55):
        with change(Claim.objects.filter(pk=newsroom.pk), actor=actor_of(editor), verb="claim.update") as claim:
            claim.place = f"Place {number}"
            claim.save(update_fields=["place"])
    first = rows(client, "claim", newsroom.pk)
    assert len(first) == 50
    assert "place: Place 4 → Place 5" in first[-1], "the last of a page is compared with the first of the next"
    response = client.get(reverse("admin:claims_claim_history", args=[newsroom.pk]), {"stored": "1", "p": "2"})
    assert 1 < len(response.context["states"]) < 10
    assert (
        client.get(reverse("admin:claims_claim_history", args=[newsroom.pk]), {"stored": "1", "p": "x"}).status_code
        == 200
    )
