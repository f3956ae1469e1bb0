"""List quotes that the text of their source does not hold, or whose offsets show other words."""

from collections.abc import Iterator
from typing import Any

from django.core.management import BaseCommand

from claims.models.appearance import Appearance
from claims.models.evidence import Evidence
from claims.rules.anchor import AnchorError, locate

CHUNK = 200


class Command(BaseCommand):
    """Check the anchors that are stored. Nothing is changed."""

    help = "List quotes that the text of their source does not hold, or whose offsets are wrong. Nothing is changed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print a line for each, with the claim, the part and what is wrong."""
        count = 0
        for line in wrong_anchors():
            count += 1
            self.stdout.write(line)
        self.stdout.write(f"{count} found." if count else "None found.")


def wrong_anchors() -> Iterator[str]:
    """Yield a line for each quote of a source with a kept text that is not held by it."""
    for model in (Appearance, Evidence):
        rows = model.objects.exclude(source__text="").exclude(source=None).exclude(quote="")
        for row in rows.select_related("source").order_by("pk").iterator(CHUNK):
            try:
                text = row.source.text if row.source else ""
                locate(text, row.quote, start=row.start, end=row.end, prefix=row.prefix, suffix=row.suffix)
            except AnchorError as error:
                yield f"claim {row.claim_id}, {model._meta.model_name} {row.pk}: {error}"
