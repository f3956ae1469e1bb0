"""What happened: the history of one claim, and the feed of all."""

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import ParameterError
from claims.api.fields import LARGEST_ID
from claims.api.pagination import page_limit
from claims.api.parameters import refuse_unknown
from claims.api.serializers.events import EventPageShape, HistoryPageShape
from claims.api.views.base import ApiView
from claims.models import Claim, FeedEpoch, User
from claims.models.changes import Change, Transaction, transactions
from claims.models.feed import Position, events_after, events_of_claim, latest_position, position_of
from claims.rules.events import EVENT_TYPES, INTERNAL_TYPES, event_type

MOST_LOOKS = 20
NO_CURSOR = "This is no cursor of the feed: send `next` or a `seq` as it came, `latest`, or none to begin at the start."
CURSOR = OpenApiParameter("after", OpenApiTypes.STR, description="`next` or a `seq` of the feed, or `latest`.")
TYPES = OpenApiParameter("types", OpenApiTypes.STR, description="Event types, separated by commas.")
LIMIT = OpenApiParameter("limit", OpenApiTypes.INT, description="How many to a page, at most 500.")


class EventView(ApiView):
    """The feed: every committed change of every claim, once, in one order, resumable for ever."""

    verbs = {"list": "event.read"}
    filter_backends = []
    queryset = Claim.objects.none()

    @extend_schema(operation_id="events", responses=EventPageShape, parameters=[CURSOR, TYPES, LIMIT])
    def list(self, request: Request) -> Response:
        """Read on from a cursor. `next` is always given; ask again with it when there is no more for now.

        `epoch_changed` tells that the database was restored since the cursor was given: events after the
        backup were lost, so that claims are to be read again.
        """
        refuse_unknown(request, {"after", "types", "limit"})
        limit, types = page_limit(request), _types(request)
        position = _position(request.query_params.get("after"))
        found: list[dict[str, Any]] = []
        start = position
        has_more = True
        for _ in range(MOST_LOOKS):
            events = events_after(position, limit - len(found) + 1)
            has_more = len(events) > limit - len(found)
            events = events[: limit - len(found)]
            if events:
                position = position_of(events[-1])
                found += [entry for entry in self._entries(events) if not types or entry["type"] in types]
            if not has_more or len(found) >= limit:
                break
        epoch = FeedEpoch.objects.get().value
        body = {"results": found, "next": _cursor(position), "has_more": has_more, "epoch": epoch}
        return Response({**body, "epoch_changed": 0 < start.epoch < epoch})

    def _entries(self, events: Sequence[Any]) -> Iterator[dict[str, Any]]:
        names = _names(events)
        told = transactions(events, internal=self.actor.is_internal)
        return (self._entry(one, names) for one in told if one.changes or self.actor.is_internal)

    def _entry(self, one: Transaction, names: dict[int, str]) -> dict[str, Any]:
        event, context = one.event, one.event.pgh_context or {}
        return {
            "seq": _cursor(position_of(event)),
            "type": _type(event, internal=self.actor.is_internal),
            "claim": event.pgh_obj_id,
            "version": event.version,
            "actor": _user(context.get("actor"), names),
            "at": event.pgh_created_at,
            "changed": one.changed,
        }


class HistoryView(ApiView):
    """The history of a claim: who did what, when and why."""

    verbs = {"list": "claim.read"}
    filter_backends = []
    queryset = Claim.objects.none()

    @extend_schema(
        operation_id="claim_history",
        responses=HistoryPageShape,
        parameters=[OpenApiParameter("cursor", OpenApiTypes.STR, description="`next` of the page before."), LIMIT],
    )
    def list(self, request: Request, pk: int) -> Response:
        """Read what was done to a claim and its parts, newest first, with every field before and after."""
        refuse_unknown(request, {"cursor", "limit"})
        if not Claim.objects.filter(pk=pk).exists():
            raise NotFound
        limit, before = page_limit(request), _before(request.query_params.get("cursor"))
        events = events_of_claim(pk, before, limit + 1)
        page = events[:limit]
        names = _names(page)
        told = transactions(page, internal=self.actor.is_internal)
        results = [self._entry(one, names) for one in told if one.changes or self.actor.is_internal]
        following = str(page[-1].pgh_id) if len(events) > limit else None
        return Response({"results": results, "next": following})

    def _entry(self, one: Transaction, names: dict[int, str]) -> dict[str, Any]:
        event, context = one.event, one.event.pgh_context or {}
        shown = {
            "version": event.version,
            "type": _type(event, internal=self.actor.is_internal),
            "at": event.pgh_created_at,
            "actor": _user(context.get("actor"), names),
            "on_behalf_of": _user(context.get("on_behalf_of"), names),
        }
        if self.actor.is_internal:
            inside = ("reason", "verb", "request_id")
            shown |= {"token": context.get("token"), **{name: context.get(name, "") for name in inside}}
        return {**shown, "changes": [_change(change) for change in one.changes]}


def _change(change: Change) -> dict[str, Any]:
    fields = {name: {"before": before, "after": after} for name, (before, after) in change.fields.items()}
    return {"noun": change.noun, "id": change.id, "action": change.action, "fields": fields}


def _type(event: Any, *, internal: bool) -> str:
    found = event_type((event.pgh_context or {}).get("verb", ""), is_new=event.pgh_label == "insert")
    return found if internal or found not in INTERNAL_TYPES else "claim.updated"


def _names(events: Sequence[Any]) -> dict[int, str]:
    contexts = [event.pgh_context or {} for event in events]
    ids = {context.get(key) for context in contexts for key in ("actor", "on_behalf_of")} - {None}
    return {user.pk: user.name for user in User.objects.filter(pk__in=ids)}


def _user(user_id: int | None, names: dict[int, str]) -> dict[str, Any] | None:
    return None if user_id is None else {"id": user_id, "name": names.get(user_id, "")}


def _types(request: Request) -> set[str]:
    types = set(filter(None, request.query_params.get("types", "").split(",")))
    if not types <= set(EVENT_TYPES):
        raise ParameterError({"types": [("invalid", f"Give one or more of: {', '.join(EVENT_TYPES)}.")]})
    return types


def _cursor(position: Position) -> str:
    text = json.dumps([position.epoch, position.xid, position.event], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _position(cursor: str | None) -> Position:
    if cursor is None:
        return Position()
    if cursor == "latest":
        return latest_position()
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        epoch, xid, event = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        is_whole = all(type(one) is int and 0 <= one <= LARGEST_ID for one in (epoch, xid, event)) and epoch < 2**31
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ParameterError({"after": [("invalid_cursor", NO_CURSOR)]}) from error
    if not is_whole:
        raise ParameterError({"after": [("invalid_cursor", NO_CURSOR)]})
    return Position(epoch, xid, event)


def _before(cursor: str | None) -> int:
    if cursor is None:
        return LARGEST_ID
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise ParameterError({"cursor": [("invalid_cursor", "Send `next` as it came, or begin without a cursor.")]})
    return int(cursor)
