"""Metrics in the text format of Prometheus."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from rest_framework.request import Request

from claims.api.views.base import ApiView
from claims.models import Claim, Verdict
from claims.models.feed import seconds_held_back


class MetricsView(ApiView):
    """Metrics from the database, which are the same in every process."""

    verbs = {"list": "event.read"}
    filter_backends = []
    queryset = Claim.objects.none()

    @extend_schema(exclude=True)
    def list(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Return how far the feed lags behind, and how many verdicts are due."""
        registry = CollectorRegistry()
        _gauge(
            registry, "feed_lag_seconds", "Age of the oldest transaction that holds the feed back", seconds_held_back()
        )
        _gauge(registry, "verdicts_due", "Scheduled verdicts whose time has come", Verdict.objects.due().count())
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _gauge(registry: CollectorRegistry, name: str, words: str, value: float) -> None:
    Gauge(f"factcheck_{name}", words, registry=registry).set(value)
