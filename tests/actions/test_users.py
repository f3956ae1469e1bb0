"""People and service accounts."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from claims.actions.actors import OPERATOR, actor_of, roles_of
from claims.actions.users import UserError, WeakPasswordError, create_user
from claims.models import User
from claims.rules.access import ROLES

pytestmark = pytest.mark.django_db

GOOD = "violet lamp under seven stairs"


def test_a_person_logs_in_and_enters_the_admin(rf: RequestFactory) -> None:
    made = create_user("anna", roles=["checker"], password=GOOD, actor=OPERATOR)
    assert authenticate(username="anna", password=GOOD, request=rf.post("/")) == made
    assert made.is_staff
    assert not made.is_superuser
    assert roles_of(made) == {"checker"}


def test_a_service_account_never_logs_in() -> None:
    made = create_user("cms-bot", roles=["reporter"], is_service=True, actor=OPERATOR)
    assert not made.is_staff
    assert not made.has_usable_password()
    assert actor_of(made).scopes == frozenset()


def test_a_superuser_holds_every_scope() -> None:
    made = create_user("sam", roles=["editor"], password=GOOD, is_superuser=True, actor=OPERATOR)
    assert "tokens:admin" in actor_of(made).scopes


@pytest.mark.parametrize("role", ROLES)
def test_a_person_has_the_scopes_of_the_role(role: str) -> None:
    made = create_user("pat", roles=[role], password=GOOD, actor=OPERATOR)
    assert actor_of(made).scopes == ROLES[role]


def test_roles_add_up() -> None:
    made = create_user("pat", roles=["checker", "data_desk"], password=GOOD, actor=OPERATOR)
    assert actor_of(made).scopes == ROLES["checker"] | ROLES["data_desk"]


@pytest.mark.parametrize(
    ("name", "roles", "said"),
    [
        ("anna", ["reader"], "name: 'anna' is taken"),
        ("ANNA", ["reader"], "name: 'ANNA' is taken"),
        ("two words", ["reader"], "name: 'two words' is no user name"),
        ("", ["reader"], "name: '' is no user name"),
        ("x" * 151, ["reader"], "is no user name"),
        ("nul\0", ["reader"], "is no user name"),
        ("berta", ["boss"], "role: 'boss' is no role; give one of reader, reporter, checker, editor, data_desk"),
        ("berta", ["reader", "boss"], "'boss' is no role"),
        ("berta", [], "role: '' is no role; give at least one"),
    ],
)
def test_names_and_roles_that_do_not_do_are_refused(name: str, roles: list[str], said: str) -> None:
    create_user("anna", roles=["reader"], actor=OPERATOR)
    with pytest.raises(UserError) as refused:
        create_user(name, roles=roles, actor=OPERATOR)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["Xy7!", "password1234", "annabelle-smith"])
def test_a_weak_password_is_refused_and_not_repeated(password: str) -> None:
    with pytest.raises(WeakPasswordError) as refused:
        create_user("annabelle-smith", roles=["reader"], password=password, actor=OPERATOR)
    assert "password is too" in str(refused.value)
    assert password not in str(refused.value)
    assert not User.objects.exists()


@pytest.mark.parametrize("options", [{"is_superuser": True}, {"password": GOOD}])
def test_a_service_account_is_neither_superuser_nor_has_a_password(options: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="service account"):
        create_user("bot", roles=["reader"], is_service=True, actor=OPERATOR, **options)
    assert not User.objects.exists()
