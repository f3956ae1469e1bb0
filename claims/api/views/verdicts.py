"""Verdicts on a claim over HTTP: the series, and the draft that is written."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from claims.actions.drafts import edit_draft, open_draft
from claims.actions.verdict_moves import set_verdict_url
from claims.api.paths import path_of
from claims.api.serializers.parts import VerdictShape
from claims.api.serializers.verdicts import DraftPatchShape, DraftShape
from claims.api.views.options import verdict_actions
from claims.api.views.parts import PartView, part_verbs
from claims.models import Verdict
from claims.rules.vocabulary import RELEASED_VERDICT_STATES


class VerdictView(PartView):
    """Verdicts on a claim: the series, newest first; a new one is opened as a draft."""

    model, collection, noun = Verdict, "verdicts", "verdict"
    verbs = {**part_verbs("verdict"), "create": "verdict.draft", "partial_update": "verdict.edit"}
    usual_sort = "-id"
    expansions = {"actions": verdict_actions}
    shapes: ClassVar = {"create": DraftShape, "partial_update": DraftPatchShape}

    def get_serializer_class(self) -> Any:
        """Give the shape of the action."""
        return self.shapes.get(self.action, VerdictShape)

    @extend_schema(responses={201: VerdictShape})
    def create(self, request: Request, claim_id: int) -> Any:  # noqa: ARG002
        """Open a draft: the first of our series on the claim, or the next revision of what is published."""
        verdict = open_draft(claim_id, self.read_body(), actor=self.actor, if_version=self.if_version())
        return self._read(verdict.pk, location=path_of("verdict", claim_id, verdict.pk))

    @extend_schema(responses=VerdictShape)
    def partial_update(self, request: Request, claim_id: int, pk: int) -> Any:  # noqa: ARG002
        """Write on a draft. Of a published verdict the `url` alone may be set."""
        verdict = self.get_queryset().filter(pk=pk).first()
        if verdict is None:
            raise NotFound
        changes = self.read_body(partial=True)
        if verdict.state in RELEASED_VERDICT_STATES and changes.keys() == {"url"}:
            set_verdict_url(pk, actor=self.actor, url=changes["url"], if_version=self.if_version())
        else:
            edit_draft(pk, changes, actor=self.actor, if_version=self.if_version())
        return self._read(pk)

    def _read(self, pk: int, location: str | None = None) -> Any:
        self.action = "retrieve"
        return self.written(pk, location)
