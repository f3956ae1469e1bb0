"""Serializers of the bodies that verbs take, made of their dataclasses."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from claims.actions.bodies import BodyField, Kind, fields_of
from claims.actions.verbs import ACTIONS
from claims.api.fields import IdField, PersonField, SwitchField, TextField, TimeField, UrlField, WordField
from claims.api.serializers.base import Strict

_FIELDS: dict[Kind, Callable[..., serializers.Field]] = {
    "text": TextField,
    "word": WordField,
    "time": TimeField,
    "claim": IdField,
    "user": PersonField,
    "url": UrlField,
    "switch": SwitchField,
}


def _field(one: BodyField) -> serializers.Field:
    options: dict[str, Any] = {"required": one.is_required, "help_text": one.help_text}
    if one.allows_null:
        options["allow_null"] = True
    if one.max_length is not None:
        options["max_length"] = one.max_length
    if one.choices:
        options["choices"] = one.choices
    return _FIELDS[one.kind](**options)


def _shape(body: type[Any]) -> type[Strict]:
    """Make the serializer of a body. Its component in the OpenAPI document has the name of the dataclass."""
    fields = {one.name: _field(one) for one in fields_of(body)}
    return type(f"{body.__name__}Shape", (Strict,), {"__doc__": body.__doc__, "__module__": __name__, **fields})


SHAPES: dict[type[Any], type[Strict]] = {
    action.body: _shape(action.body) for action in ACTIONS.values() if action.is_simple
}
"""The serializer of each body; verbs that take the same body share it."""
