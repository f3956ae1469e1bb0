"""The verbs of claims and verdicts over HTTP: one POST each, generated from the table of verbs."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.verbs import ACTIONS, Action, simple_verbs
from claims.api.serializers.base import validate
from claims.api.serializers.claims import ClaimShape
from claims.api.serializers.moves import SHAPES
from claims.api.serializers.parts import VerdictShape
from claims.api.serializers.workflow import WorkflowShape
from claims.api.views.base import ApiView
from claims.models import Claim, Verdict
from claims.rules.verbs import CLAIM_MOVES, CONSEQUENCES, NEEDS, VERDICT_MOVES, Moves, Need


class MoveView(ApiView):
    """A view whose actions are the verbs offered on the rows of one noun. A subclass names the noun."""

    noun: ClassVar[str]
    filter_backends = []

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.verbs = {verb.short: verb.name for verb in simple_verbs(cls.noun)}
        for short, name in cls.verbs.items():
            setattr(cls, short, _handler(short, ACTIONS[name], cls.serializer_class))

    def move(self, request: Request, pk: int) -> Any:
        """Use the verb on the row, at the version in `If-Match`, and return the row."""
        body = validate(SHAPES[ACTIONS[self.verbs[self.action]].body], request.data, self.actor)
        self.act(pk, actor=self.actor, if_version=self.if_version(), **body)
        return self.written(pk)


def _handler(name: str, action: Action, answer: Any) -> Any:
    """Build the method of a verb. The OpenAPI document describes it by the docstring of its function."""

    def handler(self: MoveView, request: Request, pk: int) -> Any:
        return self.move(request, pk)

    handler.__name__, handler.__doc__ = name, action.act.__doc__
    shape = SHAPES[action.body]
    return extend_schema(request=shape if shape().fields else None, responses=answer)(handler)


class ClaimMoveView(MoveView):
    """The verbs of a claim."""

    noun = "claim"
    queryset = Claim.objects.all()
    serializer_class = ClaimShape


class VerdictMoveView(MoveView):
    """The verbs of a verdict of ours."""

    noun, root = "verdict", "claim"
    queryset = Verdict.objects.all()
    serializer_class = VerdictShape


class WorkflowView(ApiView):
    """The table of states and verbs, so that no tool needs a copy of it."""

    verbs = {"retrieve": "workflow.read"}
    filter_backends = []

    @extend_schema(responses=WorkflowShape)
    def retrieve(self, request: Request) -> Response:  # noqa: ARG002
        """Return every move of claims and verdicts: from, verb, to, and who can use it."""
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
