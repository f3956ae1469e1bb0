"""Claims over HTTP."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.actions.claims import create_claim, update_claim
from claims.api.filters import ClaimFilter
from claims.api.pagination import SEARCH_SORTS
from claims.api.paths import path_of
from claims.api.serializers.claims import ClaimListShape, ClaimPatchShape, ClaimShape
from claims.api.views.base import ApiView
from claims.api.views.options import claim_actions
from claims.models import Claim
from claims.rules.access import Actor


class ClaimView(ApiView):
    """Claims: file, list, read, change. None is deleted here: claims are declined or merged."""

    verbs = {
        "list": "claim.read",
        "retrieve": "claim.read",
        "create": "claim.create",
        "partial_update": "claim.update",
    }
    public = frozenset({"list", "retrieve"})
    queryset = Claim.objects.all()
    filterset_class = ClaimFilter
    sorts = SEARCH_SORTS
    usual_sort = "-id"
    is_sparse = True
    expansions = {"actions": claim_actions}
    shapes: ClassVar = {"list": ClaimListShape, "partial_update": ClaimPatchShape}

    def get_serializer_class(self) -> Any:
        """Give the shape of the action."""
        return self.shapes.get(self.action, ClaimShape)

    def get_queryset(self) -> Any:
        """Give the claims that the caller may see."""
        return self.seen(self.actor)

    @classmethod
    def seen(cls, actor: Actor) -> Any:
        """Give the claims of a caller of this sort: without a token, the public ones."""
        return Claim.objects.public() if actor.user_id is None else Claim.objects.all()

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """List claims, newest first by default."""
        return self.page()

    def retrieve(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Read a claim with everything that belongs to it."""
        return self.one(pk)

    def create(self, request: Request) -> Any:  # noqa: ARG002
        """File a claim, whole or in part, in one transaction."""
        claim = create_claim(self.read_body(), actor=self.actor)
        return self._whole(claim.pk, location=path_of("claim", claim.pk))

    @extend_schema(responses=ClaimShape)
    def partial_update(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Change a claim's own fields by a JSON merge patch (RFC 7396)."""
        changes = self.read_body(partial=True)
        update_claim(pk, changes, actor=self.actor, if_version=self.if_version())
        return self._whole(pk)

    def _whole(self, pk: int, location: str | None = None) -> Any:
        self.action = "retrieve"
        return self.written(pk, location)
