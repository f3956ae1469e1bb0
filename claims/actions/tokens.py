"""Create, revoke and rotate API tokens. A secret is shown once; only its hash is stored."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from claims.actions.actors import roles_of
from claims.actions.change import record
from claims.models.api_token import MOST_RATE, ApiToken
from claims.models.user import User
from claims.rules.access import SCOPES, AccessError, Actor, scopes_of_roles
from claims.rules.refusal import RefusedError
from claims.rules.verbs import Need

SIGN = "fct_"
RANDOM_BYTES = 32
PREFIX_LENGTH = 12


class TokenError(RefusedError):
    """Refuse a token with this owner, these scopes or this expiry."""


def digest_of(secret: str) -> bytes:
    """Return the SHA-256 by which a token is looked up; the secret itself is not stored."""
    return hashlib.sha256(secret.encode()).digest()


def create_token(
    owner: User,
    scopes: Iterable[str],
    *,
    actor: Actor,
    expires_at: dt.datetime | None = None,
    name: str = "",
    rate_factor: int = 1,
) -> tuple[ApiToken, str]:
    """Create a token for an owner, and return it with its secret, which cannot be read again.

    The secret is "fct_" and 32 random bytes in URL-safe base 64: 47 characters.

    Raises TokenError for an inactive owner, for missing or unknown scopes, for scopes that the owner's roles lack, and
    for an expiry in the past; AccessError for somebody else's token without tokens:admin.
    """
    if actor.user_id != owner.pk and "tokens:admin" not in actor.scopes:
        raise AccessError("token.create", Need("tokens:admin"), "A token of another user needs the scope tokens:admin.")
    if not owner.is_active:
        raise TokenError(owner.username, "is inactive", "activate the user first", "owner")
    if expires_at is not None and expires_at <= timezone.now():
        raise TokenError(expires_at, "is past", "give a time to come", "expires_at")
    if not 1 <= rate_factor <= MOST_RATE:
        raise TokenError(rate_factor, "is no rate factor", f"give 1 to {MOST_RATE}", "rate_factor")
    granted = _granted(owner, set(scopes))
    with record(actor=actor, verb="token.create"):
        return _made(owner, granted, name=name, expires_at=expires_at, rate_factor=rate_factor)


def _made(owner: User, scopes: list[str], **given: Any) -> tuple[ApiToken, str]:
    secret = SIGN + secrets.token_urlsafe(RANDOM_BYTES)
    token = ApiToken.objects.create(
        owner=owner, prefix=secret[:PREFIX_LENGTH], digest=digest_of(secret), scopes=scopes, **given
    )
    return token, secret


def _granted(owner: User, asked: set[str]) -> list[str]:
    """Check the requested scopes and return them in their usual order."""
    if not asked:
        raise TokenError("", "names no scope", f"give some of {', '.join(SCOPES)}", "scopes")
    unknown = sorted(asked - SCOPES.keys())
    if unknown:
        raise TokenError(", ".join(unknown), "is no scope", f"give some of {', '.join(SCOPES)}", "scopes")
    held = scopes_of_roles(roles_of(owner), is_superuser=owner.is_superuser)
    lacking = sorted(asked - held)
    if lacking:
        remedy = f"{owner.username} holds {', '.join(sorted(held)) or 'none'}: ask for these, or give another role"
        raise TokenError(", ".join(lacking), "is beyond the owner's roles", remedy, "scopes")
    return [scope for scope in SCOPES if scope in asked]


def tokens_open_to(actor: Actor) -> "QuerySet[ApiToken]":
    """Return the tokens that an actor may see and revoke: its own, or all of them with tokens:admin."""
    rows = ApiToken.objects.select_related("owner")
    return rows if "tokens:admin" in actor.scopes else rows.filter(owner=actor.user_id)


def revoke_token(token_id: int, *, actor: Actor) -> ApiToken:
    """Revoke a token at once; a revoked one stays as it is. Raises ApiToken.DoesNotExist."""
    with record(actor=actor, verb="token.revoke"):
        token = tokens_open_to(actor).select_for_update(of=("self",)).get(pk=token_id)
        if token.revoked_at is None:
            token.revoked_at = timezone.now()
            token.save(update_fields=["revoked_at"])
        return token


def rotate_token(token_id: int, *, actor: Actor, overlap: dt.timedelta) -> tuple[ApiToken, str]:
    """Create a token's successor with the same scopes and lifetime; the old one expires after the overlap.

    Raises ApiToken.DoesNotExist if there is no such valid token, TokenError if its owner has lost a role that it needs,
    and AccessError if the caller's own token has fewer scopes.
    """
    with record(actor=actor, verb="token.rotate"):
        rows = tokens_open_to(actor).filter(pk__in=ApiToken.objects.valid().values("pk"))
        old = rows.select_for_update(of=("self",)).get(pk=token_id)
        beyond = set(old.scopes) - actor.scopes
        if beyond and "tokens:admin" not in actor.scopes:
            lacks = f"This token lacks what the other one has: {', '.join(sorted(beyond))}."
            raise AccessError("token.rotate", Need("tokens:admin"), lacks)
        now = timezone.now()
        lifetime = old.expires_at - old.created_at if old.expires_at else None
        granted = _granted(old.owner, set(old.scopes))
        expires_at = now + lifetime if lifetime else None
        new = _made(old.owner, granted, name=old.name, expires_at=expires_at, rate_factor=old.rate_factor)
        end = now + overlap
        old.expires_at = min(old.expires_at, end) if old.expires_at else end
        old.save(update_fields=["expires_at"])
        return new
