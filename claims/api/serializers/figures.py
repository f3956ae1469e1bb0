"""Shapes of reading figures from words and of comparing two."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers

from claims.actions.compared_figures import Compared, figure_given
from claims.api.fields import (
    LARGEST_ID,
    DecimalField,
    IdField,
    LanguageField,
    ListField,
    MomentField,
    PartialDateField,
    SwitchField,
    TextField,
    VerbatimField,
    WordField,
    refused,
    whole_number,
)
from claims.api.serializers.base import Refusing
from claims.api.serializers.parts import current_language, refuse_disorder
from claims.rules.figures.interval import POLICY, SURFACE_MAX, Figure
from claims.rules.figures.reading import Reading, Refusal
from claims.rules.refusal import RefusedError
from claims.rules.vocabulary import (
    CONFIDENCES,
    DIRECTIONS,
    FIGURE_RELATIONS,
    GROWTHS,
    HEDGES,
    MODALITIES,
    PAIR_SIDES,
    QUANTITY_KINDS,
)

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


def _optional(field: type[Any], help_text: str, **options: Any) -> Any:
    return field(required=False, allow_null=True, help_text=help_text, **options)


class ComparedFigureShape(Refusing):
    """A figure to compare: a phrase, the id of a stored figure, or an object. Send its words or its values."""

    surface = _optional(TextField, "The words as printed.", max_length=SURFACE_MAX)
    value_low = _optional(DecimalField, "The value, or the lower end of a range.")
    value_high = _optional(DecimalField, "The value, or the upper end of a range.")
    hedge = _optional(WordField, "How the words qualify the value.", choices=HEDGES)
    direction = _optional(WordField, "Whether a change goes up or down, or a level is below zero.", choices=DIRECTIONS)
    unit = _optional(
        TextField, "What is counted or measured. If only values are sent: by default that of the other.", max_length=100
    )
    kind = _optional(WordField, "Level, change (delta), ratio or duration.", choices=QUANTITY_KINDS)
    modality = _optional(WordField, "Whether it happened, is alleged, planned, possible or denied.", choices=MODALITIES)
    as_of = _optional(MomentField, "When the figure was counted. The later of two can update or correct the other.")
    valid_from = _optional(PartialDateField, "Since when the figure holds.")
    valid_to = _optional(PartialDateField, "Until when the figure holds.")
    originator = _optional(
        TextField, "Who said it first; empty or null if unknown. An outlet only in its own voice.", max_length=300
    )
    outlet = _optional(TextField, "Where it was printed. It makes no difference to the relation.", max_length=300)

    def to_internal_value(self, data: Any) -> Any:
        """Return a phrase as an object, an id, or the validated object. Raises ValidationError."""
        if whole_number(data) is not None:
            return IdField().run_validation(data)
        return super().to_internal_value({"surface": data} if isinstance(data, str) else data)

    def validate(self, attrs: Any) -> Any:
        """Refuse a figure that cannot be read or contradicts itself. Raises ValidationError."""
        if isinstance(attrs, int):
            return attrs
        if all(attrs.get(name) in (None, "") for name in ("surface", "value_low", "value_high")):
            raise serializers.ValidationError({"surface": "Send the words of the figure or its values."}, "required")
        try:
            figure_given(attrs, language=current_language())
        except RefusedError as error:
            raise refused(error) from error
        refuse_disorder(attrs)
        return attrs


class ComparedFigureSchema(OpenApiSerializerExtension):
    """Describe a figure to compare: a phrase, an id or an object."""

    target_class = ComparedFigureShape
    match_subclasses = False

    def map_serializer(self, auto_schema: Any, direction: str) -> Any:
        """Add the phrase and the id to what may be sent."""
        shape = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001
        phrase = {"type": "string", "examples": ["at least 24 dead"], "description": "A phrase that is read."}
        stored = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID, "description": "The id of a stored figure."}
        return {"anyOf": [phrase, stored, dict(shape)], "description": shape["description"]}


class CompareFiguresShape(Refusing):
    """Two figures, and what is known of what they measure."""

    a = ComparedFigureShape(help_text="One figure.")
    b = ComparedFigureShape(help_text="The other figure.")
    same_measure = _optional(
        SwitchField, "Whether both are of one measure. By default true, unless stored figures have two measures."
    )
    growth = _optional(
        WordField, "How the measure grows. By default as that of a stored figure does, else freely.", choices=GROWTHS
    )
    part = _optional(WordField, "Which of the two counts a part of what the other counts.", choices=PAIR_SIDES)
    language = _optional(LanguageField, "The language of the words; English if it is left out.", max_length=35)


class ComparisonShape(serializers.Serializer):
    """What two figures say about each other."""

    relation = WordField(choices=FIGURE_RELATIONS, help_text="The first relation of the table that holds.")
    direction = serializers.CharField(
        allow_null=True, help_text="Which way it holds: b is inside a. Null if it holds both ways."
    )
    subject = WordField(
        choices=PAIR_SIDES, allow_null=True, help_text="The figure that updates, refines, corrects or is a part."
    )
    gap_percent = DecimalField(
        allow_null=True, help_text="How far two that conflict are apart, in per cent of the nearer end of the lower."
    )
    reason = serializers.CharField(help_text="Why, in a sentence or two.")
    policy = serializers.CharField(help_text="Version of the rule that compares.")
    a = ReadFigureShape(help_text="The first figure as it was understood.")
    b = ReadFigureShape(help_text="The second figure as it was understood.")


def compared_to_json(compared: Compared) -> dict[str, Any]:
    """Return a comparison as the JSON of `ComparisonShape`."""
    found = compared.comparison
    return {
        "relation": found.relation,
        "direction": found.direction or None,
        "subject": found.subject or None,
        "gap_percent": _plain(found.gap_percent),
        "reason": found.reason,
        "policy": found.policy,
        "a": _figure_to_json(compared.a),
        "b": _figure_to_json(compared.b),
    }


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
