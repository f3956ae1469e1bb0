"""Serializers of the shared nouns."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from rest_framework import serializers

from claims.api.fields import DomainField, LanguageField, ListField, SignedField, TextField, UrlField, WholeField
from claims.api.serializers.base import Shape, many
from claims.api.serializers.references import ReferenceField
from claims.models import Entity, Measure, Publisher, Rating, RatingScale, Source

ROW = ("version", "created_at", "updated_at")


WIKIDATA_ID = RegexValidator(r"^Q[1-9][0-9]*\Z", "Send a Q followed by digits: Q30.")
COUNTRY = RegexValidator(r"^[A-Z]{2}\Z", "Send two capital letters (ISO 3166-1 alpha-2): DE.")
SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Send lower-case letters and digits, joined by single hyphens: mostly-true."
)


def texts(longest: int) -> ListField:
    """Build a list of at most 100 short texts."""
    return ListField(child=TextField(max_length=longest), required=False, max_length=100)


class EntityShape(Shape):
    """A person, organisation, government or group."""

    aliases = texts(300)
    wikidata_id = TextField(max_length=20, required=False, allow_null=True, validators=[WIKIDATA_ID])
    url = UrlField(max_length=2048, required=False, allow_blank=True)

    class Meta(Shape.Meta):
        model = Entity
        fields: ClassVar = ["id", "kind", "name", "disambiguation", "aliases", "role", "wikidata_id", "url", *ROW]
        read_only_fields: ClassVar = ["id", *ROW]


class PublisherShape(Shape):
    """An outlet, known by the domain of its site."""

    name = TextField(max_length=300, required=False, help_text="By default the domain.")
    domain = DomainField(max_length=253)
    country = TextField(
        required=False, allow_blank=True, validators=[COUNTRY], help_text="ISO 3166-1 alpha-2, for example DE."
    )

    class Meta(Shape.Meta):
        model = Publisher
        fields: ClassVar = ["id", "name", "domain", "country", "is_own", *ROW]
        read_only_fields: ClassVar = ["id", "is_own", *ROW]


class SourceShape(Shape):
    """One citable item; its kept text is in the answer for one source only."""

    url = UrlField(max_length=2048, required=False, allow_null=True)
    authors = texts(300)
    publisher = ReferenceField(PublisherShape, required=False, allow_null=True)
    archived_url = UrlField(max_length=2048, required=False, allow_blank=True)
    media_url = UrlField(max_length=2048, required=False, allow_blank=True)
    language = LanguageField(max_length=35, required=False, allow_blank=True)
    revision = WholeField(min_value=1, max_value=100_000, required=False)

    class Meta(Shape.Meta):
        model = Source
        fields: ClassVar = [
            "id", "kind", "url", "url_as_given", "revision", "external_id", "status", "title", "authors", "publisher",
            "published_on", "accessed_at", "archived_url", "media_url", "language", "text", "text_sha256",
            "reliability", "reliability_note", "is_confidential", *ROW,
        ]  # fmt: skip
        read_only_fields: ClassVar = ["id", "url_as_given", "text_sha256", *ROW]
        internal = ("reliability_note", "is_confidential")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require a URL, a title or an external id. Raises ValidationError."""
        if not any(attrs.get(name, getattr(self.instance, name, None)) for name in ("url", "title", "external_id")):
            raise serializers.ValidationError("Send a url, a title or an external_id.", code="required")
        return attrs


class SourceListShape(SourceShape):
    """A source without its kept text."""

    class Meta(SourceShape.Meta):
        fields: ClassVar = [name for name in SourceShape.Meta.fields if name != "text"]


class MeasureShape(Shape):
    """The thing that a figure measures."""

    class Meta(Shape.Meta):
        model = Measure
        fields: ClassVar = ["id", "name", "unit", "event", "place", "growth", *ROW]
        read_only_fields: ClassVar = ["id", *ROW]


class MeasureReferenceShape(MeasureShape):
    """A measure inside a figure, whose unit it has by default."""

    unit = TextField(max_length=100, required=False)


class RatingShape(Shape):
    """One label of a scale."""

    slug = TextField(max_length=100, validators=[SLUG])
    position = WholeField(min_value=1, max_value=10_000, required=False)
    value = SignedField(required=False, allow_null=True)

    class Meta(Shape.Meta):
        model = Rating
        fields: ClassVar = ["id", "slug", "name", "position", "value", "normalized", "is_retired"]
        read_only_fields: ClassVar = ["id"]


class RatingScaleShape(Shape):
    """The labels that an organisation judges with. Given ratings are changed or added by their slug."""

    slug = TextField(max_length=100, validators=[SLUG])
    worst = SignedField(required=False, allow_null=True)
    best = SignedField(required=False, allow_null=True)
    ratings = many(RatingShape, 500)

    class Meta(Shape.Meta):
        model = RatingScale
        fields: ClassVar = ["id", "slug", "name", "worst", "best", "ratings", *ROW]
        read_only_fields: ClassVar = ["id", *ROW]
