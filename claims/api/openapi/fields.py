"""How the OpenAPI document describes our own fields."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension

from claims.api.fields import DECIMAL, LARGEST_ID, LONGEST_USER_NAME, DecimalField, PersonField, RuleField


class RuleSchema(OpenApiSerializerFieldExtension):
    """Describe a text by the pattern of its rule."""

    target_class = RuleField
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:
        """Return the description with the pattern."""
        field: RuleField = self.target
        plain: dict[str, Any] = auto_schema._map_serializer_field(field, direction, bypass_extensions=True)  # noqa: SLF001
        found = {**plain, "type": "string"}  # what else it may be is added to it
        if not field.pattern or direction == "response":
            return found
        return {**found, "pattern": f"^$|{field.pattern}" if field.allow_blank else field.pattern}


class PersonSchema(OpenApiSerializerFieldExtension):
    """Describe a person in a request."""

    target_class = PersonField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:  # noqa: ARG002
        """Return an id or a name."""
        return {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
                {"type": "string", "minLength": 1, "maxLength": LONGEST_USER_NAME},
            ],
            "description": "The id of a user, a user name, or `me` for the caller.",
            "examples": ["me", 17],
        }


class DecimalSchema(OpenApiSerializerFieldExtension):
    """Describe a decimal both ways."""

    target_class = DecimalField
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> Any:  # noqa: ARG002
        """Return a string for an answer; a string or a number for a request."""
        field: DecimalField = self.target
        text = {"type": "string", "pattern": field.pattern}
        if direction == "response":
            return {**text, "description": DECIMAL}
        number = {"type": "number"} if field.lowest is None else {"type": "number", "minimum": field.lowest}
        return {"anyOf": [text, number], "description": DECIMAL}
