"""List people, outlets, sources and measures that seem to be in the database twice."""

from typing import Any

from django.core.management import BaseCommand

from claims.actions.nouns.doubles import find_doubles


class Command(BaseCommand):
    """List nouns that seem to be the same. Nothing is changed."""

    help = "List people, outlets, sources and measures that seem to be in the database twice. Nothing is changed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print a line for each group, with the ids and names of its nouns."""
        count = 0
        for doubles in find_doubles():
            count += 1
            listed = "; ".join(f"{row.pk} {row}" for row in doubles.rows)
            self.stdout.write(f"{doubles.kind}, {doubles.reason}: {listed}")
        self.stdout.write(f"{count} found." if count else "None found.")
