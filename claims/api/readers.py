"""Sorts of callers: what is shown, and taken, hangs on no more of a caller."""

from claims.rules.access import ANONYMOUS, Actor

_OUTSIDE, _INSIDE = (Actor(user_id=0, scopes=scopes) for scopes in (frozenset(), frozenset({"internal:read"})))


def reader_like(actor: Actor) -> Actor:
    """Give the one who stands for all callers that are shown the same."""
    if actor.user_id is None:
        return ANONYMOUS
    return _INSIDE if actor.is_internal else _OUTSIDE
