"""External ids: what other systems call a claim."""

from typing import ClassVar

from django.db import models

from claims.models.base import Versioned
from claims.models.claim import Claim
from claims.models.fields import filled
from claims.models.import_batch import ImportBatch
from claims.models.triggers import touch_root


class ExternalIdQuerySet(models.QuerySet["ExternalId"]):
    """A queryset of external ids."""

    def visible(self, *, internal: bool) -> "ExternalIdQuerySet":  # noqa: ARG002
        """Return all: every caller may see them."""
        return self

    def for_claims(self, *, internal: bool) -> "ExternalIdQuerySet":
        """Order by filing, and prefetch related rows."""
        return self.visible(internal=internal).order_by("pk")


class ExternalId(Versioned):
    """The id of a claim in another system. `loaded` is the snapshot of what its last load wrote."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="external_ids", help_text="The claim that has this id."
    )
    origin = models.CharField(max_length=100, help_text="The other system, for example cms or politifact.")
    external_id = models.CharField(max_length=500, help_text="The claim's id in that system.")
    batch = models.ForeignKey(
        ImportBatch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="external_ids",
        editable=False,
        help_text="The import that last wrote the claim under this id.",
    )
    loaded = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="What that import wrote, so that later edits by people can be recognised.",
    )

    objects = ExternalIdQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers, *touch_root("claims_claim", "claim_id")]
        constraints: ClassVar = [
            filled("externalid", "origin"),
            filled("externalid", "external_id"),
            models.UniqueConstraint(
                fields=["origin", "external_id"],
                name="externalid_unique",
                violation_error_message="Another claim has this external id already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin}:{self.external_id}"
