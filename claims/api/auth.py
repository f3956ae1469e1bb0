"""Authenticate callers by bearer token (RFC 6750), looked up by its hash in one statement."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.actions.admission import Opened, Share, admit, admit_public
from claims.actions.tokens import digest_of
from claims.api.addresses import address_of
from claims.api.limits import LimitError, limit_headers
from claims.models import User
from claims.rules.access import ROLES, Actor, scopes_of_roles

CHALLENGE = 'Bearer realm="factcheck"'
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class BearerAuthentication(BaseAuthentication):
    """Authenticate `Authorization: Bearer fct_…`. A service account may add `On-Behalf-Of: <user name>`."""

    def authenticate(self, request: Request) -> tuple[Actor, Actor] | None:
        """Return the actor, both as user and as auth. Raises AuthenticationFailed, LimitError."""
        header = request.headers.get("Authorization", "")
        if not header:
            if settings.FACTCHECK_PUBLIC_READ:
                _apply_limit(request, admit_public(address_of(request)))
            return None
        scheme, _, secret = header.partition(" ")
        is_bearer = scheme.lower() == "bearer" and secret.isascii()
        # Anything that is not a token counts as an invalid one.
        digest = digest_of(secret.strip()) if is_bearer else b""
        share, opened = admit(digest, is_read=request.method in READING, address=address_of(request))
        _apply_limit(request, share)
        if not is_bearer:
            raise AuthenticationFailed("Send the header `Authorization: Bearer <token>`.", "invalid_token")
        if opened is None:
            raise AuthenticationFailed("This token is unknown, expired or revoked.", "invalid_token")
        actor = _actor(request, opened)
        return actor, actor

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        """Return the WWW-Authenticate header."""
        return CHALLENGE


def _apply_limit(request: Request, share: Share) -> None:
    """Set the rate limit headers of the response. Raises LimitError if nothing is left."""
    plain: Any = request._request  # noqa: SLF001
    plain.limit_headers = limit_headers(share)
    if share.left is None:
        raise LimitError(share)


def _actor(request: Request, opened: Opened) -> Actor:
    roles = frozenset(opened.groups) & ROLES.keys()
    return Actor(
        user_id=opened.owner_id,
        roles=roles,
        scopes=frozenset(opened.scopes) & scopes_of_roles(roles, is_superuser=opened.is_superuser),
        is_superuser=opened.is_superuser,
        token_id=opened.token_id,
        on_behalf_of_id=_on_behalf_of(request, is_service=opened.is_service),
        request_id=getattr(request, "request_id", ""),
    )


def _on_behalf_of(request: Request, *, is_service: bool) -> int | None:
    name = User.normalize_username(_utf8(request.headers.get("On-Behalf-Of", "")))
    if not name:
        return None
    if not is_service:
        raise AuthenticationFailed("Only a service account acts on behalf of somebody: leave it out.", "not_a_service")
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


class BearerSchema(OpenApiAuthenticationExtension):
    """Describe the bearer token."""

    target_class = BearerAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002
        """Return the security scheme."""
        return {"type": "http", "scheme": "bearer", "description": "A token that begins with fct_."}
