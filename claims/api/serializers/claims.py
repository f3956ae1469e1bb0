"""Serializers of a claim: with its parts, in a list, and for changes."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from claims.actions.bodies import LONGEST_REASON
from claims.api.fields import IdField, LanguageField, ListField, TextField, TopicField
from claims.api.serializers.base import Shape, many
from claims.api.serializers.nouns import ROW, EntityShape
from claims.api.serializers.parts import (
    AppearanceShape,
    CountField,
    CurrentVerdictShape,
    EvidenceShape,
    ExternalIdListShape,
    QuantityShape,
    ReplyShape,
    VerdictShape,
    figures_in,
)
from claims.api.serializers.references import ReferenceField, UserField
from claims.formats.mapping.detect_language import language_of
from claims.models import Claim
from claims.models.claim import LONGEST_TEXT

OWN = (
    "id", "text", "title", "language", "claimant", "claimed_on", "occurred_from", "occurred_to", "occurred_hedge",
    "place", "topics", "part_of", "status", "decline_code", "status_reason", "merged_into", "priority", "assignee",
    "due_at", "current_verdict",
)  # fmt: skip
PARTS = ("external_ids", "appearances", "evidence", "quantities", "verdicts", "replies")
SET_BY_SERVER = ("id", "status", "decline_code", "status_reason", "current_verdict", "assignee", "created_by", *ROW)
PUBLIC_OWN = (
    "id", "text", "title", "language", "claimant", "claimed_on", "occurred_from", "occurred_to", "occurred_hedge",
    "place", "topics", "current_verdict",
)  # fmt: skip


class ClaimOwnShape(Shape):
    """A claim's own fields."""

    text = TextField(max_length=LONGEST_TEXT)
    language = LanguageField(max_length=35, required=False)
    claimant = ReferenceField(EntityShape, required=False, allow_null=True)
    topics = ListField(child=TopicField(max_length=100), required=False, max_length=100)
    part_of = IdField(required=False, allow_null=True, source="part_of_id")
    merged_into = IdField(read_only=True, allow_null=True, source="merged_into_id")
    assignee = UserField(read_only=True, allow_null=True)
    current_verdict = CurrentVerdictShape(read_only=True, allow_null=True)
    created_by = UserField(read_only=True, allow_null=True)

    class Meta(Shape.Meta):
        model = Claim
        fields: ClassVar[list[str]] = [*OWN, "created_by", *ROW]
        read_only_fields: ClassVar = list(SET_BY_SERVER)
        public: ClassVar[tuple[str, ...] | None] = (*PUBLIC_OWN, "quantities", *ROW)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Rename `part_of_id` to `part_of` and drop repeated topics."""
        if "part_of_id" in attrs:
            attrs["part_of"] = attrs.pop("part_of_id")
        if "topics" in attrs:
            attrs["topics"] = list(dict.fromkeys(attrs["topics"]))
        return attrs


class ClaimPatchShape(ClaimOwnShape):
    """Changes of a claim's own fields, and why."""

    reason = TextField(
        max_length=LONGEST_REASON,
        required=False,
        allow_blank=True,
        write_only=True,
        help_text="Why, in words for the history. Required to change the text, claimant or date of a claim that a "
        "released verdict of ours judged.",
    )

    class Meta(ClaimOwnShape.Meta):
        fields: ClassVar[list[str]] = [*ClaimOwnShape.Meta.fields, "reason"]


class ClaimShape(ClaimOwnShape):
    """A claim with its parts."""

    external_ids = many(ExternalIdListShape, 100)
    appearances = many(AppearanceShape, 100)
    evidence = many(EvidenceShape, 100)
    quantities = many(QuantityShape, 100)
    verdicts = VerdictShape(many=True, read_only=True)
    replies = many(ReplyShape, 100)

    class Meta(ClaimOwnShape.Meta):
        fields: ClassVar[list[str]] = [*OWN, *PARTS, "created_by", *ROW]
        public = (*PUBLIC_OWN, "appearances", "evidence", "quantities", "verdicts", "replies", *ROW)

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated fields; the phrases of figures are read in the claim's language."""
        data = _with_language(data)
        with figures_in(data.get("language") if isinstance(data, Mapping) else None):
            return super().to_internal_value(data)

    def validate_appearances(self, items: list[Any]) -> list[Any]:
        """Refuse more than one first appearance. Raises ValidationError."""
        if sum(bool(item.get("is_first")) for item in items) > 1:
            raise serializers.ValidationError("Only one appearance is the first.", code="invalid")
        return items


def _with_language(data: Any) -> Any:
    """Add the language of the text, detected as imports do, if a new claim does not state it."""
    if not isinstance(data, Mapping) or "language" in data or not isinstance(data.get("text"), str):
        return data
    return {**data, "language": language_of(data["text"])}


class CountsShape(serializers.Serializer):
    """How many of each part the caller may see."""

    appearances = CountField()
    evidence = CountField()
    verdicts = CountField()
    replies = CountField()


class ClaimListShape(ClaimOwnShape):
    """A claim in a list: its own fields, its figures, and the numbers of its other parts."""

    external_ids = ExternalIdListShape(many=True, read_only=True)
    quantities = QuantityShape(many=True, read_only=True)
    counts = CountsShape(source="*", read_only=True)
    appearances = AppearanceShape(many=True, read_only=True)
    evidence = EvidenceShape(many=True, read_only=True)
    verdicts = VerdictShape(many=True, read_only=True)
    replies = ReplyShape(many=True, read_only=True)

    class Meta(ClaimOwnShape.Meta):
        expandable = ("appearances", "evidence", "verdicts", "replies")
        fields: ClassVar[list[str]] = [*OWN, "external_ids", "quantities", "counts", *expandable, "created_by", *ROW]
        public = (*PUBLIC_OWN, "quantities", *expandable, *ROW)
