"""Appearances: a claim was made in a source."""

from typing import Any, ClassVar

from django.db import models

from claims.models.anchor import Anchor, anchored
from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.fields import one_of, word_field
from claims.models.judged_words import ONLY_APPEARANCE
from claims.models.source import Source
from claims.models.triggers import touch_root
from claims.rules.vocabulary import VOICES


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    """A queryset of appearances."""

    def visible(self, *, internal: bool) -> "AppearanceQuerySet":
        """Filter to rows that a caller may see: confidential sources need `internal:read`."""
        return self if internal else self.filter(source__is_confidential=False)

    def for_claims(self, *, internal: bool) -> "AppearanceQuerySet":
        """Order by filing, and prefetch the source and the chain that a caller may see."""
        chain: Any = self.model._meta.get_field("attributions").related_model
        links = models.Prefetch("attributions", chain.objects.visible(internal=internal).select_related("entity"))
        return self.visible(internal=internal).select_related("source").prefetch_related(links).order_by("pk")


class Appearance(Anchor, Versioned):
    """A claim was made in a source: the quote, its anchor, in whose voice."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appearances", help_text="The claim that was made.")
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="appearances", help_text="The source in which it was made."
    )
    voice = word_field(
        VOICES, "attributed", help_text="Whether the source attributes the claim to somebody or makes it itself."
    )
    is_first = models.BooleanField(
        default=False, db_default=False, help_text="Whether this is the first appearance of the claim."
    )

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers, *touch_root("claims_claim", "claim_id"), ONLY_APPEARANCE]
        constraints: ClassVar = [
            one_of("appearance", "voice", VOICES),
            anchored("appearance"),
            models.UniqueConstraint(
                fields=["claim"],
                condition=models.Q(is_first=True),
                name="appearance_one_first",
                violation_error_message="Another appearance of this claim is the first already.",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} in source {self.source_id}"
