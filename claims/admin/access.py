"""The actor behind a request to the admin, and what they may do."""

from django.http import HttpRequest

from claims.actions.actors import actor_of
from claims.models.user import User
from claims.rules import access
from claims.rules.access import ANONYMOUS, Actor

_KEPT_AS = "claims.actor"


def actor(request: HttpRequest) -> Actor:
    """Return the actor of the person who is logged in; it is looked up once per request."""
    found = request.META.get(_KEPT_AS)
    if not isinstance(found, Actor):
        request_id = getattr(request, "request_id", "")
        user = request.user
        found = actor_of(user, request_id=request_id) if isinstance(user, User) else ANONYMOUS
        request.META[_KEPT_AS] = found
    return found


def may(request: HttpRequest, verb: str) -> bool:
    """Return whether the person may use a verb of the table."""
    return access.may(actor(request), verb)
