"""Like Django's migrate, but refuses a database that was migrated by an unfinished version."""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections

from claims.management.commands.makemigrations import Command as MakeMigrations
from claims.migrations import partly_migrated


class Command(migrate.Command):
    """Django's command with a check of the applied migrations."""

    autodetector = MakeMigrations.autodetector

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise CommandError with the remedy if only some of the replaced migrations were applied."""
        if reason := partly_migrated(connections[options["database"]]):
            raise CommandError(reason)
        super().handle(*args, **options)
