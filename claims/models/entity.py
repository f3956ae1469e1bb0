"""Entities: people and organisations that make or relay claims."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower, NullIf

from claims.models.base import Versioned
from claims.models.fields import filled, one_of, text_field, word_field
from claims.models.name_key import NameKey, NameKeys, double_field, name_key_field
from claims.models.names import name_vector
from claims.models.triggers import tick_noun_clock
from claims.rules.text import name_key
from claims.rules.vocabulary import ENTITY_KINDS


class EntityQuerySet(models.QuerySet["Entity"]):
    """A queryset of entities."""

    def called(self, name: str) -> "EntityQuerySet":
        """Filter to entities of this name."""
        return self.filter(name_key=name_key(name))

    def known_as(self, name: str) -> "EntityQuerySet":
        """Filter to entities with this name or alias."""
        return self.filter(models.Q(name_key=name_key(name)) | models.Q(alias_keys__contains=[name_key(name)]))

    def visible(self, *, internal: bool) -> "EntityQuerySet":
        """Filter to entities that a caller may see; confidential links and private replies alone do not show one."""
        if internal:
            return self
        secret = models.Q(is_confidential=True) | models.Q(appearance__source__is_confidential=True)
        links = self._of_each("attributions", "entity")
        claims = self._of_each("claims", "claimant")
        replies = self._of_each("replies", "entity")
        is_open = (
            models.Exists(claims) | models.Exists(links.exclude(secret)) | models.Exists(replies.filter(is_public=True))
        )
        is_secret = models.Exists(links.filter(secret)) | models.Exists(replies.filter(is_public=False))
        return self.filter(is_open | ~is_secret)

    def _of_each(self, name: str, key: str) -> "models.QuerySet[Any]":
        related: Any = self.model._meta.get_field(name).related_model
        rows: models.QuerySet[Any] = related.objects.filter(**{key: models.OuterRef("pk")})
        return rows


class Entity(Versioned):
    """A person, organisation, government or group that can make or relay a claim."""

    kind = word_field(
        ENTITY_KINDS, "unknown", help_text="Whether this is a person, an organisation, a government or a group."
    )
    name = models.CharField(max_length=300, help_text="The usual name.")
    disambiguation = text_field(300, help_text="What distinguishes it from others of the name: footballer, born 1954.")
    aliases = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        db_default=[],
        help_text="Other names under which it is found.",
    )
    role = text_field(
        300,
        help_text="Its role today: President of the United States. An attribution has the role at the time.",
    )
    wikidata_id = models.CharField(
        max_length=20, null=True, blank=True, help_text="Its item on Wikidata, for example Q30."
    )
    url = text_field(2048, help_text="A page about it.")

    name_key = name_key_field()
    alias_keys = models.GeneratedField(
        expression=NameKeys("aliases"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
        help_text="The keys of the aliases.",
    )
    is_double = double_field()

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        triggers: ClassVar = [*Versioned.Meta.triggers, tick_noun_clock()]
        constraints: ClassVar = [
            one_of("entity", "kind", ENTITY_KINDS),
            filled("entity", "name"),
            models.UniqueConstraint(
                Lower("name"),
                Lower("disambiguation"),
                name="entity_name_unique",
                violation_error_message="An entity of this name and disambiguation is there already.",
            ),
            models.UniqueConstraint(
                models.F("name_key"),
                NameKey("disambiguation"),
                condition=models.Q(is_double=False),
                name="entity_name_key_unique",
                violation_error_message="An entity of this name and disambiguation is there already.",
            ),
            models.UniqueConstraint(fields=["wikidata_id"], name="entity_wikidata_id_unique"),
            models.CheckConstraint(
                condition=models.Q(wikidata_id__isnull=True) | models.Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="entity_wikidata_id_form",
                violation_error_message="wikidata_id must be a Q followed by digits.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["name_key"], name="entity_name_key"),
            GinIndex(fields=["alias_keys"], name="entity_alias_keys"),
            GinIndex(name_vector("name", "aliases"), name="entity_words"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.disambiguation})" if self.disambiguation else self.name

    @staticmethod
    def named(path: str) -> models.Func:
        """Return `__str__` of the entity at a path, in SQL."""
        in_brackets = models.Func(
            NullIf(f"{path}disambiguation", models.Value("")),
            template="' (' || %(expressions)s || ')'",
            output_field=models.TextField(),
        )
        return models.Func(f"{path}name", in_brackets, function="concat", output_field=models.TextField())
