"""Make actors of users, with the scopes of the roles that they have now."""

from claims.models.user import User
from claims.rules.access import ROLES, SCOPES, Actor, scopes_of_roles

# Whoever runs a command on the server can access the database anyway. History records the verb, and no user.
OPERATOR = Actor(user_id=None, roles=frozenset(ROLES), scopes=frozenset(SCOPES), is_superuser=True)


def roles_of(user: User) -> frozenset[str]:
    """Return the roles of a user: the groups with the name of a role."""
    return frozenset(user.groups.values_list("name", flat=True)) & ROLES.keys()


def actor_of(user: User, *, request_id: str = "") -> Actor:
    """Return the actor of a person who is logged in, with every scope of their roles.

    An inactive user or a service account gets no scopes, because neither can log in.
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
