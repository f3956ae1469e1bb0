"""Attributions: the chain by which a claim reached a source."""

from typing import ClassVar

from django.db import models

from claims.models.appearance import Appearance
from claims.models.base import Versioned
from claims.models.entity import Entity
from claims.models.fields import one_of, text_field, word_field
from claims.models.triggers import touch_root
from claims.rules.vocabulary import ATTRIBUTION_ROLES, CERTAINTIES


class AttributionQuerySet(models.QuerySet["Attribution"]):
    """A queryset of attributions."""

    def visible(self, *, internal: bool) -> "AttributionQuerySet":
        """Filter to rows that a caller may see: confidential links need `internal:read`."""
        return self if internal else self.filter(is_confidential=False, appearance__source__is_confidential=False)


class Attribution(Versioned):
    """One link of the chain: the originator first, then those who relayed it.

    `entity` is null for the anonymous, and where nobody has said yet who is meant.
    """

    appearance = models.ForeignKey(
        Appearance, models.CASCADE, related_name="attributions", help_text="The appearance that the link belongs to."
    )
    position = models.IntegerField(help_text="Place in the chain: 1 is whoever said it first.")
    role = word_field(
        ATTRIBUTION_ROLES, "originator", help_text="Whether this is who said it first, or who passed it on."
    )
    named_as = text_field(300, help_text="The name as printed: Washington.")
    described_as = text_field(
        300, help_text="The role at the time or the description, as printed: two officials who asked not to be named."
    )
    entity = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attributions",
        help_text="Who that is. Empty where nobody is named.",
    )
    is_anonymous = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether the source keeps the name to itself. Then there is no entity: two sets of unnamed officials "
        "are not one.",
    )
    cue = text_field(100, help_text="The verb of saying, as printed: said, claimed, denied.")
    certainty = word_field(
        CERTAINTIES, "explicit", help_text="Whether the words name this link, imply it or leave it open."
    )
    is_confidential = models.BooleanField(
        default=False, db_default=False, help_text="Whether only users with internal:read see this link."
    )

    objects = AttributionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["appearance", "position"]
        triggers: ClassVar = [*Versioned.Meta.triggers, *touch_root("claims_appearance", "appearance_id")]
        constraints: ClassVar = [
            one_of("attribution", "role", ATTRIBUTION_ROLES),
            one_of("attribution", "certainty", CERTAINTIES),
            models.UniqueConstraint(
                fields=["appearance", "position"],
                name="attribution_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="attribution_position_positive"),
            models.CheckConstraint(
                condition=models.Q(entity__isnull=False) | ~models.Q(named_as="") | ~models.Q(described_as=""),
                name="attribution_says_who",
                violation_error_message="An attribution needs an entity, named_as or described_as.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_anonymous=False) | models.Q(entity__isnull=True),
                name="attribution_anonymous_without_entity",
                violation_error_message="An anonymous link has no entity.",
            ),
        ]

    def __str__(self) -> str:
        return self.named_as or self.described_as or str(self.entity)
