"""Users over HTTP, for programs that let somebody choose one."""

from typing import Any

from rest_framework.request import Request

from claims.api.filters import PersonFilter
from claims.api.pagination import USER_SORTS
from claims.api.serializers.users import UserShape
from claims.api.views.base import PlainView
from claims.models import User


class UserView(PlainView):
    """Users: who can be assigned, and on whose behalf a program can act."""

    nouns = ("user", "users")
    verbs = {"list": "user.read"}
    queryset = User.objects.filter(is_active=True).prefetch_related("groups")
    serializer_class = UserShape
    filterset_class = PersonFilter
    sorts = USER_SORTS
    is_tagged = False

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """List active users with their roles."""
        return self.page(self.get_queryset())
