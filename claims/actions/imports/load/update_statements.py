"""Changes to existing rows, collected for a chunk and written by one statement for each table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.actions.imports import field_list
from claims.actions.imports.bulk_sql import rows_of
from claims.actions.imports.load.staging_tables import CLAIM_COLUMNS, stage
from claims.rules.text import words_digest

ChangedPart = tuple[int, dict[str, Any]]
"""The id of an appearance or a piece of evidence, with all values of its fields after the change."""


class ChangedClaim(NamedTuple):
    """A claim with all values of its fields after the change, as in a snapshot."""

    claim_id: int
    fields: dict[str, Any]
    current_verdict_id: int | None


@dataclass
class UpdateStatements:
    """Changes and removals of existing rows."""

    claims: list[ChangedClaim] = field(default_factory=list)
    loaded: list[tuple[int, str]] = field(default_factory=list)
    appearances: list[ChangedPart] = field(default_factory=list)
    evidence: list[ChangedPart] = field(default_factory=list)
    replaced_chains: list[int] = field(default_factory=list)
    removed_evidence: list[int] = field(default_factory=list)
    removed_appearances: list[int] = field(default_factory=list)
    removed_quantities: list[int] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)

    def write(self, batch_id: int) -> None:
        """Write all changes; rows without a difference are not touched."""
        if self.claims:
            stage("import_claim", map(_claim, self.claims))
            rows_of(_UPDATE_CLAIMS)
        if self.loaded:
            stage("import_external_id", self.loaded)
            rows_of(_UPDATE_EXTERNAL_IDS, [batch_id])
        for noun, fields, changed in (
            ("appearance", field_list.APPEARANCE, self.appearances),
            ("evidence", field_list.EVIDENCE, self.evidence),
        ):
            if changed:
                stage(f"import_{noun}", ((pk, *fields.json_to_columns(values)) for pk, values in changed))
                rows_of(_update(noun, fields.columns))
        for sql, ids in (
            (
                "DELETE FROM claims_attribution WHERE appearance_id = ANY(%s)",
                self.removed_appearances + self.replaced_chains,
            ),
            ("DELETE FROM claims_evidence WHERE id = ANY(%s)", self.removed_evidence),
            ("DELETE FROM claims_appearance WHERE id = ANY(%s)", self.removed_appearances),
            ("DELETE FROM claims_quantity WHERE id = ANY(%s)", self.removed_quantities),
            ("UPDATE claims_verdict SET state = 'superseded' WHERE id = ANY(%s)", self.superseded),
        ):
            if ids:
                rows_of(sql, [ids])


def _update(noun: str, columns: Sequence[str]) -> str:
    values = ", ".join(f"{column} = staged.{column}" for column in columns)
    staged = f"import_{noun} AS staged WHERE stored.id = staged.{noun}_id"
    return f"UPDATE claims_{noun} AS stored SET {values} FROM {staged}"  # noqa: S608


def _row(alias: str, columns: Sequence[str]) -> str:
    return "(" + ", ".join(f"{alias}.{column}" for column in columns) + ")"


# A different digest of the words alone is no change: other writers leave it empty.
_COMPARED = [column for column in CLAIM_COLUMNS if column != "words_digest"]
_UPDATE_CLAIMS = (
    f"{_update('claim', CLAIM_COLUMNS)} AND {_row('stored', _COMPARED)} IS DISTINCT FROM {_row('staged', _COMPARED)}"
)
_UPDATE_EXTERNAL_IDS = """
    UPDATE claims_externalid AS stored SET loaded = staged.loaded, batch_id = %s
    FROM import_external_id AS staged WHERE stored.id = staged.external_id_id
"""


def _claim(changed: ChangedClaim) -> tuple[Any, ...]:
    fields = changed.fields
    return (
        changed.claim_id,
        *field_list.CLAIM.json_to_columns(fields),
        words_digest(fields["text"]),
        fields["claimant_id"],
        changed.current_verdict_id,
    )
