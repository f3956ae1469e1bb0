"""What all shapes share: unknown fields are errors, and some fields are for some callers."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from claims.api.fields import DecimalField, PartialDateField, SwitchField, TextField, TimeField, WholeField, WordField
from claims.api.readers import reader_like
from claims.models.fields import NumericField
from claims.rules.access import ANONYMOUS, Actor

UNKNOWN = ErrorDetail("There is no such field.", code="unknown_field")
SET_BY_SERVER = ErrorDetail("This is set by the server.", code="read_only")


class Refusing(serializers.Serializer):
    """Refuse fields that are unknown or set by the server, with all else that is wrong."""

    @cached_property
    def taken(self) -> frozenset[str]:
        """Name the fields that are taken."""
        return frozenset(field.field_name for field in self._writable_fields)

    @cached_property
    def _writable_fields(self) -> list[Any]:
        """List once what Django REST framework lists anew for every body."""
        return [field for field in self.fields.values() if not field.read_only]

    def to_internal_value(self, data: Any) -> Any:
        """Take the known fields; report every other with all else that is wrong. Raises ValidationError."""
        errors: dict[str, Any] = {}
        if isinstance(data, Mapping):
            errors = {key: [SET_BY_SERVER if key in self.fields else UNKNOWN] for key in data if key not in self.taken}
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as error:
            detail = error.detail if isinstance(error.detail, dict) else {"non_field_errors": error.detail}
            raise serializers.ValidationError({**detail, **errors}) from error
        if errors:
            raise serializers.ValidationError(errors)
        return found


class Strict(Refusing):
    """What a verb takes."""


class Shape(Refusing, serializers.ModelSerializer):
    """A noun in JSON.

    `Meta.internal` lists the fields that only `internal:read` sees, `Meta.public` those that are
    shown without a token, `Meta.expandable` those that are shown where `expand` asks for them.
    Uniqueness is left to the database, which alone can tell.
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

    def get_fields(self) -> dict[str, Any]:
        """Give the fields that the caller may see; partial dates take the place of their columns."""
        fields = super().get_fields()
        hidden = self._hidden(fields)
        return {name: field for name, field in fields.items() if name not in hidden}

    def build_field(self, field_name: str, info: Any, model_class: Any, nested_depth: int) -> Any:
        """Make a partial date of a column that has its precision beside it."""
        if f"{field_name}_precision" in info.fields:
            return PartialDateField, {"required": False, "allow_null": True}
        return super().build_field(field_name, info, model_class, nested_depth)

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """Leave out what only the database can check, and what our own fields check themselves."""
        field_class, options = super().build_standard_field(field_name, model_field)
        options.pop("validators", None)
        if field_class is DecimalField:
            for name in ("max_digits", "decimal_places"):
                options.pop(name, None)
        return field_class, options

    def get_validators(self) -> list[Any]:
        """Leave uniqueness to the database."""
        return []

    @property
    def actor(self) -> Actor:
        """Give the caller; none, when the schema is written."""
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


def taken(shape: Any, data: Any, actor: Actor, *, partial: bool = False) -> dict[str, Any]:
    """Read what a caller has sent in a shape. Raises ValidationError with everything that is wrong."""
    return dict(taker(shape, actor, partial=partial).run_validation(data))


def taker(shape: Any, actor: Actor, *, partial: bool = False) -> Any:
    """Give what reads a shape for all callers of a sort: its fields are made once, and it keeps no body."""
    return _taker(shape, reader_like(actor), partial)


@lru_cache(maxsize=256)
def _taker(shape: Any, reader: Actor, partial: bool) -> Any:
    return shape(partial=partial, context={"actor": reader})


def many(shape: Any, longest: int) -> Any:
    """Make a list of a shape, that may be left out and has at most so many items."""
    return shape(many=True, required=False, max_length=longest)
