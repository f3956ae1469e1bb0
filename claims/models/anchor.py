"""Anchors: where in a source a passage stands."""

from django.db import models
from django.db.models import Q

from claims.models.fields import text_field


class Anchor(models.Model):
    """A passage of a source, as W3C TextQuote and TextPosition selectors.

    `start` and `end` count Unicode code points of the source's kept text, `end` being exclusive.
    """

    quote = text_field(help_text="The exact words.")
    quote_translation = text_field()
    prefix = text_field(help_text="The words just before the quote.")
    suffix = text_field(help_text="The words just after the quote.")
    start = models.IntegerField(null=True, blank=True)
    end = models.IntegerField(null=True, blank=True)
    locator = text_field(300, help_text="A page, a timecode and the like.")

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
