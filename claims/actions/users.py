"""Create and change people and service accounts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from claims.actions.change import record
from claims.models.claim import Claim
from claims.models.user import User
from claims.rules.access import ROLES, Actor
from claims.rules.refusal import RefusedError


class UserError(RefusedError):
    """Refuse a user with this name or these roles."""


class WeakPasswordError(ValueError):
    """Refuse a password. The message says why, and never contains the password."""


def check_new_user(username: str, roles: Iterable[str]) -> None:
    """Raise UserError unless a user with this name and these roles can be created."""
    _free_username(username)
    _groups(list(roles))


def create_user(
    username: str,
    *,
    roles: Iterable[str],
    actor: Actor,
    password: str | None = None,
    is_superuser: bool = False,
    is_service: bool = False,
) -> User:
    """Create a person, who may enter the admin, or a service account, which has no password and never logs in.

    Raises UserError for a name that is taken or invalid and for unknown roles, and WeakPasswordError for a password
    that the configured validators refuse.
    """
    user = User(
        username=_free_username(username), is_superuser=is_superuser, is_service=is_service, is_staff=not is_service
    )
    groups = _groups(list(roles))
    if is_service and (is_superuser or password is not None):
        raise UserError(username, "is to be a service account", "give it roles, and neither password nor superuser")
    _set_password(user, password)
    with record(actor=actor, verb="user.create"):
        user.save()
        user.groups.set(groups)
    return user


def update_user(user_id: int, changes: Mapping[str, Any], *, actor: Actor) -> User:
    """Change a user's own columns, and with `roles` the groups. Only a person may enter the admin.

    Raises User.DoesNotExist, and UserError for unknown roles and for a service account that would be a superuser.
    """
    with record(actor=actor, verb="user.update"):
        user = User.objects.select_for_update().get(pk=user_id)
        for name, value in changes.items():
            if name != "roles":
                setattr(user, name, value)
        if user.is_service and user.is_superuser:
            raise UserError(
                user.username, "is a service account, which cannot be a superuser", "give it roles", "is_service"
            )
        user.is_staff = not user.is_service
        user.save()
        if "roles" in changes:
            user.groups.set(_groups(list(changes["roles"])) if changes["roles"] else [])
        return user


def deactivate_user(username: str, *, actor: Actor) -> tuple[User, list[Claim]]:
    """Deactivate a person or program with their tokens, and return the claims that still wait for them.

    Their name stays in the history. Raises UserError for an unknown name.
    """
    with record(actor=actor, verb="user.deactivate"):
        user = User.objects.select_for_update().filter(username__iexact=username).first()
        if user is None:
            raise UserError(username, "is no user", "give a user name", "name")
        user.is_active = False
        user.save(update_fields=["is_active"])
        return user, list(Claim.objects.waiting_for(user.pk))


def _free_username(username: str) -> str:
    name = User.normalize_username(username)
    try:
        User._meta.get_field("username").clean(name, None)
    except ValidationError as error:
        raise UserError(username, "is no user name", " ".join(error.messages), "name") from error
    if User.objects.filter(username__iexact=name).exists():
        raise UserError(username, "is taken", "choose another name", "name")
    return name


def _groups(roles: list[str]) -> list[Group]:
    known = ", ".join(ROLES)
    if not roles:
        raise UserError("", "is no role", f"give at least one of {known}", "role")
    for role in roles:
        if role not in ROLES:
            raise UserError(role, "is no role", f"give one of {known}", "role")
    groups = list(Group.objects.filter(name__in=roles))
    if len(groups) < len(set(roles)):
        missing = sorted(set(roles) - {group.name for group in groups})
        raise UserError(", ".join(missing), "has no group yet", "run load_roles first", "role")
    return groups


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPasswordError(" ".join(error.messages)) from error
    user.set_password(password)
