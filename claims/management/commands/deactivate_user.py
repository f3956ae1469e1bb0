"""Deactivate a person or program."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions.actors import OPERATOR
from claims.actions.users import UserError, deactivate_user


class Command(BaseCommand):
    """Deactivate a user and list the claims that still wait for them."""

    help = "Deactivate a person or program and their tokens, and list the claims that still wait for them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the command line."""
        parser.add_argument("name", help="the user name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        try:
            user, waiting = deactivate_user(options["name"], actor=OPERATOR)
        except UserError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Deactivated {user.username}; {len(waiting)} open claims wait for somebody else.")
        for claim in waiting:
            due = f", due {claim.due_at:%Y-%m-%d %H:%M} UTC" if claim.due_at else ""
            self.stdout.write(f"  claim {claim.pk} ({claim.status}{due}): {claim}")
