"""A list of claims by Django REST framework's ModelSerializer, as it is ordinarily written."""

from typing import Any, ClassVar

from rest_framework import generics, serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from claims.models import Claim, Quantity, Verdict
from tests.benchmarks.ordinary import FIGURE, JUDGED, OWN, counts, interval, newest, partial


class Named(serializers.Serializer[Any]):
    """A reference."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class Figure(serializers.ModelSerializer[Any]):
    """A figure, as DRF writes it."""

    measure = Named(allow_null=True)
    value_low = serializers.DecimalField(max_digits=None, decimal_places=None)
    value_high = serializers.DecimalField(max_digits=None, decimal_places=None)
    valid_from = serializers.SerializerMethodField()
    valid_to = serializers.SerializerMethodField()
    as_of = serializers.SerializerMethodField()
    interval = serializers.SerializerMethodField()

    class Meta:
        model = Quantity
        fields: ClassVar = FIGURE

    def get_valid_from(self, row: Any) -> Any:
        return partial(row, "valid_from")

    def get_valid_to(self, row: Any) -> Any:
        return partial(row, "valid_to")

    def get_as_of(self, row: Any) -> Any:
        return partial(row, "as_of")

    def get_interval(self, row: Any) -> Any:
        return interval(row)


class Judged(serializers.ModelSerializer[Any]):
    """The verdict in short, as DRF writes it."""

    publisher = Named()
    is_reworded = serializers.SerializerMethodField()

    class Meta:
        model = Verdict
        fields: ClassVar = JUDGED

    def get_is_reworded(self, row: Any) -> bool:
        return row.claim_reviewed not in {"", row.claim.text}


class ExternalIdInside(serializers.Serializer[Any]):
    """An external id."""

    id = serializers.IntegerField()
    origin = serializers.CharField()
    external_id = serializers.CharField()


class ClaimRow(serializers.ModelSerializer[Any]):
    """A claim in a list, as DRF writes it."""

    claimant = Named()
    claimed_on = serializers.SerializerMethodField()
    occurred_from = serializers.SerializerMethodField()
    occurred_to = serializers.SerializerMethodField()
    assignee = Named()
    created_by = Named()
    current_verdict = Judged()
    external_ids = ExternalIdInside(many=True)
    quantities = Figure(many=True)
    counts = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields: ClassVar = OWN

    def get_claimed_on(self, row: Any) -> Any:
        return partial(row, "claimed_on")

    def get_occurred_from(self, row: Any) -> Any:
        return partial(row, "occurred_from")

    def get_occurred_to(self, row: Any) -> Any:
        return partial(row, "occurred_to")

    def get_counts(self, row: Any) -> Any:
        return counts(row)


class DrfList(generics.GenericAPIView[Any]):
    """The list by Django REST framework, without authentication."""

    authentication_classes: Any = []
    permission_classes = [AllowAny]
    serializer_class = ClaimRow
    queryset = Claim.objects.none()

    def get(self, request: Any) -> Any:  # noqa: ARG002
        return Response({"results": ClaimRow(newest()[:100], many=True).data})
