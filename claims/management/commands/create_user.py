"""Create a person or a service account."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions.actors import OPERATOR
from claims.actions.users import UserError, WeakPasswordError, check_new_user, create_user
from claims.rules.access import ROLES


class Command(BaseCommand):
    """Create a user with roles; a person gets a password, a service account none."""

    help = "Create a person who logs in, or with --service an account for a program, which has tokens only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the command line."""
        parser.add_argument("name", help="the user name, for example anna or cms-bot")
        parser.add_argument(
            "--role", action="append", default=[], metavar="ROLE", help=f"{', '.join(ROLES)}; may be repeated"
        )
        parser.add_argument("--superuser", action="store_true", help="every right, except approving own verdicts")
        parser.add_argument("--service", action="store_true", help="a program: no password, no log-in, never approves")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password as a line of standard input"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        try:
            check_new_user(options["name"], options["role"])  # before anybody types a password
            user = create_user(
                options["name"],
                roles=options["role"],
                password=_password(is_service=options["service"], is_on_stdin=options["password_stdin"]),
                is_superuser=options["superuser"],
                is_service=options["service"],
                actor=OPERATOR,
            )
        except (UserError, WeakPasswordError) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Made {user.username} ({', '.join(options['role'])}).")


def _password(*, is_service: bool, is_on_stdin: bool) -> str | None:
    """Read the password if one is given or needed. Raises CommandError if that is impossible."""
    if is_on_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise CommandError("Standard input holds no password: pipe one line into --password-stdin.")
        return password
    if is_service:
        return None
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask for a password: use --password-stdin, or --service for none.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Password again: ") != password:
        raise CommandError("The two passwords differ.")
    return password
