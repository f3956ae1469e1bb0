"""API tokens: what is stored, and who cannot have one."""

import datetime as dt
import hashlib
import re

import pytest
from django.utils import timezone

from claims.actions.actors import OPERATOR, actor_of
from claims.actions.tokens import TokenError, create_token, digest_of, rotate_token
from claims.models import ApiToken, User
from claims.rules.access import AccessError

pytestmark = pytest.mark.django_db


def test_only_the_hash_and_the_first_characters_are_kept(reporter: User) -> None:
    token, secret = create_token(reporter, ["claims:read"], actor=OPERATOR)
    assert re.fullmatch(r"fct_[A-Za-z0-9_-]{43}", secret)
    stored = ApiToken.objects.values().get(pk=token.pk)
    assert bytes(stored["digest"]) == hashlib.sha256(secret.encode()).digest() == digest_of(secret)
    assert stored["prefix"] == secret[:12]
    assert secret not in str(stored)


def test_two_tokens_differ(reporter: User) -> None:
    _, first = create_token(reporter, ["claims:read"], actor=OPERATOR)
    _, second = create_token(reporter, ["claims:read"], actor=OPERATOR)
    assert first[:12] != second[:12]


def test_scopes_are_stored_once_in_their_usual_order(reporter: User) -> None:
    token, _ = create_token(reporter, ["events:read", "claims:read", "events:read"], actor=OPERATOR)
    assert token.scopes == ["claims:read", "events:read"]


@pytest.mark.parametrize(
    ("scopes", "said"),
    [
        (["claims:read", "verdicts:write", "imports:write"], "'imports:write, verdicts:write' is beyond"),
        (["claims:eat"], "'claims:eat' is no scope"),
        ([], "names no scope"),
    ],
)
def test_scopes_beyond_the_owner_are_refused_by_name(reporter: User, scopes: list[str], said: str) -> None:
    with pytest.raises(TokenError, match=said):
        create_token(reporter, scopes, actor=OPERATOR)
    assert not ApiToken.objects.exists()


def test_a_superuser_may_have_any_scope(superuser: User) -> None:
    token, _ = create_token(superuser, ["tokens:admin", "imports:write"], actor=OPERATOR)
    assert token.scopes == ["imports:write", "tokens:admin"]


def test_an_inactive_owner_gets_none_and_a_token_dies_with_its_owner(reporter: User) -> None:
    token, _ = create_token(reporter, ["claims:read"], actor=OPERATOR)
    assert ApiToken.objects.valid().get() == token
    reporter.is_active = False
    reporter.save()
    assert not ApiToken.objects.valid().exists()
    with pytest.raises(TokenError, match="'robin-reporter' is inactive"):
        create_token(reporter, ["claims:read"], actor=OPERATOR)


def test_a_token_ends_when_it_expires_or_is_revoked(reporter: User) -> None:
    now = timezone.now()
    soon, _ = create_token(reporter, ["claims:read"], expires_at=now + dt.timedelta(days=1), actor=OPERATOR)
    assert ApiToken.objects.valid().get() == soon
    ApiToken.objects.update(expires_at=now - dt.timedelta(seconds=1))
    assert not ApiToken.objects.valid().exists()
    ApiToken.objects.update(expires_at=None, revoked_at=now)
    assert not ApiToken.objects.valid().exists()


def test_an_expiry_that_is_past_is_refused(reporter: User) -> None:
    with pytest.raises(TokenError, match="is past"):
        create_token(reporter, ["claims:read"], expires_at=timezone.now(), actor=OPERATOR)


def test_one_makes_ones_own_tokens_and_others_need_tokens_admin(reporter: User, editor: User, superuser: User) -> None:
    create_token(reporter, ["claims:read"], actor=actor_of(reporter))
    create_token(reporter, ["claims:read"], actor=actor_of(superuser))
    with pytest.raises(AccessError, match="tokens:admin"):
        create_token(reporter, ["claims:read"], actor=actor_of(editor))


def test_a_token_may_be_given_some_times_the_usual_limits_and_so_has_its_successor(reporter: User) -> None:
    old, _ = create_token(reporter, ["claims:read"], rate_factor=10, actor=OPERATOR)
    new, _ = rotate_token(old.pk, actor=OPERATOR, overlap=dt.timedelta())
    assert new.rate_factor == 10
    for wrong in (0, -1, 1001):
        with pytest.raises(TokenError, match="is no rate factor"):
            create_token(reporter, ["claims:read"], rate_factor=wrong, actor=OPERATOR)
