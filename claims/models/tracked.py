"""What is told of a row's states: its noun, and its fields as a reader of the API knows them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from claims.models import history

Row = Mapping[str, Any]

DIGITS = {"year": 4, "month": 7, "day": 10}
# Bookkeeping, which every write changes or none, and what a load keeps for the next one.
UNSAID = frozenset({"id", "version", "created_at", "loaded"})
INTERNAL = {
    "evidence": frozenset({"is_confidential", "added_by_id"}),
    "attribution": frozenset({"is_confidential"}),
    "external_id": frozenset({"batch_id"}),
    "verdict": frozenset(
        {
            "author_id",
            "writers",
            "approvals_required",
            "publish_at",
            "submitted_at",
            "evidence_exception",
            "claim_version",
        }
    ),
}


@dataclass(frozen=True)
class Tracked:
    """A history table: its noun, and the column by which its rows belong to a claim, or to a part of one."""

    noun: str
    model: Any
    key: str = "claim_id"

    @property
    def table(self) -> str:
        """Name the table."""
        return str(self.model._meta.db_table)

    def told(self, row: Row | None, *, internal: bool) -> dict[str, Any]:
        """Give a row's fields as they are told: references by their ids, decimals as text, partial dates in one."""
        unsaid = UNSAID if internal else UNSAID | INTERNAL.get(self.noun, frozenset())
        return {
            column.name: _told(column, row)
            for column in self.model._meta.local_fields
            if row is not None
            and not column.name.startswith("pgh_")
            and not column.name.endswith("_precision")
            and column.attname not in unsaid
        }

    def reference(self, field: str) -> type[models.Model] | None:
        """Give the model that a field refers to, if it refers to any."""
        found: type[models.Model] | None = self.model._meta.get_field(field).related_model
        return found


def _told(column: "models.Field[Any, Any]", row: Row) -> Any:
    value = row[column.attname]
    if value is None:
        return None
    if f"{column.name}_precision" in row:
        return value[: DIGITS[row[f"{column.name}_precision"]]]
    if isinstance(column, models.DecimalField):
        return f"{Decimal(value):f}"
    if isinstance(column, models.DateTimeField):
        return value.replace("+00:00", "Z")
    return value


def read_state(state: str | None) -> Row | None:
    """Read a row that the database gave as JSON, its decimals exactly."""
    return None if state is None else json.loads(state, parse_float=Decimal)


CLAIM = Tracked("claim", history.ClaimEvent, "pgh_obj_id")
APPEARANCE = Tracked("appearance", history.AppearanceEvent)
VERDICT = Tracked("verdict", history.VerdictEvent)
OF_CLAIM = (
    Tracked("external_id", history.ExternalIdEvent),
    APPEARANCE,
    Tracked("evidence", history.EvidenceEvent),
    Tracked("quantity", history.QuantityEvent),
    VERDICT,
    Tracked("reply", history.ReplyEvent),
    Tracked("note", history.NoteEvent),
)
# What belongs to a part; a write to it touches the part, so that both have events of one transaction.
OF_PART = {
    APPEARANCE: (Tracked("attribution", history.AttributionEvent, "appearance_id"),),
    VERDICT: (
        Tracked("approval", history.ApprovalEvent, "verdict_id"),
        Tracked("citation", history.VerdictEvidenceEvent, "verdict_id"),
    ),
}
TRACKED = {
    tracked.noun: tracked for tracked in (CLAIM, *OF_CLAIM, *(one for parts in OF_PART.values() for one in parts))
}
