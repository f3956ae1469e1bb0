"""Export all claims of a list as a file, one line each."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAcceptable
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from claims.api.errors import ParameterError
from claims.api.pagination import CLAIM_SORTS, walk
from claims.api.serializers.claims import ClaimListShape
from claims.api.table import columns_of, header, table
from claims.api.views.claims import ClaimView

CHUNK = 500
KINDS = {"ndjson": "application/x-ndjson", "csv": "text/csv"}
FORMAT = OpenApiParameter("format", OpenApiTypes.STR, enum=list(KINDS), description="By default what is accepted.")
SORT = OpenApiParameter("sort", OpenApiTypes.STR, description="What to sort by, with - before it to reverse.")

Writer = Callable[[list[str]], str]


class ExportView(ClaimView):
    """All claims of a list."""

    verbs = {"export": "claim.read"}
    public = frozenset()
    shapes = {"export": ClaimListShape}
    paging = frozenset({"sort", "format"})
    sorts = CLAIM_SORTS
    usual_sort = "id"

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: ARG002
        """Use JSON for problems. The export chooses its own format."""
        return JSONRenderer(), JSONRenderer.media_type

    @extend_schema(
        operation_id="claims_export",
        filters=True,
        parameters=[FORMAT, SORT],
        responses={(200, kind): OpenApiTypes.STR for kind in KINDS.values()},
    )
    def export(self, request: Request) -> StreamingHttpResponse:
        """Return all claims of a list, as JSON Lines or as CSV with a header.

        The response is streamed, a few hundred claims at a time, so there may be any number. Each claim is returned as
        it is at that moment. Sorted by `id`, which is the default, no claim that exists throughout is left out or
        repeated. In CSV nested fields have columns of their own, several values are joined by bars, and a text that a
        spreadsheet would execute as a formula begins with an apostrophe.
        """
        kind = self._kind(request)
        first, write = self._writer(kind)
        chunks = self._chunks(write)
        sent = chain([first], [next(chunks, "")], chunks) if request.method == "GET" else iter(())
        response = StreamingHttpResponse(sent, content_type=f"{KINDS[kind]}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="claims.{kind}"'
        return response

    def _kind(self, request: Request) -> str:
        """Return the requested format, or an acceptable one. Raises ParameterError, NotAcceptable."""
        asked = request.query_params.get("format")
        plain: Any = request._request  # noqa: SLF001
        accepted = [kind for kind, media_type in KINDS.items() if plain.accepts(media_type)]
        if asked is None and not accepted:
            raise NotAcceptable
        if asked not in {None, *KINDS}:
            raise ParameterError({"format": [("invalid", f"Ask for one of: {', '.join(KINDS)}.")]})
        return asked or accepted[0]

    def _writer(self, kind: str) -> tuple[str, Writer]:
        """Return the first line of a format, and the function that formats rows."""
        if kind == "ndjson":
            return "", lambda texts: "\n".join([*texts, ""])
        columns = list(columns_of(self.shaped))
        return header(columns), lambda texts: table(columns, map(json.loads, texts))

    def _chunks(self, write: Writer) -> Iterator[str]:
        """Yield chunks as the caller reads them; between chunks no transaction is open."""
        statement = self.statement
        rows = self.filter_queryset(self.get_queryset())
        pages: Iterable[list[int]] = walk(rows, self.request, self.sorts, self.usual_sort, CHUNK)
        return (write(statement.texts(ids)) for ids in pages)
