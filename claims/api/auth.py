"""Who calls: a bearer token (RFC 6750), looked up by its hash in one statement."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.actions.tokens import digest_of
from claims.models import ApiToken, User
from claims.rules.access import ROLES, Actor, scopes_of_roles

CHALLENGE = 'Bearer realm="factcheck"'
USE_NOTED_EVERY = dt.timedelta(minutes=10)


class BearerAuthentication(BaseAuthentication):
    """Take `Authorization: Bearer fct_…`; a service account may add `On-Behalf-Of: <user name>`."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        """Give the token's owner and the actor. Raises AuthenticationFailed."""
        header = request.headers.get("Authorization", "")
        if not header:
            return None
        scheme, _, secret = header.partition(" ")
        if scheme.lower() != "bearer" or not secret.isascii():
            raise AuthenticationFailed("Send the header `Authorization: Bearer <token>`.", "invalid_token")
        groups = Group.objects.filter(user=OuterRef("owner")).values("name")
        token = (
            ApiToken.objects.valid()
            .select_related("owner")
            .annotate(groups=ArraySubquery(groups))
            .filter(digest=digest_of(secret.strip()))
            .first()
        )
        if token is None:
            raise AuthenticationFailed("This token is unknown, expired or revoked.", "invalid_token")
        _note_use(token)
        return token.owner, _actor(request, token)

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        """Say how to authenticate."""
        return CHALLENGE


def _actor(request: Request, token: Any) -> Actor:
    owner: User = token.owner
    roles = frozenset(token.groups) & ROLES.keys()
    return Actor(
        user_id=owner.pk,
        roles=roles,
        scopes=frozenset(token.scopes) & scopes_of_roles(roles, is_superuser=owner.is_superuser),
        is_superuser=owner.is_superuser,
        token_id=token.pk,
        on_behalf_of_id=_on_behalf_of(request, owner),
        request_id=request.headers.get("X-Request-ID", "")[:100],
    )


def _on_behalf_of(request: Request, owner: User) -> int | None:
    name = User.normalize_username(_utf8(request.headers.get("On-Behalf-Of", "")))
    if not name:
        return None
    if not owner.is_service:
        raise AuthenticationFailed("Only a service account acts on behalf of somebody.", "not_a_service")
    found = User.objects.filter(username=name, is_active=True, is_service=False).values_list("pk", flat=True).first()
    if found is None:
        raise AuthenticationFailed(f"There is no active user {name!r} to act on behalf of.", "unknown_user")
    return found


def _utf8(header: str) -> str:
    """Read a header as UTF-8, which WSGI hands over as Latin-1."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _note_use(token: ApiToken) -> None:
    """Note when a token was last used, to ten minutes, so that not every request writes."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY:
        long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
        ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)


class BearerSchema(OpenApiAuthenticationExtension):
    """Describe the bearer token."""

    target_class = BearerAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002
        """Give the security scheme."""
        return {"type": "http", "scheme": "bearer", "description": "A token that begins with fct_."}
