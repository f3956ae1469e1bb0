"""Update claims that are loaded again: apply the file's changes, keep people's edits."""

from collections.abc import Iterable

from claims.actions.imports.bulk_sql import next_ids
from claims.actions.imports.compare.current_claims import CurrentClaims
from claims.actions.imports.compare.diff_row import RowComparer, RowDiff
from claims.actions.imports.compare.dry_run_claims import DryRunClaims
from claims.actions.imports.compare.import_snapshot import ExistingRef
from claims.actions.imports.compare.prepared_row import PreparedRow
from claims.actions.imports.load.part_rows import LoadContext, PartRows
from claims.actions.imports.load.update_statements import ChangedClaim, UpdateStatements
from claims.actions.nouns.of_rows import Nouns
from claims.rules.standing import PublishedVerdict, standing_verdict


class ClaimUpdate:
    """An update of locked claims by their rows, one row per claim.

    Creating it decides what to change; `write` writes it.
    """

    def __init__(
        self,
        pairs: Iterable[tuple[PreparedRow, ExistingRef]],
        nouns: Nouns,
        *,
        is_overwriting: bool = False,
        dry_run: DryRunClaims | None = None,
    ) -> None:
        """Read the claims, or their state as a dry run predicts it, and decide what to change."""
        pairs = list(pairs)
        self._nouns = nouns
        self._current = CurrentClaims([known.claim_id for _, known in pairs])
        if dry_run:
            dry_run.apply_to(self._current)
        comparer = RowComparer(nouns, self._current, is_overwriting=is_overwriting)
        self.rows = [comparer.diff(ready, known) for ready, known in pairs]
        if dry_run:
            dry_run.record(self.rows, self._current)

    def write(self, written: LoadContext) -> None:
        """Change the claims and add parts to them."""
        self._parts, self._changes, self._written = PartRows(), UpdateStatements(), written
        verdict_ids = iter(next_ids("claims_verdict", sum(len(row.judged.revisions) for row in self.rows)))
        appearance_ids = iter(next_ids("claims_appearance", sum(len(row.appearances.added) for row in self.rows)))
        for row in self.rows:
            self._write_claim(row, [next(verdict_ids) for _ in row.judged.revisions])
            self._write_appearances(row, [next(appearance_ids) for _ in row.appearances.added])
            self._write_evidence(row)
            self._parts.quantity += [(row.claim_id, *columns) for columns in row.quantities]
            self._changes.removed_quantities += row.removed_quantities
            self._write_loaded(row)
        self._changes.write(written.batch_id)
        self._parts.write()

    def _write_claim(self, row: RowDiff, verdict_ids: list[int]) -> None:
        current_id = self._current.verdict_id[row.claim_id]
        for new_id, (verdict, number, kind) in zip(verdict_ids, row.judged.revisions, strict=True):
            publisher_id = self._nouns.publishers[verdict.row.publisher]
            self._parts.verdict.append((new_id, row.claim_id, publisher_id, number, kind, *verdict.columns))
        self._changes.superseded += row.judged.superseded
        is_judged = row.judged.revisions or row.judged.superseded
        verdict_id = self._current_verdict(row, verdict_ids) if is_judged else current_id
        if row.fields or verdict_id != current_id:
            fields = {**self._current.fields[row.claim_id], **row.fields}
            self._changes.claims.append(ChangedClaim(row.claim_id, fields, verdict_id))

    def _current_verdict(self, row: RowDiff, verdict_ids: list[int]) -> int | None:
        published = (
            PublishedVerdict(
                verdict.verdict_id, verdict.is_imported, verdict.is_own, verdict.is_second_hand, verdict.published_at
            )
            for verdict in self._current.verdicts[row.claim_id]
            if verdict.state == "published" and verdict.verdict_id not in row.judged.superseded
        )
        new = (
            PublishedVerdict(
                verdict_id,
                is_imported=True,
                is_own=self._nouns.is_own(new.verdict.row.publisher),
                is_second_hand=new.verdict.row.is_second_hand,
                published_at=new.verdict.published_at,
            )
            for verdict_id, new in zip(verdict_ids, row.judged.revisions, strict=True)
        )
        return standing_verdict([*published, *new])

    def _write_appearances(self, row: RowDiff, ids: list[int]) -> None:
        stored = self._current.appearances[row.claim_id]
        compared = row.appearances
        has_first = any(one.is_first for one in stored if one.pk not in compared.removed)
        for appearance_id, appearance in zip(ids, compared.added, strict=True):
            source_id = self._nouns.source(appearance.url)
            is_first = not has_first
            self._parts.appearance.append((appearance_id, row.claim_id, source_id, is_first, *appearance.columns))
            has_first = True
        for appearance_id, appearance in [*zip(ids, compared.added, strict=True), *row.chains.replaced]:
            entities = [row.entity_ids.get(link.entity) for link in appearance.chain]
            self._parts.add_chain(appearance_id, appearance.chain, entities)
        self._changes.appearances += compared.changed
        self._changes.removed_appearances += compared.removed
        self._changes.replaced_chains += [appearance_id for appearance_id, _ in row.chains.replaced]

    def _write_evidence(self, row: RowDiff) -> None:
        self._parts.evidence += [
            (row.claim_id, self._nouns.source(evidence.url), self._written.created_by_id, *evidence.columns)
            for evidence in row.evidence.added
        ]
        self._changes.evidence += row.evidence.changed
        self._changes.removed_evidence += row.evidence.removed

    def _write_loaded(self, row: RowDiff) -> None:
        if row.loaded is None:
            return
        if row.known.pk is not None:
            self._changes.loaded.append((row.known.pk, row.loaded))
            return
        written = self._written
        external_id = row.ready.row.external_id
        self._parts.externalid.append((row.claim_id, written.origin, written.batch_id, external_id, row.loaded))
