"""Reading figures from words, for a form or a CMS while somebody types."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.serializers.base import validate
from claims.api.serializers.figures import FoundFiguresShape, ReadFiguresShape, found_to_json
from claims.api.views.base import ApiView
from claims.rules.figures.interval import QuantityError
from claims.rules.figures.reading import Reading, Refusal, reading_of, readings_in


class FigureView(ApiView):
    """Figures in words that are not stored."""

    verbs = {"read": "figure.read"}
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


def _phrases(phrases: list[str], language: str) -> Iterator[dict[str, Any]]:
    for place, phrase in enumerate(phrases):
        found: Reading | Refusal
        try:
            found = reading_of(phrase, language)
        except QuantityError as refused:
            found = Refusal(phrase, f"{refused.problem}; {refused.remedy}", 0, len(phrase))
        yield found_to_json(found, phrase, place)
