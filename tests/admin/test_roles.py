"""Who may do what in the admin is what the access table says, not Django's permission rows."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from claims.actions.actors import actor_of
from claims.admin.site import site
from claims.models import Claim, ImportBatch, Note, User, Verdict
from claims.rules.access import AccessError, require
from tests.admin.conftest import Browse

pytestmark = pytest.mark.django_db

ROLES = ("reader", "reporter", "checker", "editor", "data_desk")
PARTS = {"Appearance", "Evidence", "Reply"}
NOUNS = {"Entity", "Publisher", "Source", "Measure"}
# What each page needs of the access table; what is not named here is nobody's.
SCALE = {
    "view": "noun.read", "add": "ratingscale.create", "change": "ratingscale.update", "delete": "ratingscale.delete",
}  # fmt: skip


def part(noun: str) -> dict[str, str]:
    return {"view": "part.read", "add": f"{noun}.create", "change": f"{noun}.update", "delete": f"{noun}.delete"}


def shared(noun: str) -> dict[str, str]:
    return {"view": "noun.read", "add": f"{noun}.create", "change": f"{noun}.update", "delete": f"{noun}.delete"}


NEEDS: dict[str, dict[str, str]] = {
    "Claim": {"view": "claim.read", "add": "claim.create", "change": "claim.update"},
    **{name: part(name.lower()) for name in PARTS},
    "ExternalId": {"view": "part.read", "add": "externalid.create", "delete": "externalid.delete"},
    "Attribution": {"view": "part.read"},
    "Quantity": {"view": "part.read", "add": "quantity.create", "delete": "quantity.delete"},
    "Note": {**part("note"), "view": "note.read"},
    "Verdict": {"view": "part.read"},
    "Approval": {"view": "note.read"},
    **{name: shared(name.lower()) for name in NOUNS},
    "RatingScale": SCALE,
    "Rating": {**SCALE, "add": "ratingscale.update", "delete": "rating.delete"},
    "ImportBatch": {"view": "import.run", "add": "import.run"},
    "ImportIssue": {"view": "import.run"},
    "Mapping": {"view": "import.run", "add": "import.run"},
    "ApiToken": {"view": "token.read"},
    "User": {"view": "user.update", "add": "user.create", "change": "user.update"},
}


def allowed(user: User, verb: str | None) -> bool:
    if verb is None:
        return False
    try:
        require(actor_of(user), verb)
    except AccessError:
        return False
    return True


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_every_noun_asks_the_access_table(role: str, request: Any, rf: Any, newsroom: Claim) -> None:
    user = request.getfixturevalue(role)
    asked = rf.get("/admin/")
    asked.user = user
    for model, page in site._registry.items():
        if model.__name__ not in NEEDS:
            continue
        needs = NEEDS[model.__name__]
        given = {
            "view": page.has_view_permission(asked),
            "add": page.has_add_permission(asked),
            "change": page.has_change_permission(asked),
            "delete": page.has_delete_permission(asked),
        }
        assert given == {verb: allowed(user, needs.get(verb)) for verb in given}, model.__name__
        assert page.has_module_permission(asked) == given["view"]
        listed = reverse(f"admin:claims_{model._meta.model_name}_changelist")
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(listed).status_code == (200 if given["view"] else 403)


def test_every_noun_that_is_shown_is_in_the_table() -> None:
    others = {"Group", "AccessAttempt"}
    assert {model.__name__ for model in site._registry} == set(NEEDS) | others


def test_permission_rows_open_nothing(reader: User, browse: Browse, newsroom: Claim) -> None:
    reader.user_permissions.set(Permission.objects.all())
    client = browse(reader)
    assert client.get(reverse("admin:claims_claim_add")).status_code == 403
    assert client.get(reverse("admin:claims_user_changelist")).status_code == 403
    assert client.get(reverse("admin:claims_note_changelist")).status_code == 403


def test_nobody_comes_in_without_logging_in(newsroom: Claim) -> None:
    for address in (reverse("admin:index"), reverse("admin:claims_claim_change", args=[newsroom.pk])):
        response = Client().get(address)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("admin:login"))


def test_a_service_account_does_not_come_in(service: User, browse: Browse) -> None:
    service.is_staff = True
    service.save()
    assert browse(service).get(reverse("admin:index")).status_code == 302


def test_a_person_without_a_role_sees_nothing(make_user: Any, browse: Browse, newsroom: Claim) -> None:
    user = make_user("reader")
    user.groups.clear()
    client = browse(user)
    (access,) = client.get(reverse("admin:records")).context["app_list"]
    assert [model["object_name"] for model in access["models"]] == ["ApiToken"], "more than one's own tokens"
    assert not client.get(reverse("admin:claims_apitoken_changelist")).context["cl"].result_list
    assert client.get(reverse("admin:claims_claim_changelist")).status_code == 403
    assert newsroom.text not in client.get(reverse("admin:index")).content.decode()


def test_a_reader_writes_nothing(reader: User, browse: Browse, newsroom: Claim) -> None:
    client = browse(reader)
    for row in (newsroom, newsroom.evidence.first(), newsroom.claimant):
        assert row is not None
        name = row._meta.model_name
        assert client.post(reverse(f"admin:claims_{name}_change", args=[row.pk]), {"text": "x"}).status_code == 403
        assert client.post(reverse(f"admin:claims_{name}_add"), {"text": "x"}).status_code == 403
        assert client.post(reverse(f"admin:claims_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_what_is_read_only_is_so_for_superusers_too(newsroom: Claim, superuser: User, browse: Browse) -> None:
    client = browse(superuser)
    for model in (Verdict, ImportBatch):
        row = model.objects.order_by("pk").first()
        assert row is not None
        name = model._meta.model_name
        answer = client.post(reverse(f"admin:claims_{name}_change", args=[row.pk]), {"label": "x"})
        assert answer.status_code in {403, 422}
        assert client.post(reverse(f"admin:claims_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert client.post(reverse("admin:claims_verdict_add"), {}).status_code == 403


def test_whoever_may_assign_chooses_from_a_list_of_people(
    newsroom: Claim, checker: User, reporter: User, service: User, browse: Browse
) -> None:
    query = {"app_label": "claims", "model_name": "claim", "field_name": "assignee", "term": ""}
    offered = browse(checker).get(reverse("admin:autocomplete"), query)
    names = {option["text"] for option in offered.json()["results"]}
    assert reporter.username in names
    assert service.username not in names
    assert browse(reporter).get(reverse("admin:autocomplete"), query).status_code == 403
    assert browse(checker).get(reverse("admin:claims_user_changelist")).status_code == 403


def test_a_note_is_added_by_those_who_may_read_it(newsroom: Claim, reader: User, browse: Browse) -> None:
    assert browse(reader).get(reverse("admin:claims_note_add")).status_code == 403
    assert Note.objects.count() == 1
