"""Commands for scripts and operators, as they are typed."""

import datetime as dt
import io
import re
import sys
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.actions.tokens import digest_of
from claims.models import ApiToken, Claim, Rating, RatingScale, User
from claims.rules.access import ROLES

pytestmark = pytest.mark.django_db

PASSWORD = "violet lamp under seven stairs"


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


def failure(*arguments: str) -> str:
    """Run a command that fails, and give the one line it says."""
    with pytest.raises(CommandError) as failed:
        run(*arguments)
    said = str(failed.value)
    assert "\n" not in said
    return said


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return give


class TestLoad:
    def test_roles_and_scales_are_made_once(self) -> None:
        Group.objects.all().delete()
        Rating.objects.all().delete()
        RatingScale.objects.all().delete()
        assert run("load_roles") == f"Made the roles {', '.join(ROLES)}.\n"
        assert run("load_roles") == "All roles were there.\n"
        assert run("load_scales") == "Made 6 scales and 45 ratings.\n"
        assert run("load_scales") == "Made 0 scales and 0 ratings.\n"
        assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)

    def test_a_scale_that_differs_is_reported(self) -> None:
        Rating.objects.filter(scale__slug="true-false", slug="false").update(name="Untrue")
        assert "true-false/false: name is Untrue, shipped as False; left alone" in run("load_scales")

    def test_the_sample_is_filed_once(self) -> None:
        assert run("load_sample") == "Filed 8 claims.\n"
        assert run("load_sample") == "The sample was there already.\n"
        assert Claim.objects.count() == 8

    def test_the_epoch_is_raised_and_printed(self) -> None:
        raised = int(run("raise_epoch"))
        assert 1 < raised < int(run("raise_epoch"))


class TestCreateUser:
    def test_a_person_with_a_password(self, given: Any) -> None:
        given(f"{PASSWORD}\n")
        run("create_user", "anna", "--role", "checker", "--role", "data_desk", "--password-stdin")
        anna = User.objects.get(username="anna")
        assert anna.check_password(PASSWORD)
        assert set(anna.groups.values_list("name", flat=True)) == {"checker", "data_desk"}
        assert anna.is_staff

    def test_a_superuser(self, given: Any) -> None:
        given(PASSWORD)
        run("create_user", "sam", "--role", "editor", "--superuser", "--password-stdin")
        assert User.objects.get().is_superuser

    def test_a_service_account_needs_no_password(self) -> None:
        run("create_user", "cms-bot", "--role", "reporter", "--service")
        bot = User.objects.get()
        assert bot.is_service
        assert not bot.has_usable_password()
        assert not bot.is_staff

    @pytest.mark.parametrize(
        ("arguments", "text", "said"),
        [
            (["anna", "--role", "reader"], "", "no terminal"),
            (["anna", "--role", "reader", "--password-stdin"], "", "holds no password"),
            (["anna", "--role", "reader", "--password-stdin"], "short\n", "too short"),
            (["anna", "--role", "boss"], "", "role: 'boss' is no role; give one of reader"),
            (["anna"], "", "role: '' is no role; give at least one of reader"),
            (["an na", "--role", "reader"], "", "name: 'an na' is no user name"),
            (["bot", "--role", "reader", "--service", "--superuser"], "", "service account"),
            (["bot", "--role", "reader", "--service", "--password-stdin"], f"{PASSWORD}\n", "service account"),
        ],
    )
    def test_what_does_not_do_is_said_in_one_line(self, given: Any, arguments: list[str], text: str, said: str) -> None:
        given(text)
        assert said in failure("create_user", *arguments)
        assert not User.objects.exists()

    @pytest.mark.usefixtures("reader")
    def test_a_name_that_is_taken(self) -> None:
        assert "name: 'Rosa-Reader' is taken" in failure("create_user", "Rosa-Reader", "--role", "reader", "--service")


class TestCreateToken:
    def test_it_is_printed_alone_and_opens_what_it_says(self, reporter: User) -> None:
        printed = run("create_token", reporter.username, "--scopes", "claims:read, claims:write", "--label", "cms")
        assert re.fullmatch(r"fct_[A-Za-z0-9_-]{43}\n", printed)
        token = ApiToken.objects.get(digest=digest_of(printed.strip()))
        assert (token.owner, token.scopes, token.name) == (reporter, ["claims:read", "claims:write"], "cms")
        assert token.expires_at is None

    def test_it_expires_after_days(self, reporter: User) -> None:
        run("create_token", reporter.username, "--scopes", "claims:read", "--expires", "30")
        expires_at = ApiToken.objects.get().expires_at
        assert expires_at is not None
        assert abs(expires_at - timezone.now() - dt.timedelta(days=30)) < dt.timedelta(minutes=1)

    def test_a_superuser_s_tokens_may_do_more(self, superuser: User) -> None:
        run("create_token", superuser.username, "--scopes", "tokens:admin,imports:write")
        assert ApiToken.objects.get().scopes == ["imports:write", "tokens:admin"]

    @pytest.mark.usefixtures("reporter")
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["robin-reporter", "--scopes", "verdicts:approve,claims:read"], "'verdicts:approve' is beyond"),
            (["robin-reporter", "--scopes", "claims:eat"], "'claims:eat' is no scope"),
            (["robin-reporter", "--scopes", " , "], "names no scope"),
            (["nobody", "--scopes", "claims:read"], "name: 'nobody' is no user"),
            *(
                (
                    ["robin-reporter", "--scopes", "claims:read", f"--expires={days}"],
                    f"--expires: '{days}' is no number",
                )
                for days in ["0", "-1", "soon", "1.5", "99999999999"]
            ),
        ],
    )
    def test_what_does_not_do_is_said_in_one_line(self, arguments: list[str], said: str) -> None:
        assert said in failure("create_token", *arguments)
        assert not ApiToken.objects.exists()

    def test_an_inactive_user_gets_none(self, reporter: User) -> None:
        User.objects.update(is_active=False)
        assert "is inactive" in failure("create_token", reporter.username, "--scopes", "claims:read")
