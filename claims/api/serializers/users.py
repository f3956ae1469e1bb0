"""Serializer of users."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.models import User
from claims.rules.access import ROLES


class UserShape(serializers.Serializer):
    """A person or a program."""

    id = serializers.IntegerField(help_text="The id.")
    name = serializers.CharField(help_text="The full name, or the user name where there is none.")
    username = serializers.CharField(help_text="The user name: what `On-Behalf-Of` and `assignee` accept.")
    is_service = serializers.BooleanField(help_text="Whether it is a program's account. It never approves.")
    roles = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": list(ROLES)}})
    def get_roles(self, user: User) -> list[str]:
        """Return the roles in the order of the access table."""
        groups = {group.name for group in user.groups.all()}
        return [role for role in ROLES if role in groups]
