"""The history of one claim."""

from collections.abc import Iterable, Sequence
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import ParameterError
from claims.api.event_names import People, context_of, type_seen
from claims.api.fields import LARGEST_ID
from claims.api.pagination import page_limit
from claims.api.parameters import refuse_unknown
from claims.api.serializers.events import HistoryPageShape
from claims.api.views.base import ApiView
from claims.api.views.events import LIMIT
from claims.models import Claim, Entity, Measure, Publisher, Rating, Source, User
from claims.models.changes import Change, Transaction, transactions
from claims.models.feed import events_of_claim
from claims.models.tracked import TRACKED

MOST_LOOKS = 20
CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="`next` of the page before.")
# References to these are shown as `{id, name}`, all others as the id.
NAMED: tuple[Any, ...] = (Entity, Measure, Publisher, Rating, Source, User)


class HistoryView(ApiView):
    """The history of a claim: who did what, when and why."""

    verbs = {"list": "claim.read"}
    filter_backends = []
    queryset = Claim.objects.none()

    @extend_schema(operation_id="claim_history", responses=HistoryPageShape, parameters=[CURSOR, LIMIT])
    def list(self, request: Request, pk: int) -> Response:
        """Return the changes of a claim and its parts, newest first, with every field before and after."""
        refuse_unknown(request, {"cursor", "limit"})
        if not Claim.objects.filter(pk=pk).exists():
            raise NotFound
        found, following = self._page(pk, _before(request.query_params.get("cursor")), page_limit(request))
        people = People(one.event for one in found)
        names = _Names(change for one in found for change in one.changes)
        return Response({"results": [self._entry(one, people, names) for one in found], "next": following})

    def _page(self, claim_id: int, before: int, limit: int) -> tuple[Sequence[Transaction], str | None]:
        """Return transactions that the caller sees something of, and the cursor of the next page."""
        found: list[Transaction] = []
        following: int | None = before
        for _ in range(MOST_LOOKS):
            wanted = limit - len(found)
            events = events_of_claim(claim_id, following or 0, wanted + 1)
            page = events[:wanted]
            following = page[-1].pgh_id if len(events) > wanted else None
            internal = self.actor.is_internal
            found += [one for one in transactions(page, internal=internal) if one.changes or internal]
            if following is None or len(found) == limit:
                break
        return found, None if following is None else str(following)

    def _entry(self, one: Transaction, people: People, names: "_Names") -> dict[str, Any]:
        event, context = one.event, context_of(one.event)
        shown = {
            "version": event.version,
            "type": type_seen(one, internal=self.actor.is_internal),
            "at": event.pgh_created_at,
            "actor": people.named(context.get("actor")),
            "on_behalf_of": people.named(context.get("on_behalf_of")),
        }
        if self.actor.is_internal:
            inside = ("reason", "verb", "request_id")
            shown |= {"token": context.get("token"), **{name: context.get(name, "") for name in inside}}
        return {**shown, "changes": [names.to_json(change) for change in one.changes]}


class _Names:
    """The current names of the rows that some changes refer to."""

    def __init__(self, changes: Iterable[Change]) -> None:
        wanted: dict[Any, set[int]] = {}
        for change in changes:
            for field, pair in change.fields.items():
                model = TRACKED[change.noun].reference(field)
                if model in NAMED:
                    wanted.setdefault(model, set()).update(value for value in pair if value is not None)
        self._names = {
            (model, row.pk): row.name if isinstance(row, User) else str(row)
            for model, ids in wanted.items()
            for row in model.objects.filter(pk__in=ids)
        }

    def to_json(self, change: Change) -> dict[str, Any]:
        """Return a change in JSON, with references as `{id, name}`. A deleted row has no name."""
        fields = {
            field: {"before": self._named(change.noun, field, before), "after": self._named(change.noun, field, after)}
            for field, (before, after) in change.fields.items()
        }
        return {"noun": change.noun, "id": change.id, "action": change.action, "fields": fields}

    def _named(self, noun: str, field: str, value: Any) -> Any:
        model = TRACKED[noun].reference(field)
        if value is None or model not in NAMED:
            return value
        return {"id": value, "name": self._names.get((model, value), "")}


def _before(cursor: str | None) -> int:
    if cursor is None:
        return LARGEST_ID
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise ParameterError({"cursor": [("invalid_cursor", "Send `next` as it came, or begin without a cursor.")]})
    return int(cursor)
