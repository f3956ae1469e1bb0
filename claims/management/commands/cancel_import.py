"""Stop a load."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions.actors import OPERATOR
from claims.actions.imports.requests.cancellation import NotUnderWayError, cancel_import
from claims.models import ImportBatch


class Command(BaseCommand):
    """Stop a load, here or in a worker; what it has written stays."""

    help = "Stop a load that waits or runs. What it has written stays, and its batch shows how much that is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the command line."""
        parser.add_argument("batch", type=int, help="the number of the import batch")

    def handle(self, *_args: Any, batch: int, **options: Any) -> None:
        """Run the command."""
        try:
            found = cancel_import(batch, actor=OPERATOR)
        except ImportBatch.DoesNotExist as error:
            raise CommandError(f"There is no import batch {batch}.") from error
        except NotUnderWayError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Import batch {batch} is {found.state}.")
