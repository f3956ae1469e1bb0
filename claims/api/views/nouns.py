"""Views of the shared nouns."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.request import Request

from claims.actions.nouns import visible
from claims.api import filters
from claims.api.pagination import BY_TIME
from claims.api.paths import path_of
from claims.api.serializers import nouns as shapes
from claims.api.views.base import ApiView
from claims.models import Entity, Measure, Publisher, RatingScale, Source
from claims.rules.access import Actor


def noun_verbs(noun: str) -> dict[str, str]:
    """Map the actions of a noun's view to the verbs that they need."""
    return {
        "list": "noun.read",
        "retrieve": "noun.read",
        "create": f"{noun}.create",
        "partial_update": f"{noun}.update",
    }


class NounView(ApiView):
    """A shared noun."""

    model: ClassVar[Any]
    noun: ClassVar[str]
    sorts = BY_TIME
    is_sparse = True

    def get_queryset(self) -> "QuerySet[Any]":
        """Return the rows that the caller may see."""
        return self.seen(self.actor)

    @classmethod
    def seen(cls, actor: Actor) -> "QuerySet[Any]":
        """Return the rows that a caller of this level may see."""
        return visible(cls.model, actor)

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """Return a page of the list."""
        return self.page()

    def retrieve(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Return one row."""
        return self.one(pk)

    def create(self, request: Request) -> Any:  # noqa: ARG002
        """Store a new row. If it exists already, the answer is 409 with its `Location`."""
        row = self.act(self.read_body(), actor=self.actor)
        return self.written(row.pk, path_of(self.noun, row.pk))

    def partial_update(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Change a row by a JSON merge patch (RFC 7396)."""
        rows = self.get_queryset().filter(pk=pk)
        changes = self.read_body(partial=True, row=self.get_row(rows))
        self.act(pk, changes, actor=self.actor, if_version=self.if_version())
        return self.written(pk)


class EntityView(NounView):
    """People, organisations, governments and groups that make claims or pass them on."""

    nouns = ("entity", "entities")
    model, noun = Entity, "entity"
    verbs = noun_verbs("entity")
    serializer_class, filterset_class = shapes.EntityShape, filters.EntityFilter


class PublisherView(NounView):
    """Outlets, known by their domains."""

    nouns = ("publisher", "publishers")
    model, noun = Publisher, "publisher"
    verbs = noun_verbs("publisher")
    serializer_class, filterset_class = shapes.PublisherShape, filters.PublisherFilter


class SourceView(NounView):
    """Citable items."""

    nouns = ("source", "sources")
    model, noun = Source, "source"
    verbs = noun_verbs("source")
    filterset_class = filters.SourceFilter

    def get_serializer_class(self) -> Any:
        """Return the serializer of the action. Lists do not contain the stored text."""
        return shapes.SourceListShape if self.action == "list" else shapes.SourceShape


class MeasureView(NounView):
    """The things that figures measure."""

    nouns = ("measure", "measures")
    model, noun = Measure, "measure"
    verbs = noun_verbs("measure")
    serializer_class, filterset_class = shapes.MeasureShape, filters.MeasureFilter


class RatingScaleView(NounView):
    """Rating scales with their ratings."""

    nouns = ("rating scale", "rating scales")
    model, noun = RatingScale, "ratingscale"
    serializer_class, filterset_class = shapes.RatingScaleShape, filters.RatingScaleFilter
    verbs = noun_verbs("ratingscale")
