"""All URLs of the API."""

from typing import Any

from django.urls import path
from django.urls.resolvers import URLPattern
from drf_spectacular.views import SpectacularAPIView

from claims.api.views import nouns, parts
from claims.api.views.base import ApiView
from claims.api.views.bulk import BulkView
from claims.api.views.claims import ClaimView
from claims.api.views.docs import DocsView, errors
from claims.api.views.events import EventView
from claims.api.views.export import ExportView
from claims.api.views.figures import FigureView
from claims.api.views.history import HistoryView
from claims.api.views.imports import ImportIssueView, ImportView, RefusedView
from claims.api.views.mappings import MappingView
from claims.api.views.me import MeView
from claims.api.views.moves import ClaimMoveView, VerdictMoveView, WorkflowView
from claims.api.views.tokens import TokenView
from claims.api.views.users import UserView
from claims.api.views.verdicts import VerdictQueueView, VerdictView
from claims.api.views.views import SavedViewView

COLLECTION: Any = {"get": "list", "post": "create"}
ITEM: Any = {"get": "retrieve", "patch": "partial_update"}
PART: Any = {**ITEM, "delete": "destroy"}
FIXED: Any = {"get": "retrieve", "delete": "destroy"}
LIST: Any = {"get": "list"}
READ: Any = {"get": "retrieve"}


def routes(prefix: str, name: str, view: type[ApiView], collection: Any, item: Any) -> list[URLPattern]:
    """Route a collection and its items."""
    return [
        path(prefix, view.as_view(collection), name=f"{name}-list"),
        path(f"{prefix}/<int:pk>", view.as_view(item), name=name),
    ]


def moves(prefix: str, view: type[ApiView]) -> list[URLPattern]:
    """Route the verbs of a view: `request_changes` is at `request-changes`."""
    dashed = {short: short.replace("_", "-") for short in view.verbs}
    return [
        path(f"{prefix}/<int:pk>/{name}", view.as_view({"post": short}), name=f"{prefix}-{name}")
        for short, name in dashed.items()
    ]


CLAIM = "claims/<int:claim_id>"

urlpatterns = [
    *routes("claims", "claim", ClaimView, COLLECTION, ITEM),
    path("claims/export", ExportView.as_view({"get": "export"}), name="claim-export"),
    path("claims/bulk", BulkView.as_view({"post": "bulk"}), name="claims-bulk"),
    *routes(f"{CLAIM}/appearances", "appearance", parts.AppearanceView, COLLECTION, PART),
    *routes(f"{CLAIM}/evidence", "evidence", parts.EvidenceView, COLLECTION, PART),
    *routes(f"{CLAIM}/quantities", "quantity", parts.QuantityView, COLLECTION, FIXED),
    path(
        f"{CLAIM}/quantities/<int:pk>/replace", parts.QuantityView.as_view({"post": "replace"}), name="quantity-replace"
    ),
    *routes(f"{CLAIM}/external-ids", "external-id", parts.ExternalIdView, COLLECTION, FIXED),
    *routes(f"{CLAIM}/replies", "reply", parts.ReplyView, COLLECTION, PART),
    *routes(f"{CLAIM}/notes", "note", parts.NoteView, COLLECTION, PART),
    *routes(f"{CLAIM}/verdicts", "verdict", VerdictView, COLLECTION, ITEM),
    *moves("claims", ClaimMoveView),
    *moves("verdicts", VerdictMoveView),
    path("verdicts", VerdictQueueView.as_view(LIST), name="verdict-queue"),
    path("verdicts/<int:pk>", VerdictQueueView.as_view(ITEM), name="verdict-of-queue"),
    path("users", UserView.as_view(LIST), name="user-list"),
    path("claims/<int:pk>/history", HistoryView.as_view(LIST), name="history"),
    path("events", EventView.as_view(LIST), name="events"),
    path("workflow", WorkflowView.as_view(READ), name="workflow"),
    *routes("entities", "entity", nouns.EntityView, COLLECTION, ITEM),
    *routes("publishers", "publisher", nouns.PublisherView, COLLECTION, ITEM),
    *routes("sources", "source", nouns.SourceView, COLLECTION, ITEM),
    path("figures/read", FigureView.as_view({"post": "read"}), name="figures-read"),
    path("figures/compare", FigureView.as_view({"post": "compare"}), name="figures-compare"),
    *routes("measures", "measure", nouns.MeasureView, COLLECTION, ITEM),
    *routes("rating-scales", "rating-scale", nouns.RatingScaleView, COLLECTION, ITEM),
    *routes("imports", "import", ImportView, COLLECTION, READ),
    path("imports/preview", ImportView.as_view({"post": "preview"}), name="import-preview"),
    *routes("mappings", "mapping", MappingView, COLLECTION, READ),
    path("imports/<int:pk>/revert", ImportView.as_view({"post": "revert"}), name="import-revert"),
    path("imports/<int:pk>/refused", RefusedView.as_view({"get": "export"}), name="import-refused"),
    path("imports/<int:pk>/cancel", ImportView.as_view({"post": "cancel"}), name="import-cancel"),
    path("imports/<int:pk>/issues", ImportIssueView.as_view(LIST), name="import-issues"),
    path("tokens", TokenView.as_view(COLLECTION), name="token-list"),
    path("tokens/<int:pk>", TokenView.as_view(FIXED), name="token"),
    path("tokens/<int:pk>/rotate", TokenView.as_view({"post": "rotate"}), name="token-rotate"),
    *routes("views", "view", SavedViewView, COLLECTION, PART),
    path("me", MeView.as_view(READ), name="me"),
    path("schema", SpectacularAPIView.as_view(), name="schema"),
    path("docs", DocsView.as_view(), name="docs"),
    path("errors", errors, name="errors"),
]
