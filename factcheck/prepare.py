"""Migrate the database and create what a newcomer needs. Safe to repeat.

`python -m factcheck.prepare` reports its progress on stderr and prints one JSON object on stdout. The object is empty,
or holds the `user`, `password` and `token` of the first administrator, which are not stored anywhere, and `try`, a path
of the API to open first.
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
from factcheck.cannot_run import CannotRunError, exit_status
from factcheck.paths import BASE_DIR
from factcheck.reach import refuse_old_server, refuse_unreachable

ADMINISTRATOR = "admin"
SCOPES = "claims:read,internal:read,claims:write,verdicts:write,imports:write,events:read"


def prepare() -> dict[str, str]:
    """Migrate, create roles and rating scales and, in development, what a first run needs.

    Raises CannotRunError if a command fails.
    """
    if reason := partly_migrated(connection):
        raise CannotRunError(reason)
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    _report(f"schema: applying {steps} migrations" if steps else "schema: up to date")
    call_command("migrate", verbosity=0, interactive=False)
    _report("roles and rating scales: up to date")
    quiet = io.StringIO()
    call_command("load_roles", stdout=quiet)
    call_command("load_scales", stdout=quiet)
    return {} if settings.FACTCHECK_ENV == "production" else _prepare_first_run()


def _prepare_first_run() -> dict[str, str]:
    """Load the sample newsroom and create an administrator, unless a superuser exists already."""
    from claims.models import Claim, User  # noqa: PLC0415  (models can only be imported after django.setup())

    has_claims = Claim.objects.exists()
    if not settings.LOADS_SAMPLE and has_claims:
        _report("this newsroom holds claims already; for an empty one, add FACTCHECK_DATA_DIR=/path/of/a/new/folder")
    if User.objects.filter(is_superuser=True).exists():
        return {}
    if settings.LOADS_SAMPLE and not has_claims:
        _report("sample newsroom: loading (SAMPLE=0 leaves it out)")
        call_command("load_sample", stdout=io.StringIO())
    _report("first administrator: creating")
    search = "?q=rockets" if settings.LOADS_SAMPLE else ""
    return {**_create_administrator(), "try": f"/api/v1/claims{search}"}


def _create_administrator() -> dict[str, str]:
    password = secrets.token_urlsafe(15)
    _manage(
        "create_user", ADMINISTRATOR, "--role", "editor", "--superuser", "--password-stdin", standard_input=password
    )
    token = _manage("create_token", ADMINISTRATOR, "--scopes", SCOPES)
    return {"user": ADMINISTRATOR, "password": password, "token": token}


def _manage(*arguments: str, standard_input: str = "") -> str:
    command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
    done = subprocess.run(command, check=False, input=standard_input, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise CannotRunError(f"`./manage {arguments[0]} {arguments[1]}` failed, see its message above.")
    return done.stdout.strip()


def _report(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)


def main() -> int:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    with contextlib.redirect_stdout(sys.stderr), refuse_unreachable():
        django.setup()
        refuse_old_server()
        try:
            created = prepare()
        except CommandError as error:
            raise CannotRunError(str(error)) from error
    print(json.dumps(created))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
