"""Views of the parts of a claim."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.filters import ReplyFilter
from claims.api.paths import path_of
from claims.api.serializers import parts as shapes
from claims.api.serializers.base import validate
from claims.api.views.base import ApiView
from claims.api.views.options import figure_text
from claims.models import Appearance, Claim, Evidence, ExternalId, Note, Quantity, Reply
from claims.rules.access import Actor


def part_verbs(noun: str) -> dict[str, str]:
    """Map the actions of a part's view to the verbs that they need."""
    return {
        "list": "part.read",
        "retrieve": "part.read",
        "create": f"{noun}.create",
        "partial_update": f"{noun}.update",
        "destroy": f"{noun}.delete",
    }


class PartView(ApiView):
    """Parts of a claim."""

    model: ClassVar[Any]
    root = "claim"
    is_sparse = True
    collection: ClassVar[str]
    noun: ClassVar[str]
    filterset_class: Any = None

    def get_queryset(self) -> "QuerySet[Any]":
        """Return the parts of the claim that the caller may see. Raises NotFound if there is no such claim."""
        if getattr(self, "swagger_fake_view", False):
            return self.model.objects.none()
        claim_id = self.kwargs["claim_id"]
        if not Claim.objects.filter(pk=claim_id).exists():
            raise NotFound
        rows: QuerySet[Any] = self.model.objects.for_claims(internal=self.actor.is_internal).filter(claim=claim_id)
        return rows

    @classmethod
    def seen(cls, actor: Actor) -> "QuerySet[Any]":
        """Return the parts of all claims that a caller of this level may see."""
        rows: QuerySet[Any] = cls.model.objects.visible(internal=actor.is_internal)
        return rows

    def list(self, request: Request, claim_id: int) -> Any:  # noqa: ARG002
        """Return a page of the list."""
        return self.page(self.get_queryset())

    def retrieve(self, request: Request, claim_id: int, pk: int) -> Any:  # noqa: ARG002
        """Return one row."""
        return self.one(pk)

    def create(self, request: Request, claim_id: int) -> Any:  # noqa: ARG002
        """Store a new row. `If-Match` compares the version of the claim."""
        data = self.read_body()
        row = self.act(claim_id, data, actor=self.actor, if_version=self.if_version())
        return self.written(row.pk, path_of(self.noun, claim_id, row.pk))

    def partial_update(self, request: Request, claim_id: int, pk: int) -> Any:  # noqa: ARG002
        """Change a row by a JSON merge patch (RFC 7396). `If-Match` compares its own version."""
        changes = self.read_body(partial=True, row=self.get_row(self.get_queryset().filter(pk=pk)))
        self.act(pk, claim_id, changes, actor=self.actor, if_version=self.if_version())
        return self.written(pk)

    def destroy(self, request: Request, claim_id: int, pk: int) -> Response:  # noqa: ARG002
        """Delete a row. Its history is kept."""
        if not self.get_queryset().filter(pk=pk).exists():
            raise NotFound
        self.act(pk, claim_id, actor=self.actor, if_version=self.if_version())
        return Response(status=204)


class AppearanceView(PartView):
    """Appearances of a claim in sources, with their chains of attribution."""

    nouns = ("appearance", "appearances")
    model, collection, noun = Appearance, "appearances", "appearance"
    verbs = part_verbs("appearance")
    serializer_class = shapes.AppearanceShape


class EvidenceView(PartView):
    """Evidence on a claim."""

    nouns = ("piece of evidence", "evidence")
    model, collection, noun = Evidence, "evidence", "evidence"
    verbs = part_verbs("evidence")
    serializer_class = shapes.EvidenceShape


class ExternalIdView(PartView):
    """Ids of a claim in other systems."""

    nouns = ("external id", "external ids")
    model, collection, noun = ExternalId, "external_ids", "external-id"
    verbs = part_verbs("externalid")
    serializer_class = shapes.ExternalIdShape


class ReplyView(PartView):
    """Requests to those concerned, and their replies."""

    nouns = ("reply", "replies")
    model, collection, noun = Reply, "replies", "reply"
    verbs = part_verbs("reply")
    serializer_class = shapes.ReplyShape
    filterset_class = ReplyFilter


class NoteView(PartView):
    """Editorial notes, for users with `internal:read`."""

    nouns = ("note", "notes")
    model, collection, noun = Note, "notes", "note"
    serializer_class = shapes.NoteShape
    verbs = {**part_verbs("note"), "list": "note.read", "retrieve": "note.read"}


class QuantityView(PartView):
    """Figures that a claim states. They are not edited: a wrong one is replaced, with a reason."""

    nouns = ("figure", "figures")
    model, collection, noun = Quantity, "quantities", "quantity"
    expansions = {"as_text": figure_text}
    serializer_class = shapes.QuantityShape
    verbs = {**part_verbs("quantity"), "replace": "quantity.replace"}

    def read_body(self, *, partial: bool = False, there: Any = None) -> dict[str, Any]:
        """Return the validated body; its phrase is read in the claim's language."""
        with shapes.figures_in(self._language()):
            return super().read_body(partial=partial, row=there)

    def _language(self) -> str | None:
        return Claim.objects.filter(pk=self.kwargs["claim_id"]).values_list("language", flat=True).first()

    @extend_schema(request=shapes.QuantityReplaceShape, responses={201: shapes.QuantityShape})
    def replace(self, request: Request, claim_id: int, pk: int) -> Any:
        """Replace a figure by another, with the reason. The history keeps the old one."""
        if not self.get_queryset().filter(pk=pk).exists():
            raise NotFound
        with shapes.figures_in(self._language()):
            body = validate(shapes.QuantityReplaceShape, request.data, self.actor)
        row = self.act(
            pk, claim_id, body["quantity"], reason=body["reason"], actor=self.actor, if_version=self.if_version()
        )
        return self.written(row.pk, path_of(self.noun, claim_id, row.pk))
