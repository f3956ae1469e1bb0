"""Serializers of requests with many claims."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from claims.actions.bulk import MOST, Change, Filing, Item
from claims.api.fields import NOT_A_LIST, AnyField, IdField, WholeField, WordField
from claims.api.serializers.base import Refusing, validate
from claims.api.serializers.claims import ClaimPatchShape, ClaimShape


class BodyField(AnyField):
    """A body that is validated as in a request of its own."""

    def __init__(self, shape: Any, *, partial: bool = False, **options: Any) -> None:
        self.shape, self.partial = shape, partial
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the validated body. Raises ValidationError with everything that is wrong."""
        return validate(self.shape, data, self.context["actor"], partial=self.partial)


@extend_schema_field(ClaimShape)
class WholeBodyField(BodyField):
    """A claim, as `POST /claims` takes it."""


@extend_schema_field({"$ref": "#/components/schemas/PatchedClaimPatchRequest"})
class PatchBodyField(BodyField):
    """A merge patch, as `PATCH /claims/{id}` takes it."""


class CreateItemShape(Refusing):
    """A claim to file: `body` is what `POST /claims` takes."""

    method = WordField(choices=["create"])
    body = WholeBodyField(ClaimShape)

    def item(self, data: Any) -> Item:
        """Return the validated item. Raises ValidationError."""
        return Filing(self.run_validation(data)["body"])


class UpdateItemShape(Refusing):
    """A claim to change: `body` is what `PATCH /claims/{id}` takes."""

    method = WordField(choices=["update"])
    id = IdField()
    if_version = WholeField(
        min_value=1, max_value=2**31 - 1, required=False, help_text="Change it only where this is its version."
    )
    body = PatchBodyField(ClaimPatchShape, partial=True)

    def item(self, data: Any) -> Item:
        """Return the validated item. Raises ValidationError."""
        found = self.run_validation(data)
        return Change(found["id"], found["body"], found.get("if_version"))


ITEMS: dict[str, type[CreateItemShape] | type[UpdateItemShape]] = {"create": CreateItemShape, "update": UpdateItemShape}


@extend_schema_field(
    PolymorphicProxySerializer("BulkItem", serializers=dict(ITEMS), resource_type_field_name="method", many=True)
)
class ItemsField(AnyField):
    """A list of items, each of which is read by itself later."""

    def to_internal_value(self, data: Any) -> list[Any]:
        """Check that it is a list of at most 1,000 items. Raises ValidationError."""
        if not isinstance(data, list):
            raise serializers.ValidationError(NOT_A_LIST, code="not_a_list")
        if len(data) > MOST:
            raise serializers.ValidationError(f"Send at most {MOST:,} items at a time.", "max_length")
        return data


class BulkShape(Refusing):
    """Up to 1,000 claims to file or change, in their order."""

    items = ItemsField()


class ItemReader:
    """Validate items one by one, with one serializer per method."""

    def __init__(self, context: Any) -> None:
        self._shapes = {method: shape(context=context) for method, shape in ITEMS.items()}

    def read(self, data: Any) -> tuple[str, Item]:
        """Return the method and the item. Raises ValidationError with everything that is wrong."""
        if not isinstance(data, dict):
            raise serializers.ValidationError("Send an object with a method and a body.", code="invalid")
        method = data.get("method")
        if not isinstance(method, str) or method not in self._shapes:
            known = f"Send one of: {', '.join(ITEMS)}."
            raise serializers.ValidationError(
                {"method": known}, code="invalid_choice" if "method" in data else "required"
            )
        return method, self._shapes[method].item(data)


@extend_schema_field({"$ref": "#/components/schemas/Problem"})
class ProblemField(serializers.DictField):
    """Problem details."""


class BulkResultShape(serializers.Serializer):
    """The result of one item: the claim as stored, or the problem."""

    status = serializers.IntegerField(help_text="The status that the same request would have had alone.")
    location = serializers.CharField(required=False, help_text="Where the claim is that was written, or is there.")
    etag = serializers.CharField(required=False, help_text="The ETag of the claim.")
    body = ClaimShape(required=False)
    problem = ProblemField(required=False, help_text="Why it was refused; pointers lead into the item.")


class BulkAnswerShape(serializers.Serializer):
    """One result for each item, in their order."""

    results = BulkResultShape(many=True)
