"""Look up a token and count its request, with one statement in its own transaction."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from claims.models.api_token import ApiToken
from claims.models.call_count import CallCount
from claims.models.prepared_statements import run_prepared

MINUTE = 60
KEPT = dt.timedelta(minutes=10)

# The last use is recorded once in ten minutes, so that not every request writes to its token.
# A request is counted unless the caller has reached the limit. Without a valid token it counts for its address.
ADMIT = """
    WITH token AS MATERIALIZED (
        SELECT token.id, token.scopes, token.rate_factor, owner.id AS owner_id, owner.is_superuser, owner.is_service,
            (token.last_used_at >= now() - interval '10 minutes') IS NOT TRUE AS is_use_due, ARRAY(
                SELECT name FROM claims_user_groups AS held JOIN auth_group ON auth_group.id = held.group_id
                WHERE held.user_id = owner.id
            ) AS groups
        FROM claims_apitoken AS token JOIN claims_user AS owner ON owner.id = token.owner_id
        WHERE token.digest = %s AND token.revoked_at IS NULL AND owner.is_active
            AND (token.expires_at IS NULL OR token.expires_at > now())
    ), counted AS (
        INSERT INTO claims_callcount AS kept (caller, kind, began_at, calls)
        SELECT id::text, %s, date_trunc('minute', now()), 1 FROM token
        ON CONFLICT (caller, kind, began_at) DO UPDATE SET calls = kept.calls + 1
            WHERE kept.calls < %s::bigint * (SELECT rate_factor FROM token)
        RETURNING calls
    )
    SELECT counted.calls, extract(second FROM now())::integer, rate_factor, is_use_due, id, owner_id, is_superuser,
        is_service, scopes, groups
    FROM token LEFT JOIN counted ON true
"""
COUNT = """
    WITH counted AS (
        INSERT INTO claims_callcount AS kept (caller, kind, began_at, calls)
        VALUES (%s, %s, date_trunc('minute', now()), 1)
        ON CONFLICT (caller, kind, began_at) DO UPDATE SET calls = kept.calls + 1 WHERE kept.calls < %s::bigint
        RETURNING calls
    )
    SELECT (SELECT calls FROM counted), extract(second FROM now())::integer
"""


@dataclass(frozen=True)
class Share:
    """The requests left in this minute, and the seconds until the next minute; `left` is None if exceeded."""

    kind: str
    most: int
    left: int | None
    seconds: int


@dataclass(frozen=True)
class Opened:
    """A valid token: its owner, and what both are allowed to do."""

    token_id: int
    owner_id: int
    is_superuser: bool
    is_service: bool
    scopes: list[str]
    groups: list[str]


def admit(digest: bytes, *, is_read: bool, address: str) -> tuple[Share, Opened | None]:
    """Look up a token by its digest and count the request; return what is left, and the token if it is valid.

    Nothing is cached between requests, so a revoked token stops working at once. The statement commits by itself
    before any work begins, so that it locks its row, and holds back the feed, only while it runs.
    """
    kind, most = ("read", settings.RATE_LIMIT_READS) if is_read else ("write", settings.RATE_LIMIT_WRITES)
    for calls, second, factor, is_use_due, *opened in run_prepared(ADMIT, [digest, kind, most]):
        found = Opened(*opened)
        if is_use_due:
            ApiToken.objects.filter(pk=found.token_id).update(last_used_at=timezone.now())
        return _share(kind, most * factor, calls, second), found
    return _counted(address, "refused", settings.RATE_LIMIT_REFUSED), None


def admit_public(address: str) -> Share:
    """Count a request without a token, if public reading is enabled."""
    return _counted(address, "public", settings.RATE_LIMIT_PUBLIC)


def _counted(address: str, kind: str, most: int) -> Share:
    """Count a request without a valid token, by its address."""
    [(calls, second)] = run_prepared(COUNT, [address, kind, most])
    return _share(kind, most, calls, second)


def _share(kind: str, most: int, calls: int | None, second: int) -> Share:
    return Share(kind, most, None if calls is None else most - calls, max(MINUTE - second, 1))


def forget_old_counts() -> int:
    """Delete the counts of past minutes and return how many there were."""
    return CallCount.objects.filter(began_at__lt=timezone.now() - KEPT).delete()[0]
