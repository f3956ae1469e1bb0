"""What the peers share: the newest claims by the ORM, and what of their rows no column holds."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.api.serializers.claims import ClaimListShape
from claims.api.serializers.parts import CurrentVerdictShape, QuantityShape
from claims.models import Appearance, Claim, Evidence, Reply, Verdict


def _number(model: Any) -> Coalesce:
    rows = model.objects.filter(claim=OuterRef("pk")).order_by().values("claim").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def newest() -> "QuerySet[Claim]":
    """Read the newest claims with all that a list shows, in three statements."""
    models = {"appearances": Appearance, "evidence": Evidence, "verdicts": Verdict, "replies": Reply}
    return (
        Claim.objects.filter(merged_into__isnull=True)
        .select_related("claimant", "assignee", "created_by", "current_verdict__publisher", "current_verdict__claim")
        .prefetch_related("external_ids", "quantities__measure")
        .annotate(**{f"{name}_count": _number(model) for name, model in models.items()})
        .order_by("-pk")
    )


# A peer shows the fields that the API shows; how it reads and writes them is its own.
OWN = [name for name in ClaimListShape.Meta.fields if name not in ClaimListShape.Meta.expandable]
FIGURE = list(QuantityShape.Meta.fields)
JUDGED = list(CurrentVerdictShape.Meta.fields)
ENDS = {"low": "interval_low", "high": "interval_high"}
FLAGS = ("is_low_open", "is_high_open", "policy")


def partial(row: Any, name: str) -> str | None:
    """Write a partial date."""
    day, precision, time = (getattr(row, f"{name}{part}", None) for part in ("", "_precision", "_time"))
    if day is None:
        return None
    written: str = day.isoformat()[: {"year": 4, "month": 7}.get(precision or "", 10)]
    return f"{written}T{time:%H:%M}Z" if time else written


def plain(value: Any) -> str | None:
    """Write a decimal."""
    return None if value is None else f"{value:f}"


def interval(row: Any) -> dict[str, Any]:
    """Gather the interval of a figure."""
    ends = {name: plain(getattr(row, column)) for name, column in ENDS.items()}
    return {**ends, **{name: getattr(row, name) for name in FLAGS}}


def counts(row: Any) -> dict[str, int]:
    """Gather the numbers of a claim's parts."""
    return {name: getattr(row, f"{name}_count") for name in ("appearances", "evidence", "verdicts", "replies")}
