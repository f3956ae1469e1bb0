"""Actors made of people: what somebody may do by the roles they have now."""

from claims.models.user import User
from claims.rules.access import ROLES, SCOPES, Actor, scopes_of_roles

# Whoever runs a command on the server itself holds the database: history tells the verb, and no user.
OPERATOR = Actor(user_id=None, roles=frozenset(ROLES), scopes=frozenset(SCOPES), is_superuser=True)


def roles_of(user: User) -> frozenset[str]:
    """Give the roles of a user: the groups named like one."""
    return frozenset(user.groups.values_list("name", flat=True)) & ROLES.keys()


def actor_of(user: User, *, request_id: str = "") -> Actor:
    """Make the actor that a person is when logged in: every scope that their roles hold.

    An inactive user and a service account get none: they do not log in.
    """
    if not user.is_active or user.is_service:
        return Actor(user_id=user.pk, request_id=request_id)
    roles = roles_of(user)
    return Actor(
        user_id=user.pk,
        roles=roles,
        scopes=scopes_of_roles(roles, is_superuser=user.is_superuser),
        is_superuser=user.is_superuser,
        request_id=request_id,
    )
