"""Idempotency keys: the request that a caller sent with a key, and its response."""

from typing import ClassVar

from django.db import models

from claims.models.fields import sha256_long
from claims.models.user import User


class IdempotencyKey(models.Model):
    """A caller's key, the SHA-256 of its request, and the first response, byte for byte."""

    caller = models.ForeignKey(User, models.CASCADE, related_name="+", help_text="The user who sent the key.")
    key = models.CharField(max_length=255, help_text="The key as it was sent.")
    digest = models.BinaryField(max_length=32, help_text="SHA-256 of the request that it was sent with.")
    status = models.IntegerField(
        null=True, help_text="Status code of the first answer. Empty while the request is being handled."
    )
    headers = models.JSONField(default=dict, help_text="Headers of the first answer.")
    body = models.BinaryField(default=b"", help_text="Body of the first answer, byte for byte.")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True, help_text="When the key was first sent.")

    class Meta:
        constraints: ClassVar = [
            sha256_long("idempotencykey"),
            models.UniqueConstraint(fields=["caller", "key"], name="idempotencykey_unique"),
            models.CheckConstraint(condition=~models.Q(key=""), name="idempotencykey_key_filled"),
        ]

    def __str__(self) -> str:
        return self.key
