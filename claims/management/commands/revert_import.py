"""Take back a load."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions.actors import OPERATOR
from claims.actions.imports.revert.revert_batch import NotRevertibleError, revert_import
from claims.models import ImportBatch


class Command(BaseCommand):
    """Undo a load, as far as nobody has touched it since."""

    help = "Undo a load: claims that it made are deleted, what it changed goes back to what it was."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the command line."""
        parser.add_argument("batch", type=int, help="the number of the import batch")

    def handle(self, *_args: Any, batch: int, **options: Any) -> None:
        """Run the command."""
        try:
            found = revert_import(batch, actor=OPERATOR)
        except ImportBatch.DoesNotExist as error:
            raise CommandError(f"There is no import batch {batch}.") from error
        except NotRevertibleError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            told = found.report.get("reverted", {})
            counts = ", ".join(f"{count:,} {name}" for name, count in told.items()) or "there was nothing to take back"
            self.stdout.write(f"Import batch {batch} is {found.state}: {counts}.")
