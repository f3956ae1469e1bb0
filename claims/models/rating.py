"""Ratings: the labels of a rating scale."""

from typing import ClassVar

import pgtrigger
from django.db import models

from claims.models.base import Versioned
from claims.models.fields import NumericField, filled, one_of, text_field, word_field
from claims.models.triggers import refusal, tick_noun_clock, touch_root
from claims.rules.figures.interval import VALUE_BOUND
from claims.rules.vocabulary import NORMALIZED_RATINGS

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def slug_form(table: str) -> models.CheckConstraint:
    """Constrain a slug to lower-case letters and digits, joined by single hyphens."""
    return models.CheckConstraint(
        condition=models.Q(slug__regex=SLUG),
        name=f"{table}_slug_form",
        violation_error_message="slug must be lower-case letters and digits, joined by single hyphens.",
    )


class RatingScale(Versioned):
    """The rating scale of one organisation; `worst` and `best` are the ends of its values, or null."""

    slug = models.CharField(
        max_length=100, help_text="Short name for URLs: lower-case letters and digits, joined by single hyphens."
    )
    name = models.CharField(max_length=300, help_text="Name of the scale.")
    worst = NumericField(
        null=True, blank=True, help_text="The lowest value of its ratings. Empty if they have no values."
    )
    best = NumericField(
        null=True, blank=True, help_text="The highest value of its ratings. Empty if they have no values."
    )

    class Meta:
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            tick_noun_clock(),
            pgtrigger.Trigger(
                name="scale_holds_ratings",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("worst", "best"),
                func=f"""
                    IF EXISTS (
                        SELECT FROM claims_rating WHERE scale_id = NEW.id AND value IS NOT NULL
                        AND (value BETWEEN NEW.worst AND NEW.best) IS NOT TRUE
                    ) THEN {refusal("scale_holds_ratings", "A rating of this scale lies outside these ends.")} END IF;
                    RETURN NEW;
                """,
            ),
        ]
        constraints: ClassVar = [
            slug_form("ratingscale"),
            filled("ratingscale", "name"),
            models.UniqueConstraint(
                fields=["slug"],
                name="ratingscale_slug_unique",
                violation_error_message="A rating scale of this slug is there already.",
            ),
            models.CheckConstraint(
                condition=models.Q(worst__isnull=True, best__isnull=True)
                | models.Q(worst__isnull=False, best__isnull=False, worst__lt=models.F("best"))
                & models.Q(worst__gt=-VALUE_BOUND, best__lt=VALUE_BOUND),
                name="ratingscale_ends",
                violation_error_message="worst and best must be given together, worst being the smaller.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rating(Versioned):
    """One label of a scale; `normalized` is null where no honest mapping exists."""

    scale = models.ForeignKey(
        RatingScale, models.PROTECT, related_name="ratings", help_text="The scale that the rating is part of."
    )
    slug = models.CharField(
        max_length=100,
        help_text="Short name, unique on the scale: lower-case letters and digits, joined by single hyphens.",
    )
    name = models.CharField(max_length=300, help_text="The label, as its publisher prints it.")
    meaning = text_field(500, help_text="What the rating says about a claim, in one sentence.")
    position = models.IntegerField(help_text="Place on the scale, from 1.")
    value = NumericField(
        null=True,
        blank=True,
        help_text="The number that the publisher gives the rating, between the ends of its scale.",
    )
    is_retired = models.BooleanField(
        default=False, db_default=False, help_text="Whether the rating is kept for old verdicts only."
    )
    normalized = word_field(
        NORMALIZED_RATINGS,
        null=True,
        blank=True,
        help_text="The same rating on the scale that all publishers share. Empty where there is no honest match.",
    )

    class Meta:
        ordering: ClassVar = ["scale", "position"]
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *touch_root("claims_ratingscale", "scale_id"),
            tick_noun_clock(),
            pgtrigger.Trigger(
                name="rating_inside_scale",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("value", "scale_id"),
                func=f"""
                    IF NEW.value IS NOT NULL AND NOT EXISTS (
                        SELECT FROM claims_ratingscale WHERE id = NEW.scale_id AND NEW.value BETWEEN worst AND best
                        FOR SHARE
                    ) THEN {refusal("rating_inside_scale", "value must lie between the ends of the scale.")} END IF;
                    RETURN NEW;
                """,
            ),
        ]
        constraints: ClassVar = [
            slug_form("rating"),
            filled("rating", "name"),
            one_of("rating", "normalized", NORMALIZED_RATINGS),
            models.UniqueConstraint(
                fields=["scale", "slug"],
                name="rating_slug_unique",
                violation_error_message="A rating of this slug is on the scale already.",
            ),
            models.UniqueConstraint(
                fields=["scale", "position"],
                name="rating_position_unique",
                violation_error_message="A rating stands at this position of the scale already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
