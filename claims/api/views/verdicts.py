"""Views of verdicts: of one claim, and of all claims."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.actions.drafts import edit_draft, open_draft
from claims.actions.verdict_moves import set_verdict_url
from claims.api.errors import ParameterError
from claims.api.filters import VerdictFilter
from claims.api.pagination import VERDICT_SORTS
from claims.api.paths import path_of
from claims.api.serializers.parts import VerdictShape
from claims.api.serializers.verdicts import DraftPatchShape, DraftShape
from claims.api.views.options import verdict_actions
from claims.api.views.parts import PartView, part_verbs
from claims.models import Verdict
from claims.rules.vocabulary import OPEN_VERDICT_STATES, RELEASED_VERDICT_STATES

# Sort keys that are allowed only for verdicts in these states, which all have a value and are few.
SORTS_OF_STATES: dict[str, tuple[str, ...]] = {
    "submitted_at": ("in_review", "approved", "scheduled"),
    "publish_at": ("scheduled",),
    "due_at": OPEN_VERDICT_STATES,
}


class VerdictView(PartView):
    """Verdicts on a claim, newest first. A new one is a draft."""

    nouns = ("verdict", "verdicts")
    model, collection, noun = Verdict, "verdicts", "verdict"
    verbs = {**part_verbs("verdict"), "create": "verdict.draft", "partial_update": "verdict.edit"}
    usual_sort = "-id"
    expansions = {"actions": verdict_actions}
    shapes: ClassVar = {"create": DraftShape, "partial_update": DraftPatchShape}

    def get_serializer_class(self) -> Any:
        """Return the serializer of the action."""
        return self.shapes.get(self.action, VerdictShape)

    @extend_schema(responses={201: VerdictShape})
    def create(self, request: Request, claim_id: int) -> Any:  # noqa: ARG002
        """Open a draft: the first verdict of ours on the claim, or the next revision of the published one.

        A draft of kind update, correction or refile begins as a copy of the published one. What you send replaces it.
        """
        verdict = open_draft(claim_id, self.read_body(), actor=self.actor, if_version=self.if_version())
        return self._read(verdict.pk, location=path_of("verdict", claim_id, verdict.pk))

    @extend_schema(responses=VerdictShape)
    def partial_update(self, request: Request, claim_id: int, pk: int) -> Any:  # noqa: ARG002
        """Edit a draft. Of a published verdict only `url` can be changed."""
        return self._edit(pk)

    def _edit(self, pk: int) -> Any:
        verdict = self.get_row(self.get_queryset().filter(pk=pk))
        changes = self.read_body(partial=True)
        if verdict.state in RELEASED_VERDICT_STATES and changes.keys() == {"url"}:
            set_verdict_url(pk, actor=self.actor, url=changes["url"], if_version=self.if_version())
        else:
            edit_draft(pk, changes, actor=self.actor, if_version=self.if_version())
        return self._read(pk)

    def _read(self, pk: int, location: str | None = None) -> Any:
        self.action = "retrieve"
        return self.written(pk, location)


class VerdictQueueView(VerdictView):
    """Verdicts of all claims: what is written, reviewed, scheduled and published."""

    filterset_class = VerdictFilter
    sorts = VERDICT_SORTS

    def get_queryset(self) -> "QuerySet[Verdict]":
        """Return the verdicts that the caller may see."""
        return self.seen(self.actor)

    def list(self, request: Request) -> Any:
        """List verdicts, newest first by default. Without `internal:read` only those that were published once."""
        self._refuse_unbounded_sort(request)
        return self.page()

    def retrieve(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Read a verdict."""
        return self.one(pk)

    @extend_schema(responses=VerdictShape)
    def partial_update(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Edit a draft. Of a published verdict only `url` can be changed."""
        return self._edit(pk)

    def _refuse_unbounded_sort(self, request: Request) -> None:
        """Raise ParameterError for a sort by a time that only verdicts in some states have."""
        key = request.query_params.get("sort", "").removeprefix("-")
        if key not in SORTS_OF_STATES:
            return
        asked = request.query_params
        states = set(asked.get("state", "").split(",")) - {""}
        states |= {"scheduled"} if asked.get("scheduled") == "true" else set()
        states |= {"in_review"} if asked.get("awaiting_my_approval") == "true" else set()
        known = SORTS_OF_STATES[key]
        if not states or not states <= set(known):
            detail = f"sort={key} goes with a `state` of these only: {', '.join(known)}."
            raise ParameterError({"sort": [("invalid", detail)]})
