"""Views of tokens."""

import datetime as dt
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.input import InputError
from claims.actions.tokens import create_token, revoke_token, rotate_token, tokens_open_to
from claims.api.paths import path_of
from claims.api.serializers.base import validate
from claims.api.serializers.tokens import TokenCreateShape, TokenRotateShape, TokenSecretShape, TokenShape
from claims.api.views.base import ApiView
from claims.models import ApiToken, User


class TokenView(ApiView):
    """Tokens: the caller's own, and with `tokens:admin` all. They are not deleted but revoked."""

    nouns = ("token", "tokens")
    verbs = {
        "list": "token.read",
        "retrieve": "token.read",
        "create": "token.create",
        "destroy": "token.revoke",
        "rotate": "token.rotate",
    }
    queryset = ApiToken.objects.all()
    serializer_class = TokenShape
    usual_sort = "-id"
    answers_secrets = True
    is_tagged = False

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """Return tokens without their secrets."""
        return self.page(tokens_open_to(self.actor))

    def retrieve(self, request: Request, pk: int) -> Response:  # noqa: ARG002
        """Return a token without its secret."""
        token = tokens_open_to(self.actor).filter(pk=pk).first()
        if token is None:
            raise NotFound
        return Response(TokenShape(token, context=self.get_serializer_context()).data)

    @extend_schema(request=TokenCreateShape, responses={201: TokenSecretShape})
    def create(self, request: Request) -> Response:
        """Create a token for a user. Its secret is in this answer and nowhere else."""
        data = validate(TokenCreateShape, request.data, self.actor)
        owner = User.objects.filter(pk=data.pop("owner")).first()
        if owner is None:
            raise InputError("does_not_exist", "There is no such user.", "owner")
        return self._secret(*create_token(owner, actor=self.actor, **data))

    def destroy(self, request: Request, pk: int) -> Response:  # noqa: ARG002
        """Revoke a token at once."""
        revoke_token(pk, actor=self.actor)
        return Response(status=204)

    @extend_schema(request=TokenRotateShape, responses={201: TokenSecretShape})
    def rotate(self, request: Request, pk: int) -> Response:
        """Create a new token that replaces this one. The old one still works during the overlap."""
        body = validate(TokenRotateShape, request.data, self.actor)
        overlap = dt.timedelta(minutes=body["overlap_minutes"])
        return self._secret(*rotate_token(pk, actor=self.actor, overlap=overlap))

    def _secret(self, token: ApiToken, secret: str) -> Response:
        shown = TokenShape(token, context=self.get_serializer_context()).data
        headers = {"Location": path_of("token", token.pk), "Cache-Control": "no-store"}
        return Response({**shown, "secret": secret}, status=201, headers=headers)
