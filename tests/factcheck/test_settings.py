import secrets

import pytest

from tests.factcheck.conftest import Command

pytestmark = pytest.mark.server_independent

SOUND = {
    "FACTCHECK_ENV": "production",
    "DATABASE_URL": "postgres://factcheck:secret@db.invalid:5432/factcheck",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "factcheck.example.org",
}


def test_production_is_clean_by_djangos_own_deployment_check(run: Command) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **SOUND)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "ab" * 30}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "factcheck.example.org, *"}, "ALLOWED_HOSTS"),
    ],
)
def test_production_refuses_what_is_unsafe_and_names_it(run: Command, settings: dict[str, str], named: str) -> None:
    done = run("manage.py", "check", **{**SOUND, **settings})
    assert done.returncode == 1
    heading, *faults = done.stderr.strip().splitlines()
    assert "production" in heading
    assert [line.split()[0] for line in faults] == [named]


def test_production_names_all_that_is_unsafe_at_once(run: Command) -> None:
    done = run("manage.py", "check", FACTCHECK_ENV="production", DEBUG="1")
    assert [line.split()[0] for line in done.stderr.strip().splitlines()[1:]] == [
        "DATABASE_URL",
        "DEBUG",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"FACTCHECK_ENV": "staging"}, "FACTCHECK_ENV='staging'"),
        ({"DEBUG": "perhaps"}, "DEBUG='perhaps'"),
        ({"VERDICT_APPROVALS": "-1"}, "VERDICT_APPROVALS='-1'"),
        ({"WEB_THREADS": "0"}, "WEB_THREADS='0'"),
        ({"DATABASE_URL": "mysql://u@h/d"}, "DATABASE_URL is not a Postgres URL"),
        ({"DATABASE_URL": "factcheck"}, "DATABASE_URL"),
    ],
)
def test_a_setting_that_cannot_be_read_is_one_line(run: Command, settings: dict[str, str], said: str) -> None:
    done = run("manage.py", "check", **settings)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_address_without_a_server_is_one_line(run: Command) -> None:
    done = run("manage.py", "showmigrations", DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert done.stderr.startswith("factcheck: the database cannot be reached")
    assert len(done.stderr.strip().splitlines()) == 1
