"""Who did what: the people of some events, and what an event is called before a caller."""

from collections.abc import Iterable
from typing import Any

from claims.models import User
from claims.models.changes import Transaction
from claims.rules.events import event_type, seen_as

Person = dict[str, Any] | None


def context_of(event: Any) -> dict[str, Any]:
    """Give what `change()` noted with an event; nothing where it was written past it, by SQL say."""
    context = event.pgh_context
    return context if isinstance(context, dict) else {}


class People:
    """The names of those who acted in some events, and of those on whose behalf."""

    def __init__(self, events: Iterable[Any]) -> None:
        contexts = [context_of(event) for event in events]
        ids = {context.get(key) for context in contexts for key in ("actor", "on_behalf_of")}
        known = [number for number in ids if isinstance(number, int)]
        self._names = {user.pk: user.name for user in User.objects.filter(pk__in=known)} if known else {}

    def named(self, user_id: Any) -> Person:
        """Give the id and name of a user."""
        return {"id": user_id, "name": self._names[user_id]} if user_id in self._names else None


def type_of(one: Transaction, *, internal: bool) -> str:
    """Give the type of an event. A row at its first version is as new as its transaction."""
    event = one.event
    found = event_type(context_of(event).get("verb", ""), is_new=event.version == 1)
    if found == "claim.merged" and event.merged_into_id is None:
        return "claim.updated"  # the other claim, into which it went
    return found if internal else seen_as(found, nouns_of(one))


def nouns_of(one: Transaction) -> set[str]:
    """Name the nouns that changed, as far as the caller sees."""
    return {change.noun for change in one.changes}
