"""What one act left behind: the rows, their history with the verb, and the events of the feed, made comparable."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from claims.models import User
from claims.models.history import HistoryEvent

# Bookkeeping of the database, what each way in notes of itself, and what a load keeps for the next one.
UNCOMPARED = frozenset(
    {"id", "changed_in", "created_at", "updated_at", "words_digest", "search", "loaded", "batch",
     "prefix", "digest"}
)  # fmt: skip
CLOSE = dt.timedelta(hours=1)

Entry = dict[str, Any]


def histories() -> list[Any]:
    """List the history tables, in the order of their names."""
    found = [model for model in apps.get_app_config("claims").get_models() if issubclass(model, HistoryEvent)]
    return sorted(found, key=lambda model: model.__name__)


def mark() -> dict[Any, int]:
    """Note where every history ends."""
    return {model: model.objects.aggregate(last=models.Max("pgh_id"))["last"] or 0 for model in histories()}


def recorded_since(marks: dict[Any, int], way: str) -> list[Entry]:
    """List what was written since, as (table, action, verb, reason, who, state, row): the row as it is now."""
    found = []
    for model, last in marks.items():
        for event in model.objects.filter(pgh_id__gt=last).order_by("pgh_id"):
            context = event.pgh_context or {}
            entry = {
                "table": model.__name__,
                "action": event.pgh_label,
                **{name: context.get(name) for name in ("verb", "reason", "actor", "on_behalf_of")},
                "state": comparable(event, way),
            }
            tracked: Any = model.pgh_tracked_model
            row = tracked.objects.filter(pk=event.pgh_obj_id).first()
            found.append({**entry, "row": row and comparable(row, way)})
    return found


def comparable(row: models.Model, way: str) -> dict[str, Any]:
    """Return a row without ids and times of writing; what names the way in is taken out of its words."""
    columns = [
        column
        for column in row._meta.local_fields
        if column.name not in UNCOMPARED and not column.name.startswith("pgh_")
    ]
    return {column.name: _plain(column, getattr(row, column.attname), way) for column in columns}


def _plain(column: Any, value: Any, way: str) -> Any:
    if value is not None and column.remote_field is not None and column.related_model is not User:
        return f"a {column.related_model.__name__}"
    if isinstance(value, dt.datetime) and abs(value - timezone.now()) < CLOSE:
        return "now"
    if isinstance(value, list):
        return [_plain(column, item, way) for item in value]
    return value.replace(way, "WAY") if isinstance(value, str) else value
