"""The verbs of claims and verdicts over HTTP: one POST each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import claim_moves, verdict_moves
from claims.actions.merging import merge_claim
from claims.api.serializers import moves as shapes
from claims.api.serializers.base import Strict, validate
from claims.api.serializers.claims import ClaimShape
from claims.api.serializers.parts import VerdictShape
from claims.api.views.base import ApiView
from claims.models import Claim, Verdict
from claims.rules.verbs import CLAIM_MOVES, CONSEQUENCES, NEEDS, VERDICT_MOVES, Moves, Need


@dataclass(frozen=True)
class Move:
    """A verb: what it calls, and the shape of what it takes."""

    act: Callable[..., Any]
    shape: type[Strict]


CLAIM = {
    "triage": Move(claim_moves.triage_claim, shapes.TriageShape),
    "start": Move(claim_moves.start_claim, shapes.NothingShape),
    "decline": Move(claim_moves.decline_claim, shapes.DeclineShape),
    "reopen": Move(claim_moves.reopen_claim, shapes.ReasonShape),
    "assign": Move(claim_moves.assign_claim, shapes.AssignShape),
    "merge": Move(merge_claim, shapes.MergeShape),
}
VERDICT = {
    "submit": Move(verdict_moves.submit_verdict, shapes.NothingShape),
    "approve": Move(verdict_moves.approve_verdict, shapes.ApproveShape),
    "request_changes": Move(verdict_moves.request_changes, shapes.RequestChangesShape),
    "recall": Move(verdict_moves.recall_verdict, shapes.ReasonShape),
    "discard": Move(verdict_moves.discard_verdict, shapes.ReasonShape),
    "publish": Move(verdict_moves.publish_verdict, shapes.NothingShape),
    "schedule": Move(verdict_moves.schedule_verdict, shapes.ScheduleShape),
    "unschedule": Move(verdict_moves.unschedule_verdict, shapes.NothingShape),
    "retract": Move(verdict_moves.retract_verdict, shapes.RetractShape),
}


class MoveView(ApiView):
    """A view whose actions are the verbs of one noun."""

    moves: ClassVar[dict[str, Move]]
    filter_backends = []

    def move(self, request: Request, pk: int) -> Any:
        """Use the verb on the thing, at the version in `If-Match`."""
        move = self.moves[self.action]
        body = validate(move.shape, request.data, self.actor)
        move.act(pk, actor=self.actor, if_version=self.if_version(), **body)
        return self.answer(pk)

    def answer(self, pk: int) -> Any:
        """Answer with the thing as it is now."""
        raise NotImplementedError


def _verb(name: str, move: Move, answer: Any) -> Any:
    """Make the handler of a verb, described by its shape."""

    def handler(self: MoveView, request: Request, pk: int) -> Any:
        return self.move(request, pk)

    handler.__name__, handler.__doc__ = name, move.act.__doc__
    has_fields = bool(move.shape().fields)
    return extend_schema(request=move.shape if has_fields else None, responses=answer)(handler)


class ClaimMoveView(MoveView):
    """The verbs of a claim's own work."""

    moves = CLAIM
    verbs = {name: f"claim.{name}" for name in CLAIM}
    queryset = Claim.objects.all()
    serializer_class = ClaimShape

    def answer(self, pk: int) -> Any:
        """Answer with the claim, whole."""
        return self.written(pk)


class VerdictMoveView(MoveView):
    """The verbs of a verdict of ours."""

    moves, root = VERDICT, "claim"
    verbs = {name: f"verdict.{name}" for name in VERDICT}
    queryset = Verdict.objects.all()
    serializer_class = VerdictShape

    def answer(self, pk: int) -> Any:
        """Answer with the verdict."""
        return self.written(pk)


for _name, _move in CLAIM.items():
    setattr(ClaimMoveView, _name, _verb(_name, _move, ClaimShape))
for _name, _move in VERDICT.items():
    setattr(VerdictMoveView, _name, _verb(_name, _move, VerdictShape))


class WorkflowView(ApiView):
    """The table of states and verbs, so that no tool needs a copy of it."""

    verbs = {"retrieve": "workflow.read"}
    filter_backends = []

    @extend_schema(responses={200: {"type": "object"}})
    def retrieve(self, request: Request) -> Response:  # noqa: ARG002
        """Give every move of a claim and of a verdict: from, verb, to, and who may."""
        return Response({"claim": _table("claim", CLAIM_MOVES), "verdict": _table("verdict", VERDICT_MOVES)})


def _table(noun: str, moves: Moves) -> list[dict[str, Any]]:
    return [
        {
            "from": start,
            "verb": verb,
            "to": end,
            "is_automatic": verb in CONSEQUENCES,
            **_need(NEEDS.get(f"{noun}.{verb}")),
        }
        for (start, verb), end in moves.items()
    ]


def _need(need: Need | None) -> dict[str, Any]:
    return {"scopes": list(need.scopes), "roles": sorted(need.roles)} if need else {"scopes": [], "roles": []}
