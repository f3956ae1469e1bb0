"""Verify the history."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from claims.models.verification import tracked_models, verify


class Command(BaseCommand):
    """Replay the history against the tables and report every difference."""

    help = "Replay the history against the tables; exits with 1 if they differ."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command, on one snapshot of the whole database."""
        found = 0
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            for model in tracked_models():
                for difference in verify(model):
                    found += 1
                    self.stdout.write(f"{difference.noun} {difference.id}: {difference.problem}")
        if found:
            raise CommandError(f"{found} differences: something was written without the triggers.")
        if options["verbosity"]:
            self.stdout.write(f"The history of {len(tracked_models())} tables gives them as they are.")
