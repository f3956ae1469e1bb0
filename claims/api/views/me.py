"""View of the caller: who it is, and what it may do."""

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.views.base import ApiView
from claims.models import User
from claims.rules.access import ROLES, SCOPES, may
from claims.rules.verbs import NEEDS


class MeView(ApiView):
    """The caller itself."""

    verbs = {"retrieve": "me.read"}
    filter_backends = []

    @extend_schema(
        responses=inline_serializer(
            "Me",
            {
                "id": serializers.IntegerField(),
                "name": serializers.CharField(),
                "is_service": serializers.BooleanField(),
                "on_behalf_of": serializers.IntegerField(allow_null=True),
                "roles": serializers.ListField(child=serializers.ChoiceField(choices=list(ROLES))),
                "scopes": serializers.ListField(child=serializers.ChoiceField(choices=list(SCOPES))),
                "verbs": serializers.ListField(child=serializers.ChoiceField(choices=list(NEEDS))),
            },
        )
    )
    def retrieve(self, request: Request) -> Response:  # noqa: ARG002
        """Return the caller, its scopes, and the verbs that it may use."""
        actor = self.actor
        user = User.objects.get(pk=actor.user_id)
        body = {
            "id": actor.user_id,
            "name": user.name,
            "is_service": user.is_service,
            "on_behalf_of": actor.on_behalf_of_id,
            "roles": sorted(actor.roles),
            "scopes": sorted(actor.scopes),
            "verbs": [verb for verb in NEEDS if may(actor, verb)],
        }
        return Response(body)
