"""Reading and comparing figures, for a form or a CMS while somebody types."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.compared_figures import compare_figures
from claims.api.serializers.base import validate
from claims.api.serializers.figures import (
    CompareFiguresShape,
    ComparisonShape,
    FoundFiguresShape,
    ReadFiguresShape,
    compared_to_json,
    found_to_json,
)
from claims.api.serializers.parts import figures_in
from claims.api.views.base import ApiView
from claims.rules.figures.interval import QuantityError
from claims.rules.figures.reading import Reading, Refusal, reading_of, readings_in


class FigureView(ApiView):
    """Figures in words that are not stored."""

    verbs = {"read": "figure.read", "compare": "figure.read"}
    filter_backends = []
    serializer_class = ReadFiguresShape

    @extend_schema(request=ReadFiguresShape, responses=FoundFiguresShape)
    def read(self, request: Request) -> Response:
        """Read the figures of a text, or one of each phrase. Nothing is stored.

        Of a text, each figure is returned with its place. Words that look like a figure and were not understood are
        returned too, with the reason. Dates, names with a number and the like are left out.
        """
        body = validate(ReadFiguresShape, request.data, self.actor)
        language = body.get("language", "")
        if "text" in body:
            found = readings_in(body["text"], language)
            results = [found_to_json(one, body["text"][one.start : one.end], None) for one in found]
        else:
            results = list(_phrases(body["phrases"], language))
        return Response({"results": results})

    @extend_schema(request=CompareFiguresShape, responses=ComparisonShape)
    def compare(self, request: Request) -> Response:
        """Compare two figures: which relation they have, how far they are apart, and why. Nothing is stored.

        Each is a phrase, the id of a stored figure, or an object. A stored figure is compared with the times and the
        originator of its claim; a confidential originator counts as unknown.
        """
        language = request.data.get("language") if isinstance(request.data, dict) else None
        with figures_in(language):
            body = validate(CompareFiguresShape, request.data, self.actor)
        return Response(compared_to_json(compare_figures(body, self.actor)))


def _phrases(phrases: list[str], language: str) -> Iterator[dict[str, Any]]:
    for place, phrase in enumerate(phrases):
        found: Reading | Refusal
        try:
            found = reading_of(phrase, language)
        except QuantityError as refused:
            found = Refusal(phrase, f"{refused.problem}; {refused.remedy}", 0, len(phrase))
        yield found_to_json(found, phrase, place)
