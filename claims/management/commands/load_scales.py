"""Create the rating scales."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.actors import OPERATOR
from claims.actions.shipped_scales import load_scales


class Command(BaseCommand):
    """Create missing shipped rating scales and ratings; safe to repeat."""

    help = (
        "Create the rating scales that come with the product. Safe to repeat: missing ones are created, "
        "existing ones stay as they are, and differences are reported."
    )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        loaded = load_scales(actor=OPERATOR)
        for difference in loaded.differences:
            self.stderr.write(difference)
        if options["verbosity"]:
            self.stdout.write(f"Made {loaded.scales} scales and {loaded.ratings} ratings.")
