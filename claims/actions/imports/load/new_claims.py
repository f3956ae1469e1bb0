"""Write new claims by COPY, with their status and current verdict from the start."""

from collections.abc import Sequence

from claims.actions.imports.bulk_sql import QueryPlans, copy_rows, next_ids
from claims.actions.imports.compare import prepared_row
from claims.actions.imports.compare.diff_verdicts import VerdictsDiff, diff_verdicts
from claims.actions.imports.compare.import_snapshot import snapshot_json_with_ids
from claims.actions.imports.compare.prepared_row import PreparedRow
from claims.actions.imports.field_list import Columns
from claims.actions.imports.load.part_rows import LoadContext, PartRows
from claims.actions.imports.load.read_ahead import WriterPriority
from claims.actions.nouns.of_rows import Nouns
from claims.rules.standing import PublishedVerdict, standing_verdict

CLAIM = ("id", "claimant_id", "current_verdict_id", "status", "created_by_id", *prepared_row.CLAIM)


class NewClaims:
    """The new claims of a chunk, built without reading the database and written together."""

    def __init__(self, rows: Sequence[PreparedRow]) -> None:
        """Compare the verdicts of a row with each other, since a row may state one twice."""
        self.rows = [(ready, diff_verdicts(ready.verdicts, (), {})) for ready in rows]

    def write(self, nouns: Nouns, written: LoadContext, plans: QueryPlans, way: WriterPriority) -> None:
        """Write the claims in the order of the file, then their parts."""
        self._nouns, self._written, self._parts = nouns, written, PartRows()
        self._verdict_ids = iter(next_ids("claims_verdict", sum(len(judged.revisions) for _, judged in self.rows)))
        count = sum(len(ready.appearances) for ready, _ in self.rows)
        self._appearance_ids = iter(next_ids("claims_appearance", count))
        ids = next_ids("claims_claim", len(self.rows))
        # Each claim's parts are collected while Postgres writes the claims before it.
        claims = (self._claim(claim_id, *row) for claim_id, row in zip(ids, self.rows, strict=True))
        with way.taken():
            copy_rows("claims_claim", CLAIM, claims)
        plans.note(len(ids))
        self._parts.write()

    def _claim(self, claim_id: int, ready: PreparedRow, judged: VerdictsDiff) -> Columns:
        """Build the claim's row and collect its parts. A claim with a verdict starts as checked."""
        nouns, written = self._nouns, self._written
        claimant_id = nouns.entity(ready.claimant)
        verdict_id = self._note_verdicts(claim_id, judged)
        self._note_appearances(claim_id, ready)
        self._parts.evidence += [
            (claim_id, nouns.source(evidence.url), written.created_by_id, *evidence.columns)
            for evidence in ready.evidence
        ]
        self._parts.quantity += [(claim_id, *columns) for columns in ready.quantities]
        loaded = snapshot_json_with_ids(
            ready.snapshot_json, claimant_id, [nouns.entity(link.entity) for link in ready.links()]
        )
        self._parts.externalid.append((claim_id, written.origin, written.batch_id, ready.row.external_id, loaded))
        status = "checked" if verdict_id else "new"
        return claim_id, claimant_id, verdict_id, status, written.created_by_id, *ready.claim

    def _note_verdicts(self, claim_id: int, judged: VerdictsDiff) -> int | None:
        ranked = []
        for verdict, number, kind in judged.revisions:
            verdict_id, publisher = next(self._verdict_ids), verdict.row.publisher
            self._parts.verdict.append(
                (verdict_id, claim_id, self._nouns.publishers[publisher], number, kind, *verdict.columns)
            )
            is_own = self._nouns.is_own(publisher)
            ranked.append(
                PublishedVerdict(
                    verdict_id,
                    is_imported=True,
                    is_own=is_own,
                    is_second_hand=verdict.row.is_second_hand,
                    published_at=verdict.published_at,
                )
            )
        return standing_verdict(ranked)

    def _note_appearances(self, claim_id: int, ready: PreparedRow) -> None:
        is_first = True
        for url, columns, chain, _ in ready.appearances:
            appearance_id = next(self._appearance_ids)
            self._parts.appearance.append((appearance_id, claim_id, self._nouns.source(url), is_first, *columns))
            self._parts.add_chain(appearance_id, chain, [self._nouns.entity(link.entity) for link in chain])
            is_first = False
