"""Views of imports."""

from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.imports.requests.cancellation import cancel_import
from claims.actions.imports.requests.import_preview import preview_import
from claims.actions.imports.requests.import_request import request_import
from claims.actions.imports.requests.refused_rows import MEDIA_TYPES, refused_rows
from claims.actions.imports.requests.worker_queue import wake_worker
from claims.actions.imports.revert.revert_batch import request_revert
from claims.actions.imports.uploads.upload_store import discard_upload
from claims.api.idempotency import REPLAYED
from claims.api.import_filters import ImportFilter, ImportIssueFilter
from claims.api.pagination import switch
from claims.api.parsers import JsonParser
from claims.api.paths import path_of
from claims.api.serializers.imports import (
    ImportIssueShape,
    ImportRequestShape,
    ImportShape,
    PreviewRequestShape,
    PreviewShape,
)
from claims.api.uploads import UploadParser
from claims.api.views.base import PlainView
from claims.models import ImportBatch, ImportIssue, Upload

REFUSED_AS: dict[str, Any] = {"json": {"type": ["array", "object"]}, "xlsx": OpenApiTypes.BINARY}


class ImportView(PlainView):
    """Imports: files that are loaded, and the outcome of their rows."""

    nouns = ("import", "imports")
    verbs = {
        "list": "import.run",
        "retrieve": "import.run",
        "create": "import.run",
        "cancel": "import.run",
        "revert": "import.run",
        "preview": "import.run",
    }
    queryset = ImportBatch.objects.select_related("upload", "mapping", "created_by")
    serializer_class = ImportShape
    filterset_class = ImportFilter
    parser_classes = [UploadParser, JsonParser]
    usual_sort = "-id"
    is_tagged = False  # a load goes on by itself
    stored: Upload | None = None

    @property
    def own_parameters(self) -> frozenset[str]:
        """Accept `dry_run` for a new import."""
        return frozenset({"dry_run"} if self.action == "create" else ())

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """Return imports, newest first."""
        return self.page(self.get_queryset())

    def retrieve(self, request: Request, pk: int) -> Response:  # noqa: ARG002
        """Return the state of an import and the numbers of its rows."""
        return Response(self._read(pk))

    @extend_schema(request=ImportRequestShape, responses={202: ImportShape})
    def create(self, request: Request) -> Response:
        """Upload a file and import it, or import one that was uploaded before.

        A worker imports it. `Location` shows the progress.
        """
        body = ImportRequestShape(data=request.data)
        body.is_valid(raise_exception=True)
        batch = request_import(body.asked(is_dry_run=switch(request, "dry_run")), actor=self.actor)
        return Response(self._read(batch.pk), status=202, headers={"Location": path_of("import", batch.pk)})

    @extend_schema(request=PreviewRequestShape, responses={200: PreviewShape})
    def preview(self, request: Request) -> Response:
        """Return the first ten rows of a file as a mapping reads them; without one, a mapping is proposed.

        Nothing is imported. The file is kept for a day: import it by the `upload` of the answer.
        """
        body = PreviewRequestShape(data=request.data)
        body.is_valid(raise_exception=True)
        found = preview_import(body.asked(), actor=self.actor)
        return Response({"upload": body.validated_data["upload"], **asdict(found)})

    @extend_schema(request=None, responses=ImportShape)
    def cancel(self, request: Request, pk: int) -> Response:  # noqa: ARG002
        """Cancel an import. What it has written stays, and its counts show it.

        An import that waits is cancelled at once. One that runs is `cancelling` until its current chunk ends.
        """
        cancel_import(pk, actor=self.actor)
        return Response(self._read(pk))

    @extend_schema(request=None, responses={202: ImportShape})
    def revert(self, request: Request, pk: int) -> Response:  # noqa: ARG002
        """Undo an import, except for what was edited since.

        Claims that it created are deleted, what it changed is restored, and what somebody edited since is kept and
        reported as issues. A worker does it: the state is `reverting`, then `reverted`.
        """
        request_revert(pk, actor=self.actor)
        wake_worker()
        return Response(self._read(pk), status=202)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Discard the uploaded file if the request was refused or repeated."""
        if self.stored is not None and (response.status_code >= 400 or REPLAYED in response.headers):
            discard_upload(self.stored.pk)
        return super().finalize_response(request, response, *args, **kwargs)

    def _read(self, pk: int) -> Any:
        return self.get_serializer(self.get_row(self.get_queryset().filter(pk=pk))).data


class RefusedView(PlainView):
    """The refused rows of a load, as a file."""

    verbs = {"export": "import.run"}
    queryset = ImportBatch.objects.select_related("mapping")
    filter_backends = []

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: ARG002
        """Use JSON for problems. The file has its own format."""
        return JSONRenderer(), JSONRenderer.media_type

    @extend_schema(
        operation_id="imports_refused",
        responses={(200, kind): REFUSED_AS.get(form, OpenApiTypes.STR) for form, kind in MEDIA_TYPES.items()},
    )
    def export(self, request: Request, pk: int) -> StreamingHttpResponse:
        """Return the refused rows of an import as a file, each with what is wrong with it.

        It has the format of the imported file and is read by the same mapping and options: fix the rows and import it.
        """
        found = refused_rows(self.get_row(self.get_queryset().filter(pk=pk)))
        sent = found.content if request.method == "GET" else iter(())
        response = StreamingHttpResponse(sent, content_type=found.media_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
        return response


class ImportIssueView(PlainView):
    """The problems of the rows of a load."""

    nouns = ("issue", "issues of an import")
    verbs = {"list": "import.run"}
    queryset = ImportIssue.objects.all()
    serializer_class = ImportIssueShape
    filterset_class = ImportIssueFilter

    def list(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Return issues in the order of the rows."""
        if not ImportBatch.objects.filter(pk=pk).exists():
            raise NotFound
        return self.page(self.get_queryset().filter(batch=pk))
