"""References to other rows: sent as an id, a name or an object, returned as `{id, name}`."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from claims.api.fields import LARGEST_ID, AnyField, IdField, TextField, whole_number
from claims.api.serializers.base import Shape, unknown_field, validate, validator_for

_NAME_TEXT, _ID_NUMBER = TextField(max_length=2048), IdField()


class ReferenceField(AnyField):
    """A reference to a shared noun, such as an entity or a source.

    `shape` is the serializer class that validates an object. An object that names an existing row refers to it and
    never changes it.
    """

    def __init__(self, shape: type[Shape], **options: Any) -> None:
        self.shape = shape
        self.noun = str(shape.Meta.model._meta.model_name)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Any:
        """Return an id, a name or the validated object. Raises ValidationError."""
        if isinstance(data, str):
            return _NAME_TEXT.run_validation(data)
        if isinstance(data, Mapping):
            if "id" in data:
                known = validator_for(self.shape, self.context["actor"]).fields.keys()
                return self._id_of(data, known | {"name", "url"})
            return validate(self.shape, data, self.context["actor"])
        if whole_number(data) is None:
            raise serializers.ValidationError(f"Send the {self.noun}'s id, its name or an object.", code="invalid")
        return _ID_NUMBER.run_validation(data)

    def _id_of(self, data: Mapping[str, Any], known: AbstractSet[str]) -> int:
        """Return the id and ignore the other fields. Raises ValidationError for unknown fields."""
        strange = {key: [unknown_field(sorted(known))] for key in data if key not in known}
        if strange:
            raise serializers.ValidationError(strange)
        return _ID_NUMBER.run_validation(data["id"])

    def to_representation(self, value: Any) -> dict[str, Any]:
        """Return the id and the name, and the URL of a source."""
        found = {"id": value.pk, "name": str(value)}
        return {**found, "url": value.url} if self.noun == "source" else found


class UserField(serializers.Field):
    """A person or a program in an answer: `{id, name}`."""

    def to_representation(self, value: Any) -> dict[str, Any]:
        """Return the id and the name."""
        return {"id": value.pk, "name": value.name}


_ID = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID, "description": "The id."}
_SHOWN_ID = {"type": "integer", "description": "The id."}
_NAME = {"type": "string", "description": "Its current name."}
_URL = {"type": ["string", "null"], "description": "Its URL, if it has one."}
REFERENCES: dict[str, dict[str, Any]] = {
    "Reference": {
        "type": "object",
        "description": "Another row, by its id and name.",
        "properties": {"id": _SHOWN_ID, "name": _NAME},
        "required": ["id", "name"],
    },
    "SourceReference": {
        "type": "object",
        "description": "A source, by its id, title and URL.",
        "properties": {"id": _SHOWN_ID, "name": _NAME, "url": _URL},
        "required": ["id", "name", "url"],
    },
    "IdRequest": {
        "type": "object",
        "description": "An existing row, by its id; the `{id, name}` of an answer may be sent back.",
        "properties": {"id": _ID, "name": _NAME, "url": _URL},
        "required": ["id"],
    },
}


def _component(auto_schema: Any, name: str) -> dict[str, Any]:
    """Return a reference to one of the components above."""
    component = ResolvedComponent(name, ResolvedComponent.SCHEMA, REFERENCES[name], name)
    auto_schema.registry.register_on_missing(component)
    found: dict[str, Any] = component.ref
    return found


class ReferenceSchema(OpenApiSerializerFieldExtension):
    """Describe a reference in requests and answers."""

    target_class = ReferenceField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:
        """Return `{id, name}` for an answer; an id, a name or an object for a request."""
        field: ReferenceField = self.target
        if direction == "response":
            return _component(auto_schema, "SourceReference" if field.noun == "source" else "Reference")
        component = auto_schema.resolve_serializer(field.shape, direction)
        by_name = {"type": "string", "minLength": 1, "maxLength": 2048}
        return {"anyOf": [_ID, by_name, component.ref, _component(auto_schema, "IdRequest")]}


class UserSchema(OpenApiSerializerFieldExtension):
    """Describe a user in answers."""

    target_class = UserField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:  # noqa: ARG002
        """Return `{id, name}`."""
        return _component(auto_schema, "Reference")
