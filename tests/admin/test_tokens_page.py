"""Tokens on the desk: made and shown once, replaced, revoked."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ApiToken, User
from tests.admin.conftest import Browse
from tests.api_client import ApiClient
from tests.conftest import MakeToken

pytestmark = pytest.mark.django_db

SCOPES = ["claims:read", "claims:write"]


@pytest.fixture
def page() -> str:
    return reverse("admin:desk_tokens")


def secret_in(response: Any) -> str:
    """Return the secret that an answer shows."""
    found: str = response.context["outcome"].secret
    assert found in response.content.decode()
    return found


def works(secret: str) -> bool:
    """Return whether a secret opens the API."""
    return ApiClient(secret).get("/me").status_code == 200


def make(client: Client, page: str, owner: User, **typed: Any) -> Any:
    return client.post(page, {"name": "The CMS", "owner": owner.pk, "scopes": SCOPES, **typed})


def test_a_token_is_made_and_shown_once(superuser: User, reporter: User, browse: Browse, page: str) -> None:
    client = browse(superuser)
    answer = make(client, page, reporter)
    assert "no-store" in answer.headers["Cache-Control"]
    secret = secret_in(answer)
    assert works(secret)
    token = ApiToken.objects.get(owner=reporter)
    assert (token.name, token.scopes) == ("The CMS", SCOPES)
    later = client.get(page).content.decode()
    assert secret not in later
    assert token.prefix in later
    assert "File and change claims and their parts." in later


def test_a_scope_beyond_the_owners_roles_is_refused_with_what_was_typed(
    superuser: User, reporter: User, browse: Browse, page: str
) -> None:
    answer = make(browse(superuser), page, reporter, scopes=["verdicts:publish"])
    assert answer.status_code == 422
    assert "The CMS" in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_only_who_may_make_tokens_does(reporter: User, browse: Browse, page: str) -> None:
    client = browse(reporter)
    assert "Make a token" not in client.get(page).content.decode()
    assert make(client, page, reporter).status_code == 403


def test_an_own_token_is_replaced_and_revoked(reporter: User, browse: Browse, page: str, make_token: MakeToken) -> None:
    old = make_token(reporter)
    client, row = browse(reporter), ApiToken.objects.get()
    new = secret_in(client.post(page, {"rotate": row.pk}))
    assert works(new)
    assert works(old)
    assert client.post(page, {"revoke": row.pk}).status_code == 200
    assert not works(old)
    assert client.post(page, {"rotate": row.pk}).status_code == 422


def test_a_token_of_another_is_out_of_reach(
    reporter: User, editor: User, browse: Browse, page: str, make_token: MakeToken
) -> None:
    make_token(editor)
    row = ApiToken.objects.get()
    client = browse(reporter)
    assert row.prefix not in client.get(page).content.decode()
    for pressed in ("rotate", "revoke"):
        assert client.post(page, {pressed: row.pk}).status_code == 422
