"""What is written with claims: external ids, appearances with their originators, figures, verdicts; by COPY."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.actions.imports import prepared
from claims.actions.imports.prepared import Columns
from claims.actions.imports.staging import copy_rows

# What stands before the columns that are prepared already: what had to be looked up or drawn.
COLUMNS: dict[str, Sequence[str]] = {
    "externalid": ("claim_id", "origin", "batch_id", "external_id", "loaded"),
    "appearance": ("id", "claim_id", "source_id", "is_first", *prepared.APPEARANCE),
    "attribution": ("appearance_id", "entity_id", *prepared.ATTRIBUTION),
    "quantity": ("claim_id", *prepared.QUANTITY),
    "verdict": ("id", "claim_id", "publisher_id", "revision", "kind", *prepared.VERDICT),
}


@dataclass
class Parts:
    """Rows of the parts' tables, in the order in which they are written."""

    externalid: list[Columns] = field(default_factory=list)
    appearance: list[Columns] = field(default_factory=list)
    attribution: list[Columns] = field(default_factory=list)
    quantity: list[Columns] = field(default_factory=list)
    verdict: list[Columns] = field(default_factory=list)

    def write(self) -> None:
        """Write them all. Their claims are there already."""
        for table, columns in COLUMNS.items():
            rows = getattr(self, table)
            if rows:
                copy_rows(f"claims_{table}", columns, rows)
