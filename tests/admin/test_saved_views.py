"""Saved views of the queue."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User, View
from tests.admin.conftest import Browse
from tests.desk import Desk

pytestmark = pytest.mark.django_db

QUEUE = "/admin/claims/claim/"


def texts(client: Client, address: str) -> list[str]:
    """Return the texts of the claims that the queue shows."""
    response = client.get(address)
    assert response.status_code == 200
    return [row.claim.text for row in response.context["rows"]]


@pytest.fixture
def urgent(desk: Desk) -> Claim:
    desk.claim("new", text="A claim that can wait.")
    return desk.claim("new", text="A claim that cannot.", priority="urgent")


@pytest.fixture
def saved(checker: User, browse: Browse) -> View:
    answer = browse(checker).post(f"{reverse('admin:desk_save_view')}?priority=urgent", {"name": "Urgent"})
    view = View.objects.get()
    assert answer.headers["Location"] == f"{QUEUE}?view={view.pk}"
    return view


def test_a_question_is_saved_and_opened_by_its_tab(checker: User, browse: Browse, urgent: Claim, saved: View) -> None:
    client = browse(checker)
    assert texts(client, f"{QUEUE}?view={saved.pk}") == [urgent.text]
    assert f'href="?view={saved.pk}" aria-current="page"' in client.get(f"{QUEUE}?view={saved.pk}").content.decode()
    assert len(texts(client, f"{QUEUE}?view={saved.pk}&priority=normal")) == 1


def test_others_see_it_once_it_is_shared(
    checker: User, editor: User, browse: Browse, urgent: Claim, saved: View
) -> None:
    here = reverse("admin:desk_view", args=[saved.pk])
    assert browse(editor).get(f"{QUEUE}?view={saved.pk}").status_code == 404
    browse(checker).post(here, {"name": "Urgent for all", "is_shared": "on"})
    page = browse(editor).get(f"{QUEUE}?view={saved.pk}").content.decode()
    assert "Urgent for all" in page
    assert "Change this view" not in page
    assert browse(editor).post(here, {"name": "Mine"}).status_code == 302
    saved.refresh_from_db()
    assert saved.name == "Urgent for all"


def test_it_is_deleted_by_its_owner(checker: User, browse: Browse, saved: View) -> None:
    browse(checker).post(reverse("admin:desk_view", args=[saved.pk]), {"delete": "1"})
    assert not View.objects.exists()


def test_a_name_that_is_taken_is_refused_with_what_was_typed(checker: User, browse: Browse, saved: View) -> None:
    answer = browse(checker).post(f"{reverse('admin:desk_save_view')}?priority=high", {"name": "urgent"})
    assert answer.status_code == 200
    assert "You have a view of this name already" in answer.content.decode()
    assert View.objects.count() == 1
