"""Idempotency: what was done under a caller's key is done once, and answered the same again."""

import datetime as dt

from django.utils import timezone

from claims.models.idempotency_key import IdempotencyKey

KEPT = dt.timedelta(days=2)


class KeyReusedError(Exception):
    """Refuse a key under which something else was sent before."""

    def __init__(self) -> None:
        super().__init__("Another request was sent under this Idempotency-Key: give each request a key of its own.")


def reserve_key(caller_id: int, key: str, digest: bytes) -> tuple[IdempotencyKey, bool]:
    """Take a caller's key in the running transaction, and tell whether it is new.

    Waits for a twin that is still at work under the same key. Raises KeyReusedError for another digest.
    """
    new = IdempotencyKey(caller_id=caller_id, key=key, digest=digest)
    IdempotencyKey.objects.bulk_create([new], ignore_conflicts=True)
    row = IdempotencyKey.objects.select_for_update().get(caller=caller_id, key=key)
    if bytes(row.digest) != digest:
        raise KeyReusedError
    return row, row.status is None


def keep_answer(row: IdempotencyKey, status: int, headers: dict[str, str], body: bytes) -> None:
    """Keep the first answer under a key, byte for byte, in the transaction of its effect."""
    row.status, row.headers, row.body = status, headers, body
    row.save(update_fields=["status", "headers", "body"])


def forget_old_keys() -> int:
    """Forget keys after two days; give how many."""
    return IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
