"""Bring the database up to date and make what a newcomer needs; safe to repeat.

`python -m factcheck.prepare` tells its progress on stderr and prints one JSON object on stdout: empty, or the first
administrator's `user`, `password` and `token`, which are known at no later time.
"""

import contextlib
import io
import json
import os
import secrets
import subprocess
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.migrations import partly_migrated
from factcheck.child import BASE_DIR
from factcheck.reach import refuse_old_server, refuse_unreachable
from factcheck.refusal import CannotRunError, exit_status

ADMINISTRATOR = "admin"
SCOPES = "claims:read,internal:read,claims:write,verdicts:write,imports:write,events:read"


def prepare() -> dict[str, str]:
    """Migrate, make roles and scales, and the first time the sample newsroom and an administrator.

    The sample goes into an empty database only, and never into production. Raises CannotRunError where a command fails.
    """
    if reason := partly_migrated(connection):
        raise CannotRunError(reason)
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    _tell(f"schema: {steps} migrations to apply" if steps else "schema: up to date")
    call_command("migrate", verbosity=0, interactive=False)
    _tell("roles and rating scales")
    quiet = io.StringIO()
    call_command("load_roles", stdout=quiet)
    call_command("load_scales", stdout=quiet)
    if settings.FACTCHECK_ENV == "production":
        return {}
    from claims.models import Claim, User  # noqa: PLC0415  (models can be imported after django.setup() only)

    if not Claim.objects.exists():
        _tell("sample newsroom")
        call_command("load_sample", stdout=quiet)
    if User.objects.filter(is_superuser=True).exists():
        return {}
    _tell("first administrator")
    return _make_administrator()


def _make_administrator() -> dict[str, str]:
    password = secrets.token_urlsafe(15)
    _manage("create_user", ADMINISTRATOR, "--role", "editor", "--superuser", "--password-stdin", given=password)
    token = _manage("create_token", ADMINISTRATOR, "--scopes", SCOPES)
    return {"user": ADMINISTRATOR, "password": password, "token": token}


def _manage(*arguments: str, given: str = "") -> str:
    command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
    done = subprocess.run(command, check=False, input=given, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise CannotRunError(f"`manage.py {arguments[0]} {arguments[1]}` failed; its message is above.")
    return done.stdout.strip()


def _tell(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)


def main() -> int:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    with contextlib.redirect_stdout(sys.stderr), refuse_unreachable():
        django.setup()
        refuse_old_server()
        try:
            made = prepare()
        except CommandError as error:
            raise CannotRunError(str(error)) from error
    print(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
