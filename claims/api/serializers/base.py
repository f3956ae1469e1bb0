"""Base classes of all serializers: unknown fields are errors, and some fields are shown to some callers only."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from claims.api.fields import (
    NOT_AN_OBJECT,
    OF_A_LIST,
    OF_ANY_FIELD,
    DecimalField,
    MomentField,
    PartialDateField,
    SwitchField,
    TextField,
    TimeField,
    WholeField,
    WordField,
)
from claims.api.readers import reader_like
from claims.models.fields import NumericField
from claims.rules.access import ANONYMOUS, Actor

SET_BY_SERVER = ErrorDetail("The server sets this field. Leave it out.", code="read_only")


def unknown_field(known: Iterable[str]) -> ErrorDetail:
    """Return the error for a field that does not exist; it lists those that do."""
    names = ", ".join(known)
    if not names:
        return ErrorDetail("There is no such field. Send no fields here.", code="unknown_field")
    return ErrorDetail(f"There is no such field. Known fields: {names}.", code="unknown_field")


class ShapeList(serializers.ListSerializer):
    """A list of objects."""

    default_error_messages: ClassVar[dict[str, str]] = OF_A_LIST


class Refusing(serializers.Serializer):
    """A serializer that refuses unknown and read-only fields, together with everything else that is wrong."""

    default_error_messages: ClassVar[dict[str, str]] = {
        **OF_ANY_FIELD,
        "invalid": NOT_AN_OBJECT,
    }

    @cached_property
    def writable_names(self) -> frozenset[str]:
        """Return the names of the fields that a request may hold."""
        return frozenset(field.field_name for field in self._writable_fields)

    @cached_property
    def unknown(self) -> ErrorDetail:
        """Return the error for a field that this serializer does not have."""
        return unknown_field(field.field_name for field in self._writable_fields)

    @cached_property
    def _writable_fields(self) -> list[Any]:
        """Return the writable fields, which Django REST framework would list again for every body."""
        return [field for field in self.fields.values() if not field.read_only]

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated fields. Raises ValidationError with every error, unknown fields included."""
        errors: dict[str, Any] = {}
        if isinstance(data, Mapping):
            strange = [key for key in data if key not in self.writable_names]
            errors = {key: [SET_BY_SERVER if key in self.fields else self.unknown] for key in strange}
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as error:
            detail = error.detail if isinstance(error.detail, dict) else {"non_field_errors": error.detail}
            raise serializers.ValidationError({**detail, **errors}) from error
        if errors:
            raise serializers.ValidationError(errors)
        return found


class Strict(Refusing):
    """The body of a verb."""


class Shape(Refusing, serializers.ModelSerializer):
    """A model in JSON.

    `Meta.internal` lists the fields that only callers with `internal:read` see, `Meta.public` those that callers
    without a token see, `Meta.expandable` those that are left out unless `expand` asks for them.
    Unique constraints are checked by the database only.
    """

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: TextField,
        models.TextField: TextField,
        models.DateTimeField: TimeField,
        models.BooleanField: SwitchField,
        models.IntegerField: WholeField,
        NumericField: DecimalField,
    }
    serializer_choice_field = WordField

    class Meta:
        internal: ClassVar[tuple[str, ...]] = ()
        public: ClassVar[tuple[str, ...] | None] = None
        expandable: ClassVar[tuple[str, ...]] = ()
        list_serializer_class = ShapeList

    def get_fields(self) -> dict[str, Any]:
        """Return the fields that the caller may see."""
        fields = super().get_fields()
        hidden = self._hidden(fields)
        return {name: field for name, field in fields.items() if name not in hidden}

    def build_field(self, field_name: str, info: Any, model_class: Any, nested_depth: int) -> Any:
        """Build a partial date for a column that has a precision column."""
        if f"{field_name}_precision" in info.fields:
            kind = MomentField if f"{field_name}_time" in info.fields else PartialDateField
            return kind, {"required": False, "allow_null": True}
        return super().build_field(field_name, info, model_class, nested_depth)

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """Drop validators that the database or our own fields replace."""
        field_class, options = super().build_standard_field(field_name, model_field)
        options.pop("validators", None)
        if field_class is DecimalField:
            for name in ("max_digits", "decimal_places"):
                options.pop(name, None)
        return field_class, options

    def get_validators(self) -> list[Any]:
        """Return no validators: the database checks uniqueness."""
        return []

    @property
    def actor(self) -> Actor:
        """Return the caller; the anonymous one while the OpenAPI document is generated."""
        actor: Actor = self.context.get("actor", ANONYMOUS)
        return actor

    def _hidden(self, fields: Mapping[str, Any]) -> set[str]:
        if "actor" not in self.context:
            return set()
        hidden = set() if self.actor.is_internal else set(getattr(self.Meta, "internal", ()))
        hidden |= set(getattr(self.Meta, "expandable", ())) - self.context.get("expand", frozenset())
        public = getattr(self.Meta, "public", None)
        if self.actor.user_id is None and public is not None:
            hidden |= fields.keys() - set(public)
        return hidden


def validate(shape: Any, data: Any, actor: Actor, *, partial: bool = False) -> dict[str, Any]:
    """Validate a body with a serializer class. Raises ValidationError with everything that is wrong."""
    return dict(validator_for(shape, actor, partial=partial).run_validation(data))


def validator_for(shape: Any, actor: Actor, *, partial: bool = False) -> Any:
    """Return the serializer that validates bodies for callers like this one. It is built once and keeps no data."""
    return _validator_for(shape, reader_like(actor), partial)


@lru_cache(maxsize=256)
def _validator_for(shape: Any, reader: Actor, partial: bool) -> Any:
    return shape(partial=partial, context={"actor": reader})


def many(shape: Any, longest: int) -> Any:
    """Build an optional list of a serializer class with at most `longest` items."""
    return shape(many=True, required=False, max_length=longest)
