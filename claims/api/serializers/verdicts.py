"""Serializers of a draft of a verdict."""

from typing import ClassVar

from claims.api.fields import IdField, LanguageField, ListField, TextField, UrlField, WordField
from claims.api.serializers.base import Shape
from claims.models import Verdict
from claims.models.claim import LONGEST_TEXT


class DraftShape(Shape):
    """A draft of a verdict of ours; it may be filled in bit by bit until it is submitted."""

    kind = WordField(choices=Verdict._meta.get_field("kind").choices or [], required=False)
    rating = IdField(required=False, allow_null=True, help_text="Id of a rating.")
    claim_reviewed = TextField(max_length=LONGEST_TEXT, required=False, help_text="By default the claim's own words.")
    explanation = TextField(max_length=200_000, required=False, allow_blank=True, help_text="Markdown.")
    note = TextField(max_length=5_000, required=False, allow_blank=True, help_text="What a correction corrects.")
    evidence = ListField(
        child=IdField(), required=False, max_length=500, help_text="Ids of the claim's evidence that it cites."
    )
    evidence_exception = TextField(max_length=5_000, required=False, allow_blank=True)
    language = LanguageField(max_length=35, required=False, allow_blank=True)
    url = UrlField(max_length=2048, required=False, allow_blank=True)

    class Meta(Shape.Meta):
        model = Verdict
        fields: ClassVar = [
            "kind", "rating", "claim_reviewed", "reason_code", "headline", "summary", "explanation", "language",
            "byline", "note", "evidence", "evidence_exception", "as_of", "url",
        ]  # fmt: skip


class DraftPatchShape(DraftShape):
    """Changes of a draft."""
