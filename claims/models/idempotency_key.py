"""Idempotency keys: what a caller sent under a key, and the answer it got."""

from typing import ClassVar

from django.db import models

from claims.models.fields import sha256_long
from claims.models.user import User


class IdempotencyKey(models.Model):
    """A caller's key, the SHA-256 of what it sent, and the first answer, byte for byte."""

    caller = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    digest = models.BinaryField(max_length=32)
    status = models.IntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints: ClassVar = [
            sha256_long("idempotencykey"),
            models.UniqueConstraint(fields=["caller", "key"], name="idempotencykey_unique"),
            models.CheckConstraint(condition=~models.Q(key=""), name="idempotencykey_key_filled"),
        ]

    def __str__(self) -> str:
        return self.key
