"""Recompute the intervals of figures after the rule has changed."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.actors import OPERATOR
from claims.actions.derived_figures import derive_figures
from claims.rules.figures.interval import POLICY


class Command(BaseCommand):
    """Recompute the interval of every figure that another version of the rule made."""

    help = (
        "Recompute the interval of every figure that another version of the rule made. Safe to stop and to repeat; "
        "what was printed never changes."
    )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command, and report its progress."""

        def report(done: int, total: int) -> None:
            if options["verbosity"]:
                self.stdout.write(f"{done:,} of {total:,} figures")

        derived = derive_figures(actor=OPERATOR, on_progress=report)
        for refused in derived.refused:
            self.stderr.write(refused)
        if options["verbosity"]:
            kept = f"; {len(derived.refused):,} are refused by the rule and keep theirs" if derived.refused else ""
            self.stdout.write(
                f"{derived.done:,} figures are of rule {POLICY} now, {derived.changed:,} intervals changed{kept}."
            )
