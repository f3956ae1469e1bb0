"""Write the refused rows of a load."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions.imports.requests.refused_rows import refused_rows
from claims.models import ImportBatch


class Command(BaseCommand):
    """Write the rows that a load refused, each unchanged and with its problems."""

    help = "Write the rows that a load refused to standard output, as a file to be corrected and loaded again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the command line."""
        parser.add_argument("batch", type=int, help="the number of the import batch")

    def handle(self, *_args: Any, batch: int, **_options: Any) -> None:
        """Run the command."""
        try:
            found = ImportBatch.objects.select_related("mapping").get(pk=batch)
        except ImportBatch.DoesNotExist as error:
            raise CommandError(f"There is no import batch {batch}.") from error
        binary = getattr(self.stdout, "buffer", sys.stdout.buffer)
        for block in refused_rows(found).content:
            binary.write(block)
        binary.flush()
