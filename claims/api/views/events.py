"""The feed of all claims."""

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import ParameterError
from claims.api.event_names import People, context_of, imports_of, type_of, type_seen
from claims.api.fields import LARGEST_ID
from claims.api.pagination import page_limit
from claims.api.parameters import refuse_unknown
from claims.api.serializers.events import EventPageShape
from claims.api.views.base import ApiView
from claims.models import Claim, FeedEpoch, ImportBatch
from claims.models.changes import Transaction, transactions
from claims.models.feed import Position, events_after, latest_position, position_of
from claims.models.import_batch import COUNTS
from claims.rules.events import EVENT_TYPES, IMPORT_FINISHED

MOST_LOOKS = 10
LEAST_LOOK = 100
UPDATED = "claim.updated"
NO_CURSOR = "This is not a cursor of the feed. Send `next` or a `seq` unchanged, `latest`, or no cursor."
CURSOR = OpenApiParameter("after", OpenApiTypes.STR, description="`next` or a `seq` of the feed, or `latest`.")
TYPES = OpenApiParameter("types", OpenApiTypes.STR, description="Event types, separated by commas.")
LIMIT = OpenApiParameter(
    "limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}, description="How many to a page."
)


@dataclass
class _Page:
    """The events found, the place after everything that was read, and whether there may be more now."""

    position: Position
    entries: list[dict[str, Any]] = field(default_factory=list)
    has_more: bool = True


class EventView(ApiView):
    """The feed: every committed change of every claim, once, in one order, resumable for ever."""

    verbs = {"list": "event.read"}
    filter_backends = []
    queryset = Claim.objects.none()

    @extend_schema(operation_id="events", responses=EventPageShape, parameters=[CURSOR, TYPES, LIMIT])
    def list(self, request: Request) -> Response:
        """Read on from a cursor. `next` is always given; ask again with it when there is no more for now.

        A page may hold fewer than `limit`, or none, while `has_more` says that there is more to look at: one request
        looks at 1,000 events, or ten times a `limit` above 100, whatever the `types`, and `next` lies behind them.
        `epoch_changed` means that the database was restored since the cursor was given: events after the
        backup were lost, so that claims are to be read again.
        """
        refuse_unknown(request, {"after", "types", "limit"})
        limit, types = page_limit(request), _types(request)
        position, epoch_known = _position(request.query_params.get("after"))
        page = self._page(position, limit, types)
        epoch = FeedEpoch.objects.get().value
        if page.position.epoch > epoch:
            page.position = Position(epoch)  # a cursor of another line of this database's history
        body = {"results": page.entries, "next": _cursor(page.position, epoch), "has_more": page.has_more}
        return Response({**body, "epoch": epoch, "epoch_changed": epoch_known not in (None, epoch)})

    def _page(self, position: Position, limit: int, types: set[str]) -> _Page:
        """Read events until the page is full, the feed ends, or the limit of one request is reached."""
        shows_all = self.actor.is_internal and not types
        look = limit if shows_all else max(limit, LEAST_LOOK)
        page = _Page(position)
        for _ in range(MOST_LOOKS):
            events = events_after(page.position, look + 1)
            page.has_more = len(events) > look
            for event, entry in self._entries(events[:look], types):
                if len(page.entries) == limit:
                    page.has_more = True
                    return page
                page.position = position_of(event)
                page.entries += [] if entry is None else [entry]
            if not page.has_more or len(page.entries) == limit:
                break
        return page

    def _entries(self, events: Sequence[Any], types: set[str]) -> Iterator[tuple[Any, dict[str, Any] | None]]:
        """Yield each event with its entry; None if it is filtered out or the caller sees no change."""
        internal = self.actor.is_internal
        # For callers without `internal:read`, many types become `updated`.
        is_open = not types or (not internal and UPDATED in types)
        asked = [event for event in events if is_open or type_of(event) in types]
        batches = imports_of(asked) if internal else {}
        people = People(asked, (batch.created_by_id for batch in batches.values()))
        of_claims = [event for event in asked if event.import_id is None]
        entries = {
            one.event.pgh_id: self._entry(one, people)
            for one in transactions(of_claims, internal=internal)
            if one.changes or one.withdraws or internal
        }
        for event in events:
            if event.import_id in batches:
                entries[event.pgh_id] = _end_of_import(event, batches[event.import_id], people)
            entry = entries.get(event.pgh_id)
            yield event, None if entry is None or (types and entry["type"] not in types) else entry

    def _entry(self, one: Transaction, people: People) -> dict[str, Any]:
        event = one.event
        return {
            "seq": _cursor(position_of(event)),
            "type": type_seen(one, internal=self.actor.is_internal),
            "claim": event.pgh_obj_id,
            "version": event.version,
            "actor": people.named(context_of(event).get("actor")),
            "at": event.pgh_created_at,
            "changed": one.changed,
        }


def _end_of_import(event: Any, batch: ImportBatch, people: People) -> dict[str, Any]:
    """Return the entry of a finished import, which is about many claims."""
    counts = {name: getattr(batch, name) for name in COUNTS}
    return {
        "seq": _cursor(position_of(event)),
        "type": IMPORT_FINISHED,
        "claim": None,
        "version": None,
        "actor": people.named(batch.created_by_id),
        "at": event.pgh_created_at,
        "changed": [],
        "import": {"id": batch.pk, "origin": batch.origin, **counts},
    }


def _types(request: Request) -> set[str]:
    types = set(filter(None, request.query_params.get("types", "").split(",")))
    if not types <= set(EVENT_TYPES):
        raise ParameterError({"types": [("invalid", f"Give one or more of: {', '.join(EVENT_TYPES)}.")]})
    return types


def _cursor(position: Position, *known_epoch: int) -> str:
    """Return a cursor: the `seq` of an event, or with the epoch that the caller knows."""
    text = json.dumps([position.epoch, position.xid, position.event, *known_epoch], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _position(cursor: str | None) -> tuple[Position, int | None]:
    """Read a place, and the epoch that the caller knows, if it knows any. Raises ParameterError."""
    if cursor is None:
        return Position(), None
    if cursor == "latest":
        return latest_position(), None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        epoch, xid, event, *known = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        numbers = (epoch, xid, event, *known)
        is_whole = all(type(one) is int and 0 <= one <= LARGEST_ID for one in numbers) and len(known) <= 1
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ParameterError({"after": [("invalid_cursor", NO_CURSOR)]}) from error
    if not is_whole or epoch >= 2**31:
        raise ParameterError({"after": [("invalid_cursor", NO_CURSOR)]})
    return Position(epoch, xid, event), known[0] if known else epoch
