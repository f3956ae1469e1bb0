"""Views of saved views."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.views import views_open_to
from claims.api.paths import path_of
from claims.api.serializers.views import ViewShape
from claims.api.views.base import ApiView
from claims.models import View
from claims.rules.access import Actor


class SavedViewView(ApiView):
    """Saved views: the caller's own and those that are shared. Their owner changes and deletes them."""

    nouns = ("view", "views")
    verbs = {
        "list": "view.read",
        "retrieve": "view.read",
        "create": "view.create",
        "partial_update": "view.update",
        "destroy": "view.delete",
    }
    queryset = View.objects.all()
    serializer_class = ViewShape

    @classmethod
    def seen(cls, actor: Actor) -> "QuerySet[Any]":  # noqa: ARG003
        """Return all views; the methods below choose those that are open to the caller."""
        return View.objects.all()

    def list(self, request: Request) -> Any:  # noqa: ARG002
        """Return your own views and those that are shared."""
        return self.page(views_open_to(self.actor))

    def retrieve(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Return a view. Its `question` holds the parameters of `GET /claims`."""
        self.get_row(views_open_to(self.actor).filter(pk=pk))
        return self.one(pk)

    def create(self, request: Request) -> Any:  # noqa: ARG002
        """Save a question under a name, for yourself or shared."""
        view = self.act(self.read_body(), actor=self.actor)
        return self.written(view.pk, path_of("view", view.pk))

    def partial_update(self, request: Request, pk: int) -> Any:  # noqa: ARG002
        """Change a view of your own by a JSON merge patch (RFC 7396). A `question` is replaced as a whole."""
        row = self.get_row(views_open_to(self.actor).filter(pk=pk))
        changes = self.read_body(partial=True, row=row)
        self.act(pk, changes, actor=self.actor, if_version=self.if_version())
        return self.written(pk)

    def destroy(self, request: Request, pk: int) -> Response:  # noqa: ARG002
        """Delete a view of your own."""
        self.act(pk, actor=self.actor, if_version=self.if_version())
        return Response(status=204)
