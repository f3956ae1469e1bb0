"""Serializers of the parts of a claim."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.actions.quantities import figure_of
from claims.api.fields import DecimalField, IdField, TextField, VerbatimField, WholeField, WordField, refused
from claims.api.serializers.base import Refusing, Shape, many
from claims.api.serializers.nouns import ROW, EntityShape, MeasureReferenceShape, PublisherShape, SourceShape
from claims.api.serializers.references import ReferenceField, UserField
from claims.models import (
    Appearance,
    Approval,
    Attribution,
    Evidence,
    ExternalId,
    Note,
    Quantity,
    Reply,
    Verdict,
)
from claims.rules.refusal import RefusedError
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

LONGEST_AROUND = 5_000
ANCHOR = ("quote", "quote_translation", "prefix", "suffix", "start", "end", "locator")


class AttributionShape(Shape):
    """One link of the chain by which a claim reached a source."""

    entity = ReferenceField(EntityShape, required=False, allow_null=True)

    class Meta(Shape.Meta):
        model = Attribution
        fields: ClassVar = [
            "role", "named_as", "described_as", "entity", "is_anonymous", "cue", "certainty", "is_confidential",
        ]  # fmt: skip
        internal = ("is_confidential",)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require that a link names somebody. Raises ValidationError."""
        if not any(attrs.get(name) for name in ("entity", "named_as", "described_as")):
            raise serializers.ValidationError("Give entity, named_as or described_as.", code="required")
        if attrs.get("is_anonymous") and attrs.get("entity") is not None:
            message = "An anonymous link has no entity: leave one of them out."
            raise serializers.ValidationError({"is_anonymous": message}, code="invalid")
        return attrs


