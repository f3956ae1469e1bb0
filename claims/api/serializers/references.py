"""References: written as an id, a name or an object, read as `{id, name}`."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from claims.api.fields import LARGEST_ID, IdField, TextField, whole_number
from claims.api.serializers.base import UNKNOWN, taken, taker

_NAME_TEXT, _ID_NUMBER = TextField(max_length=2048), IdField()


class ReferenceField(serializers.Field):
    """A reference to a shared noun. Naming one that is there uses it and never changes it.

    `shape` is the serializer of the noun, made when it is first needed; `by_name` allows a plain string.
    """

    def __init__(self, noun: str, *, by_name: bool = True, **options: Any) -> None:
        self.noun, self.by_name = noun, by_name
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Any:
        """Take an id, a name or an object. Raises ValidationError with the object's own errors."""
        if isinstance(data, str) and self.by_name:
            return _NAME_TEXT.run_validation(data)
        if isinstance(data, Mapping):
            shape = self.shape()
            if "id" in data:
                known = taker(shape, self.context["actor"]).fields.keys()
                return self._id_of(data, known | {"name", "url"})
            return taken(shape, data, self.context["actor"])
        if whole_number(data) is None:
            raise serializers.ValidationError(f"Give the {self.noun}'s id, its name or an object.", code="invalid")
        return _ID_NUMBER.run_validation(data)

    def _id_of(self, data: Mapping[str, Any], known: AbstractSet[str]) -> int:
        """Take the id alone: what is there is not changed here. Raises ValidationError for unknown fields."""
        strange = {key: [UNKNOWN] for key in data if key not in known}
        if strange:
            raise serializers.ValidationError(strange)
        return _ID_NUMBER.run_validation(data["id"])

    def to_representation(self, value: Any) -> dict[str, Any]:
        """Give the id and the name, and of a source its URL too."""
        found = {"id": value.pk, "name": str(value)}
        return {**found, "url": value.url} if self.noun == "source" else found

    def shape(self) -> Any:
        """Give the serializer of the noun."""
        from claims.api.serializers import nouns  # noqa: PLC0415

        return nouns.SHAPES[self.noun]


class UserField(serializers.Field):
    """A person or program: written as an id, read as `{id, name}`."""

    def to_internal_value(self, data: Any) -> int:
        """Take an id. Raises ValidationError."""
        found: int = _ID_NUMBER.run_validation(data)
        return found

    def to_representation(self, value: Any) -> dict[str, Any]:
        """Give the id and the name."""
        return {"id": value.pk, "name": value.name}


_ID = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID, "description": "The id."}
_NAME = {"type": "string", "description": "Its name today."}
_URL = {"type": ["string", "null"], "description": "Its URL, if it has one."}
REFERENCES: dict[str, dict[str, Any]] = {
    "Reference": {
        "type": "object",
        "description": "Something else, by its id and name.",
        "properties": {"id": _ID, "name": _NAME},
        "required": ["id", "name"],
    },
    "SourceReference": {
        "type": "object",
        "description": "A source, by its id, title and URL.",
        "properties": {"id": _ID, "name": _NAME, "url": _URL},
        "required": ["id", "name", "url"],
    },
    "IdRequest": {
        "type": "object",
        "description": "Something that is there, by its id; an answer's `{id, name}` may be sent back.",
        "properties": {"id": _ID, "name": _NAME, "url": _URL},
        "required": ["id"],
    },
}


def _component(auto_schema: Any, name: str) -> dict[str, Any]:
    """Refer to one of the components above."""
    component = ResolvedComponent(name, ResolvedComponent.SCHEMA, REFERENCES[name], name)
    auto_schema.registry.register_on_missing(component)
    found: dict[str, Any] = component.ref
    return found


class ReferenceSchema(OpenApiSerializerFieldExtension):
    """Describe a reference both ways."""

    target_class = ReferenceField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:
        """Give `{id, name}` for an answer; an id, a name or an object for a request."""
        field: ReferenceField = self.target
        if direction == "response":
            return _component(auto_schema, "SourceReference" if field.noun == "source" else "Reference")
        component = auto_schema.resolve_serializer(field.shape(), direction)
        by_name = [{"type": "string", "minLength": 1, "maxLength": 2048}] if field.by_name else []
        return {"anyOf": [_ID, *by_name, component.ref, _component(auto_schema, "IdRequest")]}


class UserSchema(OpenApiSerializerFieldExtension):
    """Describe a person both ways."""

    target_class = UserField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:
        """Give `{id, name}` for an answer, an id for a request."""
        return _component(auto_schema, "Reference") if direction == "response" else _ID
