"""Create the Django groups of the roles, which the admin assigns to users."""

from django.contrib.auth.models import Group

from claims.actions.change import record
from claims.rules.access import ROLES, Actor


def load_roles(*, actor: Actor) -> list[str]:
    """Create the missing groups of roles, and return their names."""
    with record(actor=actor, verb="role.load"):
        there = set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
        missing = [name for name in ROLES if name not in there]
        Group.objects.bulk_create([Group(name=name) for name in missing])
    return missing
