"""API tokens: the keys of programs."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.fields import sha256_long, text_field
from claims.models.user import User
from claims.rules.access import SCOPES

MOST_RATE = 1000


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """A queryset of API tokens."""

    def valid(self) -> "ApiTokenQuerySet":
        """Filter to tokens that are valid: not revoked, not expired, their owner active."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()),
            revoked_at__isnull=True,
            owner__is_active=True,
        )


class ApiToken(models.Model):
    """A program's key. Only its SHA-256 digest is stored: a key of 256 random bits needs no slow hash."""

    owner = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="tokens",
        help_text="The user whose rights the token carries, or fewer of them.",
    )
    name = text_field(100, help_text="What the token is used for.")
    prefix = models.CharField(
        max_length=12,
        editable=False,
        help_text="The first characters of the secret, by which the token can be recognised.",
    )
    digest = models.BinaryField(
        max_length=32, editable=False, help_text="SHA-256 of the secret. The secret itself is not stored."
    )
    scopes = ArrayField(models.CharField(max_length=30), help_text="What the token may be used for.")
    rate_factor = models.SmallIntegerField(
        db_default=1, help_text="How many times the usual rate limits apply to this token."
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When the token was created.")
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="When the token stops working. Empty if it never does."
    )
    revoked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the token was revoked. Empty if it was not."
    )
    last_used_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the token was last used, to within ten minutes. Empty if it never was.",
    )

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        constraints: ClassVar = [
            sha256_long("apitoken"),
            models.UniqueConstraint(fields=["digest"], name="apitoken_digest_unique"),
            models.CheckConstraint(condition=Q(prefix__startswith="fct_"), name="apitoken_prefix_form"),
            models.CheckConstraint(condition=Q(rate_factor__range=(1, MOST_RATE)), name="apitoken_rate_factor_range"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(SCOPES)) & Q(scopes__len__gt=0),
                name="apitoken_scopes_known",
                violation_error_message=f"scopes must be some of: {', '.join(SCOPES)}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… of {self.owner_id}"
