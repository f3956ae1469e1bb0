"""Serializers of saved views."""

from typing import ClassVar

from claims.api.fields import QuestionField
from claims.api.serializers.base import Shape
from claims.api.serializers.nouns import ROW
from claims.api.serializers.references import UserField
from claims.models import View


class ViewShape(Shape):
    """A saved search of claims."""

    question = QuestionField(
        help_text="Parameters of `GET /claims`: filters by name, each with its value as text, and `sort`."
    )
    owner = UserField(read_only=True)

    class Meta(Shape.Meta):
        model = View
        fields: ClassVar = ["id", "name", "question", "owner", "is_shared", *ROW]
        read_only_fields: ClassVar = ["id", "owner", *ROW]
