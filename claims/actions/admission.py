"""Who comes in: a token looked up, and its call counted, by one statement in a transaction of its own."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from claims.models.api_token import ApiToken
from claims.models.call_count import CallCount
from claims.models.preparing import run_prepared

MINUTE = 60
KEPT = dt.timedelta(minutes=10)
USE_NOTED_EVERY = dt.timedelta(minutes=10)

# A call that no token opens is counted by its address. Where a caller has had its share, nothing is written.
ADMIT = """
    WITH token AS (
        SELECT token.id, token.scopes, token.rate_factor, token.last_used_at, owner.id AS owner_id, owner.is_superuser,
            owner.is_service, ARRAY(
                SELECT name FROM claims_user_groups AS held JOIN auth_group ON auth_group.id = held.group_id
                WHERE held.user_id = owner.id
            ) AS groups
        FROM claims_apitoken AS token JOIN claims_user AS owner ON owner.id = token.owner_id
        WHERE token.digest = %(digest)s AND token.revoked_at IS NULL AND owner.is_active
            AND (token.expires_at IS NULL OR token.expires_at > now())
    ), share (caller, kind, most, began_at) AS (
        SELECT id::text, %(kind)s, %(most)s::bigint * rate_factor, date_trunc('minute', now()) FROM token
        UNION ALL
        SELECT %(address)s, %(other_kind)s, %(other_most)s::bigint, date_trunc('minute', now())
        WHERE NOT EXISTS (SELECT FROM token)
    ), counted AS (
        INSERT INTO claims_callcount AS kept (caller, kind, began_at, calls)
        SELECT caller, kind, began_at, 1 FROM share
        WHERE NOT EXISTS (
            SELECT FROM claims_callcount AS past
            WHERE past.caller = share.caller AND past.kind = share.kind AND past.began_at = share.began_at
                AND past.calls >= share.most
        )
        ON CONFLICT (caller, kind, began_at) DO UPDATE SET calls = kept.calls + 1
            WHERE kept.calls < (SELECT most FROM share)
        RETURNING calls
    )
    SELECT share.kind, share.most, counted.calls, extract(second FROM now())::integer, token.id, token.owner_id,
        token.is_superuser, token.is_service, token.scopes, token.groups, token.last_used_at
    FROM share LEFT JOIN counted ON true LEFT JOIN token ON true
"""


@dataclass(frozen=True)
class Share:
    """What a caller may still call in this minute, and the seconds until the next; `left` is None beyond it."""

    kind: str
    most: int
    left: int | None
    seconds: int


@dataclass(frozen=True)
class Opened:
    """What a valid token opens: whose it is, and what both may do."""

    token_id: int
    owner_id: int
    is_superuser: bool
    is_service: bool
    scopes: list[str]
    groups: list[str]


def admit(digest: bytes, *, is_read: bool, address: str) -> tuple[Share, Opened | None]:
    """Look a token up by its digest and count the call; give what is left, and what it opens if it is valid.

    Nothing is remembered between calls, so what is revoked opens nothing from that moment. The statement commits
    by itself, before any work begins: it holds its row, and its place in the feed's horizon, for its own time alone.
    """
    share, opened, last_used_at = _admitted(
        digest=digest,
        kind="read" if is_read else "write",
        most=settings.RATE_LIMIT_READS if is_read else settings.RATE_LIMIT_WRITES,
        address=address,
        other_kind="refused",
        other_most=settings.RATE_LIMIT_REFUSED,
    )
    if opened is not None:
        _note_use(opened.token_id, last_used_at)
    return share, opened


def admit_public(address: str) -> Share:
    """Count a call without a token, where the newsroom has opened public reading."""
    most = settings.RATE_LIMIT_PUBLIC
    return _admitted(digest=b"", kind="public", most=most, address=address, other_kind="public", other_most=most)[0]


def _admitted(**values: Any) -> tuple[Share, Opened | None, dt.datetime | None]:
    [(kind, most, calls, second, token_id, *opened, last_used_at)] = run_prepared(ADMIT, values)
    share = Share(kind, most, None if calls is None else most - calls, max(MINUTE - second, 1))
    return share, None if token_id is None else Opened(token_id, *opened), last_used_at


def forget_old_counts() -> int:
    """Forget the counts of past minutes; give how many."""
    return CallCount.objects.filter(began_at__lt=timezone.now() - KEPT).delete()[0]


def _note_use(token_id: int, last_used_at: dt.datetime | None) -> None:
    """Note when a token was last used, to ten minutes, so that not every call writes to it."""
    long_ago = timezone.now() - USE_NOTED_EVERY
    if last_used_at is None or last_used_at < long_ago:
        rows = ApiToken.objects.filter(Q(last_used_at__isnull=True) | Q(last_used_at__lt=long_ago), pk=token_id)
        rows.update(last_used_at=timezone.now())
