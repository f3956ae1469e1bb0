"""Make the rating scales."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.actors import OPERATOR
from claims.actions.shipped_scales import load_scales


class Command(BaseCommand):
    """Make what is missing of the shipped rating scales; safe to repeat."""

    help = (
        "Make the rating scales that come with the product. Safe to repeat: what is missing is made, "
        "what is there is left as it is, and differences are told."
    )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        loaded = load_scales(actor=OPERATOR)
        for difference in loaded.differences:
            self.stderr.write(difference)
        if options["verbosity"]:
            self.stdout.write(f"Made {loaded.scales} scales and {loaded.ratings} ratings.")
