"""Publishers: outlets, known by their site's domain."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from claims.models.base import Versioned
from claims.models.fields import filled, text_field
from claims.models.names import name_vector
from claims.models.triggers import tick_noun_clock

DOMAIN = r"^[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)+$"


class PublisherQuerySet(models.QuerySet["Publisher"]):
    """A queryset of publishers."""

    def visible(self, *, internal: bool) -> "PublisherQuerySet":
        """Filter to publishers that a caller may see; those with only confidential sources need `internal:read`."""
        if internal:
            return self
        sources: Any = self.model._meta.get_field("sources").related_model
        verdicts: Any = self.model._meta.get_field("verdicts").related_model
        here = {"publisher": models.OuterRef("pk")}
        is_open = (
            models.Q(is_own=True)
            | models.Exists(sources.objects.filter(**here, is_confidential=False))
            | models.Exists(verdicts.objects.released().filter(**here))
        )
        is_secret = models.Exists(sources.objects.filter(**here, is_confidential=True))
        return self.filter(is_open | ~is_secret)


class Publisher(Versioned):
    """An outlet. At most one is this newsroom, which is named in the settings."""

    name = models.CharField(max_length=300, help_text="The outlet's name. By default its domain.")
    domain = models.CharField(
        max_length=253, help_text="Host name of the outlet's site, in lower case and without www."
    )
    country = text_field(2, help_text="Country of the outlet, as an ISO 3166-1 alpha-2 code.")
    is_own = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="Whether this is our own newsroom."
    )

    objects = PublisherQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [*Versioned.Meta.triggers, tick_noun_clock()]
        constraints: ClassVar = [
            filled("publisher", "name"),
            models.UniqueConstraint(
                fields=["domain"],
                name="publisher_domain_unique",
                violation_error_message="A publisher of this domain is there already.",
            ),
            models.CheckConstraint(
                condition=models.Q(domain__regex=DOMAIN) & ~models.Q(domain__startswith="www."),
                name="publisher_domain_form",
                violation_error_message="domain must be a host name in lower case, without www.",
            ),
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex=r"^[A-Z]{2}$"),
                name="publisher_country_form",
                violation_error_message="country must be two capital letters (ISO 3166-1 alpha-2).",
            ),
            models.UniqueConstraint(fields=["is_own"], condition=models.Q(is_own=True), name="publisher_one_own"),
        ]
        indexes: ClassVar = [GinIndex(name_vector("name"), name="publisher_words")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def named(path: str) -> models.F:
        """Return `__str__` of the publisher at a path, in SQL."""
        return models.F(f"{path}name")
