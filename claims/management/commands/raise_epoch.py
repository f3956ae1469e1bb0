"""Begin a new epoch of the feed."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.actors import OPERATOR
from claims.actions.epoch import raise_epoch


class Command(BaseCommand):
    """Raise the feed's epoch after a restore or a move, and print it."""

    help = "Begin a new epoch of the feed: needed after a restore or a move, before anything is written."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run the command."""
        self.stdout.write(str(raise_epoch(actor=OPERATOR)))
