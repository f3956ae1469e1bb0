"""Create the roles."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.actors import OPERATOR
from claims.actions.roles import load_roles


class Command(BaseCommand):
    """Create the group of every role; safe to repeat."""

    help = "Create the roles (reader, reporter, checker, editor, data_desk) as groups. Safe to repeat."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        made = load_roles(actor=OPERATOR)
        if options["verbosity"]:
            self.stdout.write(f"Made the roles {', '.join(made)}." if made else "All roles were there.")
