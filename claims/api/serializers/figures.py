"""Shapes of reading figures from words."""

from typing import Any

from rest_framework import serializers

from claims.api.fields import DecimalField, LanguageField, ListField, TextField, VerbatimField, WordField
from claims.api.serializers.base import Refusing
from claims.rules.figures.interval import POLICY, Figure
from claims.rules.figures.reading import Reading, Refusal
from claims.rules.vocabulary import CONFIDENCES, DIRECTIONS, HEDGES, MODALITIES, QUANTITY_KINDS

LONGEST_TEXT = 20_000
MOST_PHRASES = 200


class ReadFiguresShape(Refusing):
    """A text in which figures are looked for, or phrases that state one figure each."""

    text = VerbatimField(
        max_length=LONGEST_TEXT, required=False, help_text="Running text. Places count its Unicode code points."
    )
    phrases = ListField(
        child=TextField(),
        max_length=MOST_PHRASES,
        required=False,
        help_text="Phrases that state one figure each, such as: about 3,000 troops.",
    )
    language = LanguageField(
        max_length=35, required=False, help_text="The language of the words. English if it is left out."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a body with both a text and phrases, or with neither. Raises ValidationError."""
        if ("text" in attrs) == ("phrases" in attrs):
            raise serializers.ValidationError({"text": "Send either text or phrases."}, code="invalid")
        return attrs


class ReadIntervalShape(serializers.Serializer):
    """The values that a figure leaves open; null is unbounded."""

    low = DecimalField(allow_null=True)
    high = DecimalField(allow_null=True)
    is_low_open = serializers.BooleanField()
    is_high_open = serializers.BooleanField()
    policy = serializers.CharField(help_text="Version of the rule that makes intervals.")


class ReadFigureShape(serializers.Serializer):
    """A figure as it was read."""

    value_low = DecimalField(allow_null=True, help_text="The value, or the lower end of a range; null if vague.")
    value_high = DecimalField(allow_null=True, help_text="The value, or the upper end of a range; null if vague.")
    hedge = WordField(choices=HEDGES, help_text="How the words qualify the value.")
    unit = serializers.CharField(help_text="What is counted or measured; count if the words name nothing.")
    kind = WordField(choices=QUANTITY_KINDS, help_text="Level, change (delta), ratio or duration.")
    direction = WordField(choices=DIRECTIONS, help_text="Whether a change goes up or down.")
    modality = WordField(choices=MODALITIES, help_text="Whether it happened, is alleged, planned, possible or denied.")
    confidence = WordField(choices=CONFIDENCES, help_text="Whether the words can be read in one way only.")
    guess = serializers.CharField(help_text="What was guessed; empty if nothing was.")
    rule = serializers.CharField(help_text="The rule that read it.")
    interval = ReadIntervalShape(help_text="The values that the figure leaves possible.")


class FoundFigureShape(serializers.Serializer):
    """Words that state a figure, and the figure; or why they are not read."""

    phrase = serializers.IntegerField(allow_null=True, help_text="The place of the phrase in the request, from 0.")
    surface = serializers.CharField(help_text="The words.")
    start = serializers.IntegerField(help_text="Where the words begin, in code points.")
    end = serializers.IntegerField(help_text="Where the words end: the first code point after them.")
    figure = ReadFigureShape(allow_null=True, help_text="The figure; null if it was refused.")
    refusal = serializers.CharField(allow_null=True, help_text="Why there is no figure; null if there is one.")


class FoundFiguresShape(serializers.Serializer):
    """The figures that were found."""

    results: Any = FoundFigureShape(many=True, help_text="In the order of the text, or one for each phrase.")


def found_to_json(found: Reading | Refusal, surface: str, phrase: int | None) -> dict[str, Any]:
    """Return what was found as the JSON of `FoundFigureShape`."""
    place = {"phrase": phrase, "surface": surface, "start": found.start, "end": found.end}
    if isinstance(found, Refusal):
        return {**place, "figure": None, "refusal": found.reason}
    return {**place, "figure": _figure_to_json(found.figure), "refusal": None}


def _figure_to_json(figure: Figure) -> dict[str, Any]:
    interval = figure.interval
    words = ("hedge", "unit", "kind", "direction", "modality", "confidence", "guess", "rule")
    return {
        "value_low": _plain(figure.value_low),
        "value_high": _plain(figure.value_high),
        **{name: getattr(figure, name) for name in words},
        "interval": {
            "low": _plain(interval.low),
            "high": _plain(interval.high),
            "is_low_open": interval.low_open,
            "is_high_open": interval.high_open,
            "policy": POLICY,
        },
    }


def _plain(value: Any) -> str | None:
    return None if value is None else f"{value:f}"
