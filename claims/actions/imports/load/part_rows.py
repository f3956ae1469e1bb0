"""Write the parts of claims by COPY: external ids, appearances with their chains, evidence, figures, verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.actions.imports.bulk_sql import copy_rows
from claims.actions.imports.compare import prepared_row
from claims.actions.imports.compare.prepared_row import PreparedLink
from claims.actions.imports.field_list import Columns

# The columns before the prepared ones: values that had to be looked up or reserved.
COLUMNS: dict[str, Sequence[str]] = {
    "externalid": ("claim_id", "origin", "batch_id", "external_id", "loaded"),
    "appearance": ("id", "claim_id", "source_id", "is_first", *prepared_row.APPEARANCE),
    "attribution": ("appearance_id", "entity_id", *prepared_row.ATTRIBUTION),
    "evidence": ("claim_id", "source_id", "added_by_id", *prepared_row.EVIDENCE),
    "quantity": ("claim_id", *prepared_row.QUANTITY),
    "verdict": ("id", "claim_id", "publisher_id", "revision", "kind", *prepared_row.VERDICT),
}


@dataclass
class PartRows:
    """Rows of the parts' tables, in the order in which they are written."""

    externalid: list[Columns] = field(default_factory=list)
    appearance: list[Columns] = field(default_factory=list)
    attribution: list[Columns] = field(default_factory=list)
    evidence: list[Columns] = field(default_factory=list)
    quantity: list[Columns] = field(default_factory=list)
    verdict: list[Columns] = field(default_factory=list)

    def add_chain(self, appearance_id: int, chain: Iterable[PreparedLink], ids: Iterable[int | None]) -> None:
        """Add the links of a chain, each with the id of its entity."""
        self.attribution += [
            (appearance_id, entity_id, *link.columns) for link, entity_id in zip(chain, ids, strict=True)
        ]

    def write(self) -> None:
        """Write all parts. Their claims are written already."""
        for table, columns in COLUMNS.items():
            rows = getattr(self, table)
            if rows:
                copy_rows(f"claims_{table}", columns, rows)


@dataclass(frozen=True)
class LoadContext:
    """What all rows of a load have in common: origin, batch and actor."""

    origin: str
    batch_id: int
    created_by_id: int | None
