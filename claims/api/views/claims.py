"""Claims over HTTP."""

import json
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.actions.claims import create_claim, dry_run_claim, update_claim
from claims.api.filters import ClaimFilter
from claims.api.pagination import SEARCH_SORTS, switch
from claims.api.paths import path_of
from claims.api.serializers.claims import ClaimListShape, ClaimPatchShape, ClaimShape
from claims.api.views.base import ApiView, compact, json_answer
from claims.api.views.options import claim_actions
from claims.models import Claim
from claims.rules.access import Actor

REFERRING = frozenset({"id", "claim", "verdict"})  # fields that hold an id


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
        data = self.read_body()
        if self.is_dry_run:
            self.action = "retrieve"
            found = dry_run_claim(data, self.statement.text, actor=self.actor)
            return json_answer(compact(_without_new_ids(json.loads(found))))
        claim = create_claim(data, actor=self.actor)
        return self._whole(claim.pk, location=path_of("claim", claim.pk))

    @extend_schema(responses=ClaimShape)
    def partial_update(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Change a claim's own fields by a JSON merge patch (RFC 7396)."""
        changes = self.read_body(partial=True)
        update_claim(pk, changes, actor=self.actor, if_version=self.if_version())
        return self._whole(pk)

    @property
    def own_parameters(self) -> frozenset[str]:
        """Accept `dry_run` where a claim is filed."""
        return frozenset({"dry_run"} if self.action == "create" else ())

    @property
    def is_dry_run(self) -> bool:
        """Return whether nothing is to be written. Raises ParameterError."""
        return self.action == "create" and switch(self.request, "dry_run")

    def _whole(self, pk: int, location: str | None = None) -> Any:
        self.action = "retrieve"
        return self.written(pk, location)


def _without_new_ids(value: Any) -> Any:
    """Return JSON with null for the ids of rows that a dry run made up: they are negative."""
    if isinstance(value, dict):
        return {
            name: None if name in REFERRING and isinstance(inner, int) and inner < 0 else _without_new_ids(inner)
            for name, inner in value.items()
        }
    return [_without_new_ids(item) for item in value] if isinstance(value, list) else value
