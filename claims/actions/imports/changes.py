"""What a load changes in rows that are there, and takes away: one statement for each table."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.actions.imports.prepared import Columns
from claims.actions.imports.staging import rows_of, stage
from claims.rules.dates import parse_partial_date


class ChangedClaim(NamedTuple):
    """A claim with the values that its fields are to have."""

    claim_id: int
    fields: dict[str, Any]
    current_verdict_id: int | None


class ChangedAppearance(NamedTuple):
    """An appearance with the values that it is to have."""

    appearance_id: int
    quote: str
    voice: str


class ChangedOriginator(NamedTuple):
    """Who an appearance's originator was by the last load, and who it is by this one."""

    appearance_id: int
    was_entity_id: int | None
    entity_id: int
    attribution: Columns


@dataclass
class Changes:
    """What is to be changed in the tables, besides the parts that are added."""

    claims: list[ChangedClaim] = field(default_factory=list)
    loaded: list[tuple[int, str]] = field(default_factory=list)
    appearances: list[ChangedAppearance] = field(default_factory=list)
    originators: list[ChangedOriginator] = field(default_factory=list)
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
        if self.appearances:
            stage("import_appearance", self.appearances)
            rows_of(_UPDATE_APPEARANCES)
        if self.originators:
            stage("import_originator", ((*row[:3], *row.attribution) for row in self.originators))
            rows_of(_UPDATE_ORIGINATORS)
            rows_of(_ADD_ORIGINATORS)
        for sql, ids in (
            ("DELETE FROM claims_attribution WHERE appearance_id = ANY(%s)", self.removed_appearances),
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
        topics = staged.topics, current_verdict_id = staged.current_verdict_id
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
_UPDATE_APPEARANCES = """
    UPDATE claims_appearance AS there SET quote = staged.quote, voice = staged.voice
    FROM import_appearance AS staged WHERE there.id = staged.appearance_id
        AND (there.quote, there.voice) IS DISTINCT FROM (staged.quote, staged.voice)
"""


# Only where the first link is still the one that the last load made, or where there is no chain yet.
_UPDATE_ORIGINATORS = """
    UPDATE claims_attribution AS there
    SET entity_id = staged.entity_id, named_as = staged.named_as, described_as = staged.described_as
    FROM import_originator AS staged WHERE there.appearance_id = staged.appearance_id
        AND there.position = 1 AND there.entity_id = staged.was_entity_id
"""
_ADD_ORIGINATORS = """
    INSERT INTO claims_attribution (appearance_id, entity_id, position, role, named_as, described_as)
    SELECT appearance_id, entity_id, position, role, named_as, described_as FROM import_originator AS staged
    WHERE NOT EXISTS (SELECT FROM claims_attribution WHERE appearance_id = staged.appearance_id)
"""


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
        changed.current_verdict_id,
    )
