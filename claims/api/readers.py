"""Visibility levels of callers. What a caller is shown, and may send, depends on nothing else."""

from claims.rules.access import ANONYMOUS, Actor

_OUTSIDE, _INSIDE = (Actor(user_id=0, scopes=scopes) for scopes in (frozenset(), frozenset({"internal:read"})))


def reader_like(actor: Actor) -> Actor:
    """Return the canonical Actor for this caller's visibility level, to be used as a cache key."""
    if actor.user_id is None:
        return ANONYMOUS
    return _INSIDE if actor.is_internal else _OUTSIDE
