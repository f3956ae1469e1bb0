"""Quantities: the figures that a claim states."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.fields import (
    NumericField,
    dates_in_order,
    filled,
    one_of,
    partial_date,
    precision_field,
    text_field,
    word_field,
)
from claims.models.measure import Measure
from claims.models.triggers import RefuseChange, touch_root
from claims.rules.dates import PartialDate
from claims.rules.vocabulary import CONFIDENCES, DIRECTIONS, HEDGES, MODALITIES, QUANTITY_KINDS

DERIVED = ["interval_low", "interval_high", "is_low_open", "is_high_open", "policy", "rule"]
BOUND = 10**30


def lowest() -> Coalesce:
    """Return the lower end by which a figure is searched: its value or, for a vague word, the end of its interval."""
    return Coalesce("value_low", "interval_low")


def highest() -> Coalesce:
    """Return the upper end by which a figure is searched."""
    return Coalesce("value_high", "interval_high")


def may_be_from(value: PartialDate) -> Q:
    """Match figures that may hold at the start of a period or later."""
    day = value.value
    month, year = day.replace(day=1), day.replace(month=1, day=1)
    is_later = Q(as_of__gte=day)
    if value.time is not None:
        is_later = Q(as_of__gt=day) | Q(as_of=day) & (Q(as_of_time__isnull=True) | Q(as_of_time__gte=value.time))
    return Q(as_of__gte=year) & (
        is_later | Q(as_of__gte=month, as_of_precision="month") | Q(as_of__gte=year, as_of_precision="year")
    )


def may_be_until(value: PartialDate) -> Q:
    """Match figures that may hold at the end of a period or earlier."""
    last = value.last_day
    if value.time is None:
        return Q(as_of__lte=last)
    is_earlier = Q(as_of__lt=last) | Q(as_of_time__isnull=True) | Q(as_of_time__lte=value.time)
    return Q(as_of__lte=last) & is_earlier


class QuantityQuerySet(models.QuerySet["Quantity"]):
    """A queryset of quantities."""

    def visible(self, *, internal: bool) -> "QuantityQuerySet":  # noqa: ARG002
        """Return all: every caller may see them."""
        return self

    def for_claims(self, *, internal: bool) -> "QuantityQuerySet":
        """Order by filing, and prefetch related rows."""
        return self.visible(internal=internal).select_related("measure").order_by("pk")


class Quantity(Versioned):
    """A figure of a claim, in two layers.

    The literal layer is what was printed; it is replaced with a reason, never edited. The derived
    layer is the interval that `rules.figures.interval` makes of it; null is unbounded there.
    """

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="quantities", help_text="The claim that states the figure."
    )
    surface = models.CharField(max_length=300, help_text="The words as printed: about 3,000 additional troops.")
    value_low = NumericField(
        null=True,
        blank=True,
        help_text="The value, or the lower end of a range. A decimal without a sign; empty for a vague word.",
    )
    value_high = NumericField(
        null=True, blank=True, help_text="The upper end of a range; the same as value_low for a single value."
    )
    hedge = word_field(HEDGES, help_text="How the words qualify the value: exact, about, at_least.")
    unit = models.CharField(
        max_length=100, help_text="What is counted, or the unit of measurement: person, rocket, USD, percent."
    )
    kind = word_field(
        QUANTITY_KINDS, "level", help_text="Whether the figure is a level, a change (delta), a ratio or a duration."
    )
    direction = word_field(
        DIRECTIONS, "none", help_text="Whether a change goes up or down. Values themselves have no sign."
    )
    modality = word_field(
        MODALITIES, "actual", help_text="Whether it happened, is alleged, planned or possible, or is denied."
    )
    confidence = word_field(
        CONFIDENCES, "sure", help_text="Whether the words could be read in one way only, or the reader had to guess."
    )
    rule = text_field(40, editable=False, help_text="The rule that read the words. Empty if a person gave the values.")
    valid_from = models.DateField(null=True, blank=True, help_text="Since when the figure holds, as far as is known.")
    valid_from_precision = precision_field()
    valid_to = models.DateField(null=True, blank=True, help_text="Until when the figure held, as far as is known.")
    valid_to_precision = precision_field()
    as_of = models.DateField(null=True, blank=True, help_text="The day, month or year that the figure is of.")
    as_of_precision = precision_field(has_time=True)
    as_of_time = models.TimeField(
        null=True, blank=True, help_text="The time of day (UTC) that the figure is of, if it is known to the minute."
    )
    measure = models.ForeignKey(
        Measure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quantities",
        help_text="What the figure measures. Figures on one measure can be compared.",
    )
    interval_low = NumericField(
        null=True,
        blank=True,
        editable=False,
        help_text="The smallest value that the words allow. Empty if there is no lower bound.",
    )
    interval_high = NumericField(
        null=True,
        blank=True,
        editable=False,
        help_text="The largest value that the words allow. Empty if there is no upper bound.",
    )
    is_low_open = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="Whether the interval excludes its lower end."
    )
    is_high_open = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="Whether the interval excludes its upper end."
    )
    policy = models.CharField(
        max_length=20, editable=False, help_text="Version of the rule that computed the interval."
    )

    objects = QuantityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "quantities"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *touch_root("claims_claim", "claim_id"),
            RefuseChange(
                name="quantity_literal_kept",
                exclude=["claim", *DERIVED],
                message="What was printed is never edited: replace the quantity, with a reason.",
            ),
        ]
        constraints: ClassVar = [
            filled("quantity", "surface"),
            filled("quantity", "unit"),
            filled("quantity", "policy"),
            one_of("quantity", "hedge", HEDGES),
            one_of("quantity", "kind", QUANTITY_KINDS),
            one_of("quantity", "direction", DIRECTIONS),
            one_of("quantity", "modality", MODALITIES),
            one_of("quantity", "confidence", CONFIDENCES),
            partial_date("quantity", "valid_from"),
            partial_date("quantity", "valid_to"),
            partial_date("quantity", "as_of", has_time=True),
            models.CheckConstraint(
                condition=Q(hedge="vague", value_low__isnull=True, value_high__isnull=True)
                | Q(
                    hedge="range",
                    value_low__isnull=False,
                    value_high__isnull=False,
                    value_low__lt=models.F("value_high"),
                )
                | ~Q(hedge__in=["vague", "range"])
                & Q(value_low__isnull=False, value_high__isnull=False, value_low=models.F("value_high")),
                name="quantity_values_fit_hedge",
                violation_error_message=(
                    "A vague quantity has no values, a range has value_low below value_high, any other has them equal."
                ),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": 0, f"{end}__lt": BOUND}),
                    name=f"quantity_{end}_bounds",
                    violation_error_message=f"{end} is a magnitude, from 0 to below 1e30; direction says which way.",
                )
                for end in ("value_low", "value_high")
            ),
            models.CheckConstraint(
                condition=Q(interval_low__isnull=True)
                | Q(interval_high__isnull=True)
                | Q(interval_low__lte=models.F("interval_high")),
                name="quantity_interval_ordered",
            ),
            dates_in_order("valid_from", "valid_to", "quantity_valid_ordered"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "interval_low"], name="quantity_unit_interval"),
            models.Index(lowest(), name="quantity_lowest"),
            models.Index(highest(), name="quantity_highest"),
            models.Index(fields=["as_of", "claim"], condition=Q(as_of__isnull=False), name="quantity_as_of"),
        ]

    def __str__(self) -> str:
        return self.surface
