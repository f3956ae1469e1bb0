"""Load the sample newsroom."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.actors import OPERATOR
from claims.actions.sample import load_sample


class Command(BaseCommand):
    """File the claims of the sample newsroom; safe to repeat."""

    help = "File the claims of the sample newsroom, with their sources and verdicts. Safe to repeat."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        filed = load_sample(actor=OPERATOR)
        if options["verbosity"]:
            self.stdout.write(f"Filed {filed} claims." if filed else "The sample was there already.")
