"""The names of events and of the people who caused them, as a caller may see them."""

from collections.abc import Iterable
from typing import Any

from claims.models import ImportBatch, User
from claims.models.changes import Transaction
from claims.rules.events import IMPORT_FINISHED, event_type, seen_as

Person = dict[str, Any] | None


def context_of(event: Any) -> dict[str, Any]:
    """Return the context that `change()` stored with an event; empty if it was written with SQL."""
    context = event.pgh_context
    return context if isinstance(context, dict) else {}


class People:
    """The names of the users in some events: actors, those they acted for, and others."""

    def __init__(self, events: Iterable[Any], others: Iterable[int | None] = ()) -> None:
        contexts = [context_of(event) for event in events]
        ids = {context.get(key) for context in contexts for key in ("actor", "on_behalf_of")} | set(others)
        known = [number for number in ids if isinstance(number, int)]
        self._names = {user.pk: user.name for user in User.objects.filter(pk__in=known)} if known else {}

    def named(self, user_id: Any) -> Person:
        """Return the id and name of a user, or None."""
        return {"id": user_id, "name": self._names[user_id]} if user_id in self._names else None


def imports_of(events: Iterable[Any]) -> dict[int, ImportBatch]:
    """Return the import batches that some events report as finished, by id."""
    ids = [event.import_id for event in events if event.import_id is not None]
    return ImportBatch.objects.in_bulk(ids) if ids else {}


def type_of(event: Any) -> str:
    """Return the type of an event for callers with `internal:read`. Version 1 of a claim is its creation."""
    if event.pgh_obj_id is None:
        return IMPORT_FINISHED
    is_new, is_gone = event.version == 1, event.pgh_label == "delete"
    found = event_type(context_of(event).get("verb", ""), is_new=is_new, is_gone=is_gone)
    # The other claim of a merge, into which it went, was updated.
    return "claim.updated" if found == "claim.merged" and event.merged_into_id is None else found


def type_seen(one: Transaction, *, internal: bool) -> str:
    """Return the type of an event for a caller, who may see only some of its changes."""
    found = type_of(one.event)
    return found if internal else seen_as(found, {change.noun for change in one.changes})
