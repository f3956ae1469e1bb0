"""Roles: Django groups of the same names, so that the admin can hand them out."""

from django.contrib.auth.models import Group

from claims.actions.change import record
from claims.rules.access import ROLES, Actor


def load_roles(*, actor: Actor) -> list[str]:
    """Make the group of every role that has none yet, and return the names of those made."""
    with record(actor=actor, verb="role.load"):
        there = set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
        missing = [name for name in ROLES if name not in there]
        Group.objects.bulk_create([Group(name=name) for name in missing])
    return missing
