"""Forms of the admin write only if the row still has the version at which they were opened."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.actors import actor_of
from claims.actions.change import change
from claims.models import (
    Claim,
    ClaimEvent,
    Note,
    User,
)
from tests.admin.conftest import Browse
from tests.admin.page import read_form, saved, send

# Versions rise once per transaction, so each request here has a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(browse: Browse, editor: User) -> Client:
    return browse(editor)


def page(row: Any) -> str:
    return reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])


def edit(claim: Claim) -> str:
    """Return the address at which a claim's own fields are edited on its page."""
    return f"{page(claim)}?edit=claim"


def add(model: Any) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_add")


def last_event(claim: Claim) -> Any:
    return ClaimEvent.objects.filter(pgh_obj_id=claim.pk).order_by("-pgh_id").first()


def test_a_change_is_recorded_with_who_and_what(newsroom: Claim, client: Client, editor: User) -> None:
    before = Claim.objects.get(pk=newsroom.pk).version
    response = send(client, edit(newsroom), text="Thirty-two rockets were fired at the base.")
    assert saved(response)
    claim = Claim.objects.get(pk=newsroom.pk)
    assert claim.text == "Thirty-two rockets were fired at the base."
    assert claim.version == before + 1
    event = last_event(claim)
    assert event.pgh_context["actor"] == editor.pk
    assert event.pgh_context["verb"] == "claim.update"
    assert event.pgh_context["request_id"]


def test_an_untouched_form_changes_nothing(newsroom: Claim, client: Client) -> None:
    before = Claim.objects.get(pk=newsroom.pk).version
    assert saved(send(client, edit(newsroom)))
    assert Claim.objects.get(pk=newsroom.pk).version == before


def test_a_form_that_was_opened_before_another_change_is_refused(
    newsroom: Claim, client: Client, reporter: User
) -> None:
    opened = read_form(client, edit(newsroom))
    with change(Claim.objects.filter(pk=newsroom.pk), actor=actor_of(reporter), verb="claim.update") as claim:
        claim.place = "Mosul"
        claim.save()
    response = client.post(page(newsroom), {**opened, "place": "Baghdad"})
    assert response.status_code == 409
    shown = response.content.decode()
    assert "Somebody else changed this in the meantime" in shown
    assert "Mosul" in shown, "what is stored by now is not shown beside what was typed"
    assert Claim.objects.get(pk=newsroom.pk).place == "Mosul"
    again = client.post(page(newsroom), {**opened, "place": "Baghdad"})
    assert again.status_code == 409, "sending the same form again writes over the other change"


def test_a_part_has_its_own_version(newsroom: Claim, client: Client) -> None:
    evidence = newsroom.evidence.order_by("pk").first()
    assert evidence is not None
    unrelated = newsroom.evidence.order_by("pk").last()
    opened = read_form(client, page(unrelated))
    other = Note.objects.get(claim=newsroom)
    assert saved(send(client, page(other), text="Asked."))
    assert saved(client.post(page(unrelated), {**opened, "note": "Two fell short, he said."}))
    assert client.post(page(unrelated), {**opened, "note": "Three."}).status_code == 200


def test_a_part_is_deleted_and_its_history_stays(newsroom: Claim, client: Client) -> None:
    before = Claim.objects.get(pk=newsroom.pk).version
    note = newsroom.notes.get()
    assert saved(client.post(reverse("admin:desk_part", args=[newsroom.pk, "notes", note.pk]), {"_delete": "1"}))
    assert not newsroom.notes.exists()
    assert Claim.objects.get(pk=newsroom.pk).version == before + 1
    assert last_event(newsroom).pgh_context["verb"] == "note.delete"
