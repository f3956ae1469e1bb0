"""Users, roles and tokens: the superusers' pages."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from claims.models import ApiToken, Claim, User
from tests.admin.conftest import Browse
from tests.admin.page import errors_of, read_form, saved, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(superuser: User, browse: Browse) -> Client:
    return browse(superuser)


def revoke(client: Client, token: ApiToken) -> None:
    data = {"action": "revoke", "_selected_action": [token.pk], "index": "0"}
    assert client.post(reverse("admin:claims_apitoken_changelist"), data).status_code in {302, 403}


def test_a_token_is_revoked_and_never_shown(newsroom: Claim, client: Client, editor: User, browse: Browse) -> None:
    token = ApiToken.objects.get()
    for page in ("changelist", "change"):
        arguments = [token.pk] if page == "change" else []
        shown = client.get(reverse(f"admin:claims_apitoken_{page}", args=arguments)).content.decode()
        assert token.prefix in shown
        assert token.digest.hex() not in shown
        assert "valid" in shown
    revoke(browse(editor), token)
    assert ApiToken.objects.filter(revoked_at=None).exists()
    revoke(client, token)
    first = ApiToken.objects.get().revoked_at
    assert first is not None
    revoke(client, token)
    assert ApiToken.objects.get().revoked_at == first
    assert "revoked" in client.get(reverse("admin:claims_apitoken_changelist")).content.decode()


def test_a_person_is_made_with_a_role_and_comes_in(client: Client, browse: Browse) -> None:
    role = Group.objects.get(name="checker")
    password = "a long word indeed"
    data = {
        "username": "nia",
        "usable_password": "true",
        "password1": password,
        "password2": password,
        "groups": role.pk,
    }
    assert saved(send(client, reverse("admin:claims_user_add"), **data))
    nia = User.objects.get(username="nia")
    assert nia.is_staff
    assert nia.check_password(password)
    assert browse(nia).get(reverse("admin:claims_claim_changelist")).status_code == 200


def test_a_program_never_comes_in(client: Client, browse: Browse) -> None:
    data = {
        "username": "bot",
        "usable_password": "false",
        "is_service": "on",
        "groups": Group.objects.get(name="reporter").pk,
    }
    assert saved(send(client, reverse("admin:claims_user_add"), **data))
    bot = User.objects.get(username="bot")
    assert not bot.is_staff
    assert not bot.has_usable_password()
    address = reverse("admin:claims_user_change", args=[bot.pk])
    assert "cannot be a superuser" in errors_of(send(client, address, is_superuser="on"))


def test_the_time_zone_is_one_that_there_is(client: Client, reader: User) -> None:
    address = reverse("admin:claims_user_change", args=[reader.pk])
    assert read_form(client, address)["time_zone"] == "", "it is not the newsroom's"
    assert "Select a valid choice" in errors_of(send(client, address, time_zone="Mars/Olympus"))
    assert saved(send(client, address, time_zone="Asia/Baghdad"))
    reader.refresh_from_db()
    assert reader.time_zone == "Asia/Baghdad"


def test_users_are_never_deleted(client: Client, reader: User) -> None:
    assert client.post(reverse("admin:claims_user_delete", args=[reader.pk]), {"post": "yes"}).status_code == 403


def test_a_role_says_what_it_opens_and_is_not_changed_here(client: Client) -> None:
    role = Group.objects.get(name="reporter")
    shown = client.get(reverse("admin:auth_group_change", args=[role.pk])).content.decode()
    assert "claims:write: File and change claims" in shown
    assert client.post(reverse("admin:auth_group_change", args=[role.pk]), {"name": "x"}).status_code == 403
