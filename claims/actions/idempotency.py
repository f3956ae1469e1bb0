"""Idempotency keys: the same request with the same key is done once, and gets the same answer again."""

import datetime as dt

from django.utils import timezone

from claims.models.idempotency_key import IdempotencyKey

KEPT = dt.timedelta(days=2)


class KeyReusedError(Exception):
    """Refuse a key that was used for another request."""

    def __init__(self) -> None:
        super().__init__("Another request was sent under this Idempotency-Key: give each request a key of its own.")


def reserve_key(caller_id: int, key: str, digest: bytes) -> tuple[IdempotencyKey, bool]:
    """Reserve a caller's key in the running transaction, and return whether it is new.

    Waits for another request that is using the same key. Raises KeyReusedError if the digest differs.
    """
    new = IdempotencyKey(caller_id=caller_id, key=key, digest=digest)
    IdempotencyKey.objects.bulk_create([new], ignore_conflicts=True)
    row = IdempotencyKey.objects.select_for_update().get(caller=caller_id, key=key)
    if bytes(row.digest) != digest:
        raise KeyReusedError
    return row, row.status is None


def keep_answer(row: IdempotencyKey, status: int, headers: dict[str, str], body: bytes) -> None:
    """Store the first answer to a key, byte for byte, in the transaction of the write."""
    row.status, row.headers, row.body = status, headers, body
    row.save(update_fields=["status", "headers", "body"])


def forget_old_keys() -> int:
    """Delete keys after two days and return how many there were."""
    return IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
