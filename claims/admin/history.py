"""The history page of a row: its states, who made them, and by which verbs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse

from claims.admin.access import may
from claims.admin.display import cut
from claims.admin.paginator import BoundedPaginator
from claims.admin.site import site
from claims.models import (
    ApiToken,
    AppearanceEvent,
    ApprovalEvent,
    AttributionEvent,
    EvidenceEvent,
    ExternalIdEvent,
    NoteEvent,
    QuantityEvent,
    ReplyEvent,
    User,
    VerdictEvent,
    VerdictEvidenceEvent,
)

STATES_PER_PAGE = 50
MOST_PARTS = 500
# Columns that every write changes.
UNTOLD = frozenset({"id", "version", "created_at", "updated_at"})
# The parts of a row: their events have the row's id in the named column.
PARTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "claim": (
        "claim",
        (ExternalIdEvent, AppearanceEvent, EvidenceEvent, QuantityEvent, VerdictEvent, ReplyEvent, NoteEvent),
    ),
    "appearance": ("appearance", (AttributionEvent,)),
    "verdict": ("verdict", (VerdictEvidenceEvent, ApprovalEvent)),
}
DONE = {"insert": "added", "update": "changed", "delete": "deleted"}


@dataclass
class State:
    """One state of a row: its event, who acted, and the differences to the state before."""

    event: Any
    context: dict[str, Any]
    who: str = ""
    differences: list[str] = field(default_factory=list)


def history_page(page: Any, request: HttpRequest, row: models.Model, extra_context: Any = None) -> TemplateResponse:
    """Return the page with the states of a row, newest first. Raises PermissionDenied without `internal:read`."""
    if not page.has_view_permission(request, row) or not may(request, "note.read"):
        raise PermissionDenied
    events = _events(row)
    pages = BoundedPaginator(events, STATES_PER_PAGE)
    shown = pages.get_page(request.GET.get("p"))
    # One more than is shown, to compare the last one with.
    rows = list(events[shown.start_index() - 1 : shown.end_index() + 1]) if pages.count else []
    context = {
        **site.each_context(request),
        "title": f"History of {row._meta.verbose_name} {row.pk}",
        "subtitle": None,
        "states": states(row, rows, len(shown.object_list)),
        "page": shown,
        "page_range": list(pages.get_elided_page_range(shown.number)) if pages.num_pages > 1 else [],
        "module_name": page.opts.verbose_name_plural.capitalize(),
        "object": row,
        "opts": page.opts,
        **(extra_context or {}),
    }
    return TemplateResponse(request, "admin/claims/object_history.html", context)


def states(row: models.Model, events: list[Any], shown: int) -> list[State]:
    """Return a state for the last event of each transaction, in the given order (newest first)."""
    last = [event for at, event in enumerate(events) if not at or event.pgh_xid != events[at - 1].pgh_xid]
    before: list[Any] = [*last[1:], None][: len(last)]
    found = [
        State(event, event.pgh_context or {}, differences=_differences(event, older))
        for event, older in zip(last, before, strict=True)
        if events.index(event) < shown
    ]
    _name_actors(found)
    _tell_parts(row, found)
    return found


def _events(row: models.Model) -> Any:
    """List the events of a row, the newest first."""
    model: Any = row._meta.get_field("events").related_model
    return model.objects.filter(pgh_obj_id=row.pk).order_by("-pgh_id")


def _differences(event: Any, older: Any) -> list[str]:
    if event.pgh_label != "update" or older is None:
        return [DONE.get(event.pgh_label, event.pgh_label)] if event.pgh_label != "update" else []
    columns = [column for column in event._meta.local_fields if not column.name.startswith("pgh_")]
    return [
        f"{column.verbose_name}: {_told(getattr(older, column.attname))} → {_told(getattr(event, column.attname))}"
        for column in columns
        if column.name not in UNTOLD and getattr(older, column.attname) != getattr(event, column.attname)
    ]


def _told(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    return cut(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _name_actors(found: Iterable[State]) -> None:
    ids = {state.context.get(key) for state in found for key in ("actor", "on_behalf_of")}
    people = User.objects.in_bulk([number for number in ids if number])
    tokens = ApiToken.objects.in_bulk([state.context["token"] for state in found if "token" in state.context])
    for state in found:
        actor, principal = (people.get(state.context.get(key, 0)) for key in ("actor", "on_behalf_of"))
        token = tokens.get(state.context.get("token", 0))
        words = [
            actor.name if actor else "",
            f"for {principal.name}" if principal else "",
            f"by token {token.prefix}…" if token else "",
        ]
        state.who = " ".join(filter(None, words))


def _tell_parts(row: models.Model, found: list[State]) -> None:
    """Add the changes of parts in the same transactions."""
    column, kinds = PARTS.get(row._meta.model_name or "", ("", ()))
    of_transaction = {state.event.pgh_xid: state for state in found}
    for kind in kinds:
        rows = kind.objects.filter(**{f"{column}_id": row.pk, "pgh_xid__in": list(of_transaction)})
        by_transaction: dict[tuple[int, int], list[Any]] = {}
        for event in rows.order_by("pgh_id")[:MOST_PARTS]:
            by_transaction.setdefault((event.pgh_xid, event.pgh_obj_id), []).append(event)
        for (transaction, _), events in by_transaction.items():
            of_transaction[transaction].differences.append(_part_line(events))


def _part_line(events: list[Any]) -> str:
    """Describe in one line how a transaction changed a part."""
    first, last = events[0], events[-1]
    model = last.pgh_tracked_model
    label = last.pgh_label if last.pgh_label == "delete" else first.pgh_label
    # An event has all columns of the row.
    words = getattr(last, "quote", "") or model.__str__(last)
    return f"{DONE.get(label, label)} {model._meta.verbose_name} {last.pgh_obj_id}: {cut(words)}"
