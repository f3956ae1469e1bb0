"""Revert a load."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions.actors import OPERATOR
from claims.actions.imports.revert.revert_batch import NotRevertibleError, revert_import
from claims.models import ImportBatch


class Command(BaseCommand):
    """Undo a load, except rows that somebody has changed since."""

    help = "Undo a load: claims that it created are deleted, and those that it changed are restored."

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
            reverted = found.report.get("reverted", {})
            counts = ", ".join(f"{count:,} {name}" for name, count in reverted.items()) or "there was nothing to revert"
            self.stdout.write(f"Import batch {batch} is {found.state}: {counts}.")
