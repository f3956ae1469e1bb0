"""Anchors: the position of a passage in a source."""

from django.db import models
from django.db.models import Q

from claims.models.fields import text_field


class Anchor(models.Model):
    """A passage of a source, as W3C TextQuote and TextPosition selectors.

    `start` and `end` count Unicode code points of the source's kept text, `end` being exclusive.
    """

    quote = text_field(help_text="The exact words of the source.")
    quote_translation = text_field(help_text="The quote in the claim's language.")
    prefix = text_field(help_text="The words just before the quote, which help to find it again.")
    suffix = text_field(help_text="The words just after the quote, which help to find it again.")
    start = models.IntegerField(
        null=True,
        blank=True,
        help_text="Where the passage starts in the source's kept text, counted in Unicode code points from 0.",
    )
    end = models.IntegerField(
        null=True,
        blank=True,
        help_text="Where the passage ends in the source's kept text: the position after its last code point.",
    )
    locator = text_field(300, help_text="Where to look in the source: a page, a time code.")

    class Meta:
        abstract = True


def anchored(table: str) -> models.CheckConstraint:
    """Constrain the positions of an anchor: both or neither, not negative, in order."""
    return models.CheckConstraint(
        condition=Q(start__isnull=True, end__isnull=True)
        | Q(start__isnull=False, end__isnull=False, start__gte=0, end__gt=models.F("start")),
        name=f"{table}_anchor_positions",
        violation_error_message="start and end must be given together, start at least 0 and end greater than start.",
    )
