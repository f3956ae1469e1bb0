"""What a load changes in rows that are there, and takes away: one statement for each table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.actions.imports.compare import prepared_row
from claims.actions.imports.staging import rows_of, stage
from claims.rules.dates import parse_partial_date
from claims.rules.text import words_digest

ChangedPart = tuple[int, dict[str, Any]]
"""The id of an appearance or a piece of evidence, with the values that it is to have."""


class ChangedClaim(NamedTuple):
    """A claim with the values that its fields are to have."""

    claim_id: int
    fields: dict[str, Any]
    current_verdict_id: int | None


@dataclass
class UpdateStatements:
    """What is to be changed in the tables, besides the parts that are added."""

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
        """Write all of it; what is as it should be stays untouched."""
        if self.claims:
            stage("import_claim", map(_claim, self.claims))
            rows_of(_UPDATE_CLAIMS)
        if self.loaded:
            stage("import_external_id", self.loaded)
            rows_of(_UPDATE_EXTERNAL_IDS, [batch_id])
        for noun, columns, changed in (
            ("appearance", prepared_row.APPEARANCE, self.appearances),
            ("evidence", prepared_row.EVIDENCE, self.evidence),
        ):
            if changed:
                stage(f"import_{noun}", ((pk, *(values[name] for name in columns)) for pk, values in changed))
                rows_of(_update_parts(noun, columns))
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


_UPDATE_CLAIMS = """
    UPDATE claims_claim AS claim SET
        text = staged.text, language = staged.language, claimant_id = staged.claimant_id,
        claimed_on = staged.claimed_on, claimed_on_precision = staged.claimed_on_precision, place = staged.place,
        topics = staged.topics, words_digest = staged.words_digest, current_verdict_id = staged.current_verdict_id
    FROM import_claim AS staged WHERE claim.id = staged.claim_id AND
        (claim.text, claim.language, claim.claimant_id, claim.claimed_on, claim.claimed_on_precision, claim.place,
         claim.topics, claim.current_verdict_id)
        IS DISTINCT FROM
        (staged.text, staged.language, staged.claimant_id, staged.claimed_on, staged.claimed_on_precision,
         staged.place, staged.topics, staged.current_verdict_id)
"""
_UPDATE_EXTERNAL_IDS = """
    UPDATE claims_externalid AS there SET loaded = staged.loaded, batch_id = %s
    FROM import_external_id AS staged WHERE there.id = staged.external_id_id
"""


def _update_parts(noun: str, columns: Sequence[str]) -> str:
    values = ", ".join(f"{column} = staged.{column}" for column in columns)
    staged = f"import_{noun} AS staged WHERE there.id = staged.{noun}_id"
    return f"UPDATE claims_{noun} AS there SET {values} FROM {staged}"  # noqa: S608


def _claim(changed: ChangedClaim) -> tuple[Any, ...]:
    fields = changed.fields
    date = parse_partial_date(fields["claimed_on"]) if fields["claimed_on"] else None
    return (
        changed.claim_id,
        fields["text"],
        fields["language"],
        fields["claimant_id"],
        date and date.value,
        date and date.precision,
        fields["place"] or "",
        fields["topics"] or [],
        words_digest(fields["text"]),
        changed.current_verdict_id,
    )