class AnchoredShape(Shape):
    """A passage of a source: W3C TextQuote and TextPosition selectors; offsets count code points."""

    prefix = VerbatimField(required=False, allow_blank=True, max_length=LONGEST_AROUND)
    suffix = VerbatimField(required=False, allow_blank=True, max_length=LONGEST_AROUND)

    start = WholeField(min_value=0, max_value=2**31 - 1, required=False, allow_null=True)
    end = WholeField(min_value=1, max_value=2**31 - 1, required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require start and end to be a span. Raises ValidationError."""
        stored = self.instance
        start = attrs.get("start", getattr(stored, "start", None))
        end = attrs.get("end", getattr(stored, "end", None))
        if (start is None) != (end is None) or (start is not None and end is not None and end <= start):
            message = "start and end come together, and end is greater than start."
            raise serializers.ValidationError({"end": message}, code="invalid")
        return attrs


class AppearanceShape(AnchoredShape):
    """The claim was made in this source."""

    source = ReferenceField(SourceShape)
    attributions = many(AttributionShape, 50)

    class Meta(Shape.Meta):
        model = Appearance
        fields: ClassVar = ["id", "source", "voice", *ANCHOR, "is_first", "attributions", *ROW]
        read_only_fields: ClassVar = ["id", *ROW]


class EvidenceShape(AnchoredShape):
    """The source bears on the claim. Without a source it is common knowledge, which needs a note."""

    source = ReferenceField(SourceShape, required=False, allow_null=True)
    added_by = UserField(read_only=True, allow_null=True)

    class Meta(Shape.Meta):
        model = Evidence
        fields: ClassVar = [
            "id", "source", "stance", "question", *ANCHOR, "note", "is_primary", "interest", "is_confidential",
            "added_by", *ROW,
        ]  # fmt: skip
        read_only_fields: ClassVar = ["id", "added_by", *ROW]
        internal = ("is_confidential", "added_by")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require a source or a note. Raises ValidationError."""
        attrs = super().validate(attrs)
        source = attrs.get("source", getattr(self.instance, "source_id", None))
        if source is None and not attrs.get("note", getattr(self.instance, "note", "")):
            message = "Evidence without a source (common knowledge) needs a note."
            raise serializers.ValidationError({"note": message}, code="required")
        return attrs


class IntervalShape(serializers.Serializer):
    """The values that a figure leaves open; null is unbounded."""

    low = DecimalField(source="interval_low", allow_null=True)
    high = DecimalField(source="interval_high", allow_null=True)
    is_low_open = serializers.BooleanField()
    is_high_open = serializers.BooleanField()
    policy = serializers.CharField(help_text="Version of the rule.")


_language: ContextVar[str] = ContextVar("language", default="")


@contextmanager
def figures_in(language: object) -> Iterator[None]:
    """Context manager: parse the phrases of figures in a language while they are validated."""
    token = _language.set(language if isinstance(language, str) else "")
    try:
        yield
    finally:
        _language.reset(token)


def current_language() -> str:
    """Return the language set by `figures_in`; an empty string outside it."""
    return _language.get()


def refuse_disorder(attrs: Mapping[str, Any]) -> None:
    """Refuse a period that ends before it begins. Raises ValidationError."""
    start, end = attrs.get("valid_from"), attrs.get("valid_to")
    if start is not None and end is not None and start.value > end.last_day:
        raise serializers.ValidationError({"valid_to": "This is before valid_from."}, code="invalid")


class QuantityShape(Shape):
    """A figure: a phrase to parse, or an object, whose other fields take precedence over its phrase."""

    surface = TextField(max_length=300, help_text="The words as printed.")
    hedge = WordField(choices=Quantity._meta.get_field("hedge").choices or [], required=False)
    unit = TextField(max_length=100, required=False)
    measure = ReferenceField(MeasureReferenceShape, required=False, allow_null=True)
    interval = IntervalShape(source="*", read_only=True)

    class Meta(Shape.Meta):
        model = Quantity
        fields: ClassVar = [
            "id", "surface", "value_low", "value_high", "hedge", "unit", "kind", "direction", "modality",
            "confidence", "rule", "valid_from", "valid_to", "as_of", "measure", "interval", *ROW,
        ]  # fmt: skip
        read_only_fields: ClassVar = ["id", "rule", *ROW]

    def to_internal_value(self, data: Any) -> Any:
        """Accept a phrase or an object. Raises ValidationError."""
        return super().to_internal_value({"surface": data} if isinstance(data, str) else data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that the figure can be parsed and is consistent; a new measure gets its unit."""
        try:
            figure = figure_of(attrs, current_language())
        except RefusedError as error:
            raise refused(error) from error
        refuse_disorder(attrs)
        measure = attrs.get("measure")
        if isinstance(measure, str):
            attrs["measure"] = measure = {"name": measure}
        if isinstance(measure, dict):
            measure.setdefault("unit", figure.unit)
        return attrs


class QuantityReplaceShape(Refusing):
    """A figure that replaces a wrong one, and the reason."""

    quantity = QuantityShape()
    reason = TextField(max_length=1000)


class ExternalIdShape(Shape):
    """What another system calls this claim."""

    class Meta(Shape.Meta):
        model = ExternalId
        fields: ClassVar = ["id", "origin", "external_id", *ROW]
        read_only_fields: ClassVar = ["id", *ROW]


class ExternalIdListShape(ExternalIdShape):
    """An external id inside its claim."""

    class Meta(ExternalIdShape.Meta):
        fields: ClassVar = ["id", "origin", "external_id"]


class VisibleVerdictField(IdField):
    """The id of the verdict that a reply is about; null for callers who may not see the verdict."""

    def get_attribute(self, instance: Reply) -> int | None:
        """Return the id if the verdict was published, or the caller has `internal:read`."""
        verdict = instance.verdict
        is_hidden = verdict is not None and verdict.state not in RELEASED_VERDICT_STATES
        return None if is_hidden and not self.context["actor"].is_internal else instance.verdict_id


class ReplyShape(Shape):
    """A question to, or an answer from, somebody concerned."""

    verdict = VisibleVerdictField(required=False, allow_null=True, source="verdict_id")
    entity = ReferenceField(EntityShape, required=False, allow_null=True)

    class Meta(Shape.Meta):
        model = Reply
        fields: ClassVar = [
            "id", "verdict", "kind", "entity", "asked_at", "due_at", "answered_at", "text", "outcome",
            "is_public", *ROW,
        ]  # fmt: skip
        read_only_fields: ClassVar = ["id", *ROW]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse times before `asked_at`. Raises ValidationError."""
        if "verdict_id" in attrs:
            attrs["verdict"] = attrs.pop("verdict_id")
        asked = attrs.get("asked_at", getattr(self.instance, "asked_at", None))
        early = [
            name
            for name in ("due_at", "answered_at")
            if asked and (value := attrs.get(name, getattr(self.instance, name, None))) and value < asked
        ]
        if early:
            raise serializers.ValidationError(dict.fromkeys(early, "This is before asked_at."), code="invalid")
        return attrs


class NoteShape(Shape):
    """An editorial remark, never public."""

    text = TextField(max_length=20_000)
    author = UserField(read_only=True, allow_null=True)

    class Meta(Shape.Meta):
        model = Note
        fields: ClassVar = ["id", "text", "author", *ROW]
        read_only_fields: ClassVar = ["id", "author", *ROW]


class RatingReferenceShape(serializers.Serializer):
    """The rating of a verdict, with the slug of its scale."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    scale = serializers.CharField(source="scale.slug")


class RewordedField(serializers.BooleanField):
    """Whether a verdict judged other words than those that its claim has now."""

    def get_attribute(self, instance: Verdict) -> bool:
        """Compare the words."""
        return instance.claim_reviewed not in {"", instance.claim.text}


class CurrentVerdictShape(Shape):
    """The verdict that stands, in short."""

    publisher = ReferenceField(PublisherShape, read_only=True)
    is_reworded = RewordedField(
        read_only=True, help_text="Whether the claim has other words by now than those that were judged."
    )

    class Meta(Shape.Meta):
        model = Verdict
        fields: ClassVar = [
            "id", "publisher", "label", "normalized", "claim_reviewed", "is_reworded", "headline", "url",
            "published_at", "is_imported", "is_stale",
        ]  # fmt: skip
        read_only_fields = fields


class ApprovalShape(Shape):
    """A second person's decision on a verdict."""

    user = UserField(read_only=True)

    class Meta(Shape.Meta):
        model = Approval
        fields: ClassVar = ["id", "user", "decision", "comment", "is_void", "created_at"]
        read_only_fields = fields


@extend_schema_field({"type": "array", "items": {"type": "integer"}})
class CitedField(serializers.Field):
    """The ids of the cited evidence that the caller may see."""

    def to_representation(self, value: Any) -> list[int]:
        """Return the ids in their order."""
        return [piece.pk for piece in value.all()]


class CountField(serializers.IntegerField):
    """The number of rows of a part that the caller may see. The field has the name of the part."""

    def get_attribute(self, instance: Any) -> int:
        """Return the number."""
        rows: Any = getattr(instance, str(self.field_name))
        found: int = rows.visible(internal=self.context["actor"].is_internal).count()
        return found


class VerdictShape(Shape):
    """One publisher's judgement of the claim."""

    claim = IdField(source="claim_id", read_only=True)
    publisher = ReferenceField(PublisherShape, read_only=True)
    rating = RatingReferenceShape(read_only=True, allow_null=True)
    evidence = CitedField(read_only=True)
    author = UserField(read_only=True, allow_null=True)
    writers = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    approvals = ApprovalShape(many=True, read_only=True)
    replies = ReplyShape(many=True, read_only=True)

    class Meta(Shape.Meta):
        model = Verdict
        fields: ClassVar = [
            "id", "claim", "publisher", "is_imported", "is_second_hand", "external_id", "revision", "kind", "state",
            "rating", "label", "normalized", "claim_reviewed", "claim_version", "reason_code", "headline", "summary",
            "explanation", "language", "byline", "note", "evidence", "evidence_exception", "as_of", "author", "writers",
            "approvals", "approvals_required", "url", "publish_at", "is_stale", "submitted_at", "published_at",
            "retracted_at", "retraction_note", "replies", *ROW,
        ]  # fmt: skip
        read_only_fields = fields
        internal = (
            "author", "writers", "approvals", "approvals_required", "publish_at", "submitted_at", "evidence_exception",
            "claim_version",
        )  # fmt: skip


class PhraseSchema(OpenApiSerializerExtension):
    """Describe a figure in a request: a phrase, or an object."""

    target_class = QuantityShape
    match_subclasses = False

    def map_serializer(self, auto_schema: Any, direction: str) -> Any:
        """Add the plain phrase to what may be sent."""
        shape: Mapping[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001
        if direction == "response":
            return shape
        return {"anyOf": [{"type": "string", "examples": ["about 3,000 additional troops"]}, dict(shape)]}
