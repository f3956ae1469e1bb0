"""Views of mappings. Every version is kept."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.imports.requests.named_mappings import store_mapping
from claims.api.import_filters import MappingFilter
from claims.api.paths import path_of
from claims.api.serializers.base import validate
from claims.api.serializers.imports import MappingCreateShape, MappingShape
from claims.api.views.base import PlainView
from claims.models import Mapping


class MappingView(PlainView):
    """Mappings of columns to fields. They are not changed: a change is a new version."""

    nouns = ("mapping", "mappings")
    verbs = {"list": "import.run", "retrieve": "import.run", "create": "import.run"}
    queryset = Mapping.objects.select_related("created_by")
    serializer_class = MappingShape
    filterset_class = MappingFilter
    usual_sort = "-id"
    is_tagged = False

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """Return stored mappings, newest version first. Shipped mappings are not listed."""
        return self.page(self.get_queryset())

    def retrieve(self, request: Request, pk: int) -> Response:  # noqa: ARG002
        """Return one version of a mapping."""
        return Response(self._read(pk))

    @extend_schema(request=MappingCreateShape, responses={201: MappingShape})
    def create(self, request: Request) -> Response:
        """Store a mapping under a name, as its next version unless it equals the newest."""
        body = validate(MappingCreateShape, request.data, self.actor)
        mapping = store_mapping(**body, actor=self.actor)
        return Response(self._read(mapping.pk), status=201, headers={"Location": path_of("mapping", mapping.pk)})

    def _read(self, pk: int) -> Any:
        return self.get_serializer(self.get_row(self.get_queryset().filter(pk=pk))).data
