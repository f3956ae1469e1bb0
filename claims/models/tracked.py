"""The tracked models: which history tables there are, and which of their columns the API shows as fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models

from claims.models import history

Row = Mapping[str, Any]

DIGITS = {"year": 4, "month": 7, "day": 10}
# Columns that changes do not mention: bookkeeping, and the snapshot of a load.
UNMENTIONED = frozenset({"id", "version", "created_at", "loaded"})
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
    """A history table: its noun, and the column that refers to the claim or part that a row belongs to."""

    noun: str
    model: Any
    key: str = "claim_id"

    @property
    def table(self) -> str:
        """The name of the table."""
        return str(self.model._meta.db_table)

    @cached_property
    def columns(self) -> "tuple[tuple[models.Field[Any, Any], str | None], ...]":
        """List the columns that changes mention, each with its precision column if it is a partial date."""
        columns = {column.name: column for column in self.model._meta.local_fields}
        return tuple(
            (column, f"{name}_precision" if f"{name}_precision" in columns else None)
            for name, column in columns.items()
            if not name.startswith("pgh_") and not name.endswith("_precision") and column.attname not in UNMENTIONED
        )

    def differences(self, before: Row | None, after: Row | None, *, internal: bool) -> dict[str, tuple[Any, Any]]:
        """Return the differences as JSON values: references as ids, decimals and partial dates as text.

        Fields that are empty in both are left out.
        """
        hidden = frozenset() if internal else INTERNAL.get(self.noun, frozenset())
        found = {}
        for column, precision in self.columns:
            name = column.attname
            if name in hidden or (
                before and after and all(before[one] == after[one] for one in (name, precision or name))
            ):
                continue
            pair = _told(column, precision, before), _told(column, precision, after)
            if pair[0] != pair[1] and not (_is_empty(pair[0]) and _is_empty(pair[1])):
                found[column.name] = pair
        return found

    def reference(self, field: str) -> type[models.Model] | None:
        """Return the model that a field refers to, or None."""
        found: type[models.Model] | None = self.model._meta.get_field(field).related_model
        return found


def _told(column: "models.Field[Any, Any]", precision: str | None, row: Row | None) -> Any:
    value = None if row is None else row[column.attname]
    if row is None or value is None:
        return None
    if precision is not None:
        return value[: DIGITS[row[precision]]]
    if isinstance(column, models.DecimalField):
        return f"{Decimal(value):f}"
    if isinstance(column, models.DateTimeField):
        return value.replace("+00:00", "Z")
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def read_state(state: str | None) -> Row | None:
    """Parse a row that the database returned as JSON, with exact decimals."""
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
# Parts of parts; a write to one touches its part, so that both have events of one transaction.
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
