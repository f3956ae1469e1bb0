"""Every page of every noun opens, with and without data, and contains nothing that the CSP blocks."""

from typing import Any

import pytest
from django.urls import reverse

from claims.admin.site import site
from claims.models import Claim, User
from tests.admin.conftest import Browse
from tests.admin.page import FormReader

NOUNS = sorted(site._registry, key=lambda model: model.__name__)
OURS: list[Any] = [model for model in NOUNS if model._meta.app_label == "claims"]
# Seen by those who load files, by superusers alone.
OF_DATA_DESK = {"ImportBatch", "ImportIssue", "Mapping"}
OF_SUPERUSERS = {"AccessAttempt", "Group", "User"}
HISTORIES = {
    "Appearance", "Approval", "Attribution", "Claim", "Entity", "Evidence", "ExternalId", "Measure", "Note",
    "Publisher", "Quantity", "Rating", "RatingScale", "Reply", "Source", "Verdict",
}  # fmt: skip


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def is_clean(response: Any) -> bool:
    """Return whether a page was served without inline scripts and styles."""
    assert "default-src 'self'" in response["Content-Security-Policy"]
    return response.status_code == 200 and FormReader(response.content.decode()).inline == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_lists_and_forms_open_without_data(model: Any, superuser: User, browse: Browse) -> None:
    client = browse(superuser)
    assert is_clean(client.get(address(model, "changelist")))
    added = client.get(address(model, "add"))
    assert is_clean(added) or not site._registry[model].has_add_permission(added.wsgi_request)


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_page_opens_with_data(model: Any, newsroom: Claim, superuser: User, browse: Browse) -> None:
    client = browse(superuser)
    row = model.objects.order_by("pk").last()
    assert row is not None, "the newsroom has none"
    assert is_clean(client.get(address(model, "changelist")))
    assert is_clean(client.get(address(model, "changelist") + "?q=rockets"))
    assert is_clean(client.get(address(model, "change", row.pk)))
    assert is_clean(client.get(address(model, "history", row.pk)))
    deletion = client.get(address(model, "delete", row.pk))
    assert is_clean(deletion) or deletion.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_an_editor_opens_what_is_for_editors(model: Any, newsroom: Claim, editor: User, browse: Browse) -> None:
    client = browse(editor)
    row = model.objects.order_by("pk").first()
    expected = 403 if model.__name__ in OF_DATA_DESK | OF_SUPERUSERS else 200
    assert client.get(address(model, "changelist")).status_code == expected
    if row is not None:
        is_of_others = model.__name__ == "ApiToken"  # the newsroom's token is somebody else's
        assert client.get(address(model, "change", row.pk)).status_code == (302 if is_of_others else expected)


@pytest.mark.django_db
def test_the_list_of_all_records_groups_what_a_person_may_see(
    newsroom: Claim, reader: User, data_desk: User, browse: Browse
) -> None:
    of_reader = browse(reader).get(reverse("admin:records"))
    assert is_clean(of_reader)
    groups = {
        group["name"]: [model["object_name"] for model in group["models"]] for group in of_reader.context["app_list"]
    }
    assert list(groups) == ["Claims", "Verdicts", "People, outlets and sources", "Access"]
    assert "Note" not in groups["Claims"]
    assert "Approval" not in groups["Verdicts"]
    of_desk = browse(data_desk).get(reverse("admin:records"))
    assert {group["name"] for group in of_desk.context["app_list"]} >= {"Imports"}
    assert all(not model["add_url"] for group in of_reader.context["app_list"] for model in group["models"])


@pytest.mark.django_db
def test_a_page_says_whose_it_is(superuser: User, browse: Browse) -> None:
    page = browse(superuser).get(reverse("admin:index")).content.decode()
    assert "factcheck" in page
    assert "Django administration" not in page


@pytest.mark.django_db
def test_every_noun_has_its_history_behind_a_link(newsroom: Claim, superuser: User, browse: Browse) -> None:
    client = browse(superuser)
    for model in OURS:
        row = model.objects.order_by("pk").first()
        page = client.get(address(model, "change", row.pk)).content.decode()
        assert (address(model, "history", row.pk) in page) == (model.__name__ in HISTORIES), model.__name__
