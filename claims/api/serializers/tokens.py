"""Serializers of tokens."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.fields import IdField, ListField, TextField, TimeField, WholeField, WordField
from claims.api.serializers.base import Shape, Strict
from claims.api.serializers.references import UserField
from claims.models import ApiToken
from claims.rules.access import SCOPES


@extend_schema_field({"type": "array", "items": {"type": "string", "enum": list(SCOPES)}})
class ScopesField(serializers.ListField):
    """The scopes of a token."""


class TokenShape(Shape):
    """A token, without its secret."""

    owner = UserField(read_only=True)
    scopes = ScopesField(child=serializers.CharField(), read_only=True)

    class Meta(Shape.Meta):
        model = ApiToken
        fields: ClassVar = [
            "id", "owner", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at",
        ]  # fmt: skip
        read_only_fields = fields


class TokenSecretShape(TokenShape):
    """A token just made, with its secret, which is shown this once."""

    secret = serializers.CharField(read_only=True)

    class Meta(TokenShape.Meta):
        fields: ClassVar = [*TokenShape.Meta.fields, "secret"]


class TokenCreateShape(Strict):
    """What a new token may do, whose it is, and how long it lasts."""

    owner = IdField(help_text="Id of a user.")
    scopes = ListField(child=WordField(choices=list(SCOPES)), min_length=1, max_length=20)
    name = TextField(max_length=100, required=False)
    expires_at = TimeField(required=False, allow_null=True)


class TokenRotateShape(Strict):
    """How long the old token still works beside the new one."""

    overlap_minutes = WholeField(min_value=0, max_value=7 * 24 * 60, default=60)
