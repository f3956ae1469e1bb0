"""Views of claims."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.actions.claims import create_claim, dry_run_claim, update_claim
from claims.api.filters import ClaimFilter
from claims.api.pagination import SEARCH_SORTS, switch
from claims.api.paths import path_of
from claims.api.serializers.claims import ClaimListShape, ClaimPatchShape, ClaimShape
from claims.api.views.base import ApiView, json_answer
from claims.api.views.options import claim_actions, claim_text
from claims.models import Claim
from claims.rules.access import Actor

DRY_RUN = OpenApiParameter("dry_run", bool, description="Validate and resolve everything, and store nothing.")


class ClaimView(ApiView):
    """Claims. They are not deleted: they are declined or merged."""

    nouns = ("claim", "claims")
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
    expansions = {"actions": claim_actions, "as_text": claim_text}
    shapes: ClassVar = {"list": ClaimListShape, "partial_update": ClaimPatchShape}

    def get_serializer_class(self) -> Any:
        """Return the serializer of the action."""
        return self.shapes.get(self.action, ClaimShape)

    def get_queryset(self) -> Any:
        """Return the claims that the caller may see."""
        return self.seen(self.actor)

    @classmethod
    def seen(cls, actor: Actor) -> Any:
        """Return the claims that a caller of this level may see: without a token, the public ones."""
        return Claim.objects.public() if actor.user_id is None else Claim.objects.all()

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """Return claims, newest first by default."""
        return self.page()

    def retrieve(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Return a claim with its parts."""
        return self.one(pk)

    @extend_schema(responses={201: ClaimShape, 200: ClaimShape}, parameters=[DRY_RUN])
    def create(self, request: Request) -> Any:  # noqa: ARG002
        """Create a claim.

        Appearances, evidence, quantities, replies and external ids can be sent with it; all of it is stored in one
        transaction. With `dry_run=true` the claim is validated and its references are resolved, but nothing is stored:
        the answer is the claim as it would be stored, with negative ids for rows that do not exist yet.
        """
        data = self.read_body()
        if self.is_dry_run:
            self.action = "retrieve"
            return json_answer(dry_run_claim(data, self.statement.text, actor=self.actor))
        claim = create_claim(data, actor=self.actor)
        return self._whole(claim.pk, location=path_of("claim", claim.pk))

    @extend_schema(responses=ClaimShape)
    def partial_update(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Change the claim's own fields by a JSON merge patch (RFC 7396).

        The text, the claimant and the date of a claim with a released verdict of ours are changed by checkers and
        editors only, and with a `reason`. The verdict then says `is_reworded`, and an open one is a draft again.
        """
        changes = dict(self.read_body(partial=True))
        reason = changes.pop("reason", "")
        update_claim(pk, changes, actor=self.actor, reason=reason, if_version=self.if_version())
        return self._whole(pk)

    @property
    def own_parameters(self) -> frozenset[str]:
        """Accept `dry_run` when a claim is filed."""
        return frozenset({"dry_run"} if self.action == "create" else ())

    @property
    def is_dry_run(self) -> bool:
        """Return whether this is a dry run. Raises ParameterError."""
        return self.action == "create" and switch(self.request, "dry_run")

    def _whole(self, pk: int, location: str | None = None) -> Any:
        self.action = "retrieve"
        return self.written(pk, location)
