"""Shapes of the shared nouns."""

from typing import ClassVar

from rest_framework import serializers

from claims.api.fields import DomainField, LanguageField, TextField, UrlField, WholeField
from claims.api.serializers.base import Shape
from claims.api.serializers.references import ReferenceField
from claims.models import Entity, Measure, Publisher, Rating, RatingScale, Source

ROW = ("version", "created_at", "updated_at")


def texts(longest: int) -> serializers.ListField:
    """Make a list of at most 100 short texts."""
    return serializers.ListField(child=TextField(max_length=longest), required=False, max_length=100)


class EntityShape(Shape):
    """A person, organisation, government or group."""

    aliases = texts(300)
    url = UrlField(max_length=2048, required=False, allow_blank=True)

    class Meta(Shape.Meta):
        model = Entity
        fields: ClassVar = ["id", "kind", "name", "disambiguation", "aliases", "role", "wikidata_id", "url", *ROW]
        read_only_fields: ClassVar = ["id", *ROW]


class PublisherShape(Shape):
    """An outlet, known by the domain of its site."""

    name = TextField(max_length=300, required=False, help_text="By default the domain.")
    domain = DomainField(max_length=253)

    class Meta(Shape.Meta):
        model = Publisher
        fields: ClassVar = ["id", "name", "domain", "country", "is_own", *ROW]
        read_only_fields: ClassVar = ["id", "is_own", *ROW]


class SourceShape(Shape):
    """One citable item; its kept text is in the answer for one source only."""

    url = UrlField(max_length=2048, required=False, allow_null=True)
    authors = texts(300)
    publisher = ReferenceField("publisher", required=False, allow_null=True)
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

    position = WholeField(min_value=1, max_value=10_000, required=False)

    class Meta(Shape.Meta):
        model = Rating
        fields: ClassVar = ["id", "slug", "name", "position", "value", "normalized", "is_retired"]
        read_only_fields: ClassVar = ["id"]


class RatingScaleShape(Shape):
    """The labels that an organisation judges with. Given ratings are changed or added by their slug."""

    ratings = RatingShape(many=True, required=False)

    class Meta(Shape.Meta):
        model = RatingScale
        fields: ClassVar = ["id", "slug", "name", "worst", "best", "ratings", *ROW]
        read_only_fields: ClassVar = ["id", *ROW]


SHAPES: dict[str, type[Shape]] = {
    "entity": EntityShape,
    "publisher": PublisherShape,
    "source": SourceShape,
    "measure": MeasureReferenceShape,
}
