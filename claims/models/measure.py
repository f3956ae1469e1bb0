"""Measures: what figures measure."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from claims.models.base import Versioned
from claims.models.fields import filled, one_of, text_field, word_field
from claims.models.name_key import double_field, name_key_field
from claims.models.triggers import tick_noun_clock
from claims.rules.vocabulary import GROWTHS


class Measure(Versioned):
    """A measured thing, shared by the claims that state a figure for it."""

    name = models.CharField(max_length=300, help_text="What is measured: people killed in the air strikes near Qaim.")
    unit = models.CharField(
        max_length=100, help_text="What is counted, or the unit of measurement: person, rocket, USD, percent."
    )
    event = text_field(300, help_text="The event that is measured.")
    place = text_field(300, help_text="Where it is measured.")
    growth = word_field(
        GROWTHS,
        "free",
        help_text="Whether later figures can only be greater (monotone), as for a death toll, or not (free).",
    )
    name_key = name_key_field()
    is_double = double_field()

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers, tick_noun_clock()]
        constraints: ClassVar = [
            filled("measure", "name"),
            filled("measure", "unit"),
            one_of("measure", "growth", GROWTHS),
            models.UniqueConstraint(
                Lower("name"),
                name="measure_name_unique",
                violation_error_message="A measure of this name is there already.",
            ),
            models.UniqueConstraint(
                fields=["name_key"],
                condition=models.Q(is_double=False),
                name="measure_name_key_unique",
                violation_error_message="A measure of this name is there already.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["name_key"], name="measure_name_key")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def named(path: str) -> models.F:
        """Return `__str__` of the measure at a path, in SQL."""
        return models.F(f"{path}name")
