"""The writing half of a chunk: write its rows and the nouns that they name in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from django.db import IntegrityError, OperationalError
from psycopg.errors import DeadlockDetected, ForeignKeyViolation, UniqueViolation

from claims.actions.change import record
from claims.actions.imports.bulk_sql import QueryPlans, rows_of
from claims.actions.imports.compare.diff_row import RowDiff, named_entities
from claims.actions.imports.compare.diff_verdicts import VerdictsDiff
from claims.actions.imports.compare.dry_run_claims import DryRunClaims
from claims.actions.imports.compare.duplicate_claims import Duplicates, SortedRows
from claims.actions.imports.compare.import_snapshot import ExistingRef, Snapshot
from claims.actions.imports.compare.kept_texts import KeptTexts
from claims.actions.imports.compare.prepared_row import PreparedRow
from claims.actions.imports.load.chunk_outcome import Outcome
from claims.actions.imports.load.chunk_reader import Chunk
from claims.actions.imports.load.claim_updates import ClaimUpdate
from claims.actions.imports.load.load_options import LoadOptions
from claims.actions.imports.load.new_claims import NewClaims
from claims.actions.imports.load.part_rows import LoadContext
from claims.actions.imports.load.read_ahead import WriterPriority
from claims.actions.imports.load.running_batch import RunningBatch
from claims.actions.nouns.of_rows import Nouns, resolve_nouns
from claims.formats.files.records import Issue
from claims.formats.mapping.claim_row import EntityRow
from claims.formats.mapping.row_plan import RowPlan
from claims.models.entity import Entity
from claims.models.import_step import ImportStep
from claims.rules.access import Actor

MOST_TRIES = 3
"""How often a chunk is retried after a conflict with another writer."""

MOST_CHANGES_TOLD = 1_000
"""For how many changed rows a dry run lists the changed fields; it counts them for all."""

Pair = tuple[PreparedRow, ExistingRef]


class ChunkWriter:
    """Writes the chunks of one load. A dry run makes the same decisions, but writes only the batch."""

    def __init__(
        self,
        plan: RowPlan,
        origin: str,
        batch: RunningBatch,
        options: LoadOptions,
        actor: Actor,
        way: WriterPriority,
        *,
        is_trial: bool = False,
    ) -> None:
        """Write as the actor, with priority over the thread that reads ahead."""
        self._plan, self._batch, self._options, self._actor = plan, batch, options, actor
        self._way, self._is_trial = way, is_trial
        self._foreseen = DryRunClaims(origin) if is_trial else None
        self._plans = QueryPlans()
        self._written_as = LoadContext(origin, batch.row.pk, actor.user_id)
        self._duplicates = Duplicates(origin, options.on_duplicate, is_dry_run=is_trial)

    def write(self, chunk: Chunk, rows: Sequence[PreparedRow], before: Outcome) -> Outcome:
        """Write a chunk together with the load's counts; return the counts and the chunk's issues.

        Begins again where another writer made one of the external ids, or a deadlock was broken here.
        """
        for tries in range(1, MOST_TRIES + 1):
            try:
                return self._written(chunk, rows, before)
            except (IntegrityError, OperationalError) as error:
                if tries == MOST_TRIES or not _is_collision(error):
                    raise
                chunk.look_again()
        raise AssertionError  # the last try returns or raises

    def _written(self, chunk: Chunk, rows: Sequence[PreparedRow], before: Outcome) -> Outcome:
        outcome = Outcome()
        outcome.join(before)
        outcome.join(chunk.outcome)
        # A dry run opens no transaction: it locks nothing.
        with nullcontext() if self._is_trial else self._record():
            known = chunk.known
            rows = self._wanted(rows, known, outcome)
            pairs = [(row, known[row.row.external_id]) for row in rows if row.row.external_id in known]
            found = self._sorted([row for row in rows if row.row.external_id not in known], pairs, outcome)
            pairs += found.linked
            with self._way.taken():
                nouns = resolve_nouns(
                    [row.row for row in (*found.created, *(row for row, _ in pairs))],
                    _named(found.created, pairs),
                    is_made=not self._is_trial,
                )
            outcome.report.update({f"new.{kind}": count for kind, count in nouns.made.items()})
            texts = KeptTexts([*found.created, *(row for row, _ in pairs)])
            created = [row for row in found.created if self._is_clear(row, {}, nouns, outcome)]
            self._add([row for row in created if self._is_quoted(row, texts, None, outcome)], nouns, outcome)
            clear = [(row, existing) for row, existing in pairs if self._is_clear(row, existing.loaded, nouns, outcome)]
            clear = [pair for pair in clear if self._is_quoted(pair[0], texts, pair[1].claim_id, outcome)]
            for round_ in _rounds(clear):
                self._update(round_, nouns, outcome)
            outcome.issues.sort(key=lambda found: found.number)
            if not self._is_trial:
                ImportStep.objects.bulk_create([ImportStep(batch=self._batch.row)], ignore_conflicts=True)
            state = self._batch.write(outcome)
        self._batch.is_cancelled = state == "cancelling"
        return outcome

    def _record(self) -> AbstractContextManager[None]:
        return record(actor=self._actor, verb="import", reason=f"batch {self._batch.row.pk}")

    def _sorted(self, new: Sequence[PreparedRow], pairs: Sequence[Pair], outcome: Outcome) -> SortedRows:
        """Separate new rows from existing ones, and lock the claims that will be changed.

        Sorts anew where one to which a row was to be linked has been merged before its lock was got.
        """
        while True:
            found = self._duplicates.sort(new)
            if self._is_trial:
                break
            merged = _lock({existing.claim_id for _, existing in (*pairs, *found.linked)})
            if merged.isdisjoint(existing.claim_id for _, existing in found.linked):
                break
        outcome.counts.duplicates += len(found.findings)
        outcome.counts.skipped += len(found.skipped)
        for row, code, problem in found.findings:
            outcome.add_note(row.record, [self._plan.issue("text", row.record, code, problem)])
        return found

    def _wanted(
        self, rows: Sequence[PreparedRow], known: dict[str, ExistingRef], outcome: Outcome
    ) -> Sequence[PreparedRow]:
        """Skip the rows that the load's mode excludes."""
        if self._options.mode == "upsert":
            return rows
        is_update = self._options.mode == "update-only"
        wanted = [row for row in rows if (row.row.external_id in known) == is_update]
        outcome.counts.left_out += len(rows) - len(wanted)
        return wanted

    def _add(self, rows: Sequence[PreparedRow], nouns: Nouns, outcome: Outcome) -> None:
        if rows:
            new = NewClaims(rows)
            if not self._is_trial:
                new.write(nouns, self._written_as, self._plans, self._way)
            outcome.counts.inserted += len(rows)
            for row, judged in new.rows:
                self._report_conflicts(row, judged, outcome)

    def _update(self, pairs: Iterable[Pair], nouns: Nouns, outcome: Outcome) -> None:
        is_overwriting = self._options.is_overwriting
        update = ClaimUpdate(pairs, nouns, is_overwriting=is_overwriting, dry_run=self._foreseen)
        if not self._is_trial:
            update.write(self._written_as)
        for row in update.rows:
            outcome.counts.linked += row.known.pk is None
            outcome.counts.updated += row.is_written and row.known.pk is not None
            outcome.counts.unchanged += not row.is_written
            self._report_changed(row, outcome)
            self._report_kept(row, outcome)
            self._report_judged(row, outcome)
            self._report_conflicts(row.ready, row.judged, outcome)

    def _report_changed(self, row: RowDiff, outcome: Outcome) -> None:
        """Count the changed fields; in a dry run, also list them for the first rows."""
        names = dict.fromkeys(row.changed)
        outcome.report.update({f"changed.{name}": 1 for name in names})
        if names and self._is_trial and outcome.report["issues.changed"] < MOST_CHANGES_TOLD:
            issue = Issue("", "", "changed", f"This would change: {', '.join(names)}.")
            outcome.add_note(row.ready.record, [issue])

    def _report_kept(self, row: RowDiff, outcome: Outcome) -> None:
        problem = "was changed here since the last load and is kept"
        for field in dict.fromkeys(row.kept):
            outcome.counts.kept += 1
            outcome.add_note(row.ready.record, [self._plan.issue(field, row.ready.record, "kept", problem)])

    def _report_judged(self, row: RowDiff, outcome: Outcome) -> None:
        problem = "was judged by a verdict of ours and is kept; a checker can change it, with a reason"
        for field in row.judged_fields:
            outcome.counts.conflicts += 1
            name = field.removesuffix("_id")
            outcome.add_note(row.ready.record, [self._plan.issue(name, row.ready.record, "words_judged", problem)])

    def _report_conflicts(self, row: PreparedRow, judged: VerdictsDiff, outcome: Outcome) -> None:
        for verdict, label, fate in judged.conflicts:
            outcome.counts.conflicts += 1
            said = f"{verdict.row.publisher} judged this claim {label!r}"
            problem = f"{said}; the row says {verdict.rated.label!r}, {fate}"
            number = row.row.verdicts.index(verdict.row)
            issue = self._plan.part_issue("verdicts", number, "label", row.record, "verdict_conflict", problem)
            outcome.add_note(row.record, [issue])

    def _is_clear(self, row: PreparedRow, was: Snapshot, nouns: Nouns, outcome: Outcome) -> bool:
        """Return whether each name in a row means one entity; if not, refuse the row."""
        if not nouns.has_ambiguous:
            return True
        issues = []
        for entity in named_entities(row, was):
            found = nouns.ambiguous(entity)
            if found:
                names = "; ".join(f"{one} is {one.pk}" for one in Entity.objects.filter(pk__in=found[:10]))
                field = "claimant" if entity is row.row.claimant else "attributions"
                by = "claimant_disambiguation" if field == "claimant" else "the disambiguation of the entity"
                problem = f"{len(found)} are called so ({names}); distinguish them by {by}"
                issues.append(self._plan.issue(field, row.record, "ambiguous_name", problem))
        if issues:
            outcome.refuse(row.record, issues)
        return not issues

    def _is_quoted(self, row: PreparedRow, texts: KeptTexts, claim_id: int | None, outcome: Outcome) -> bool:
        """Return whether the quotes of a row stand in the texts that their sources keep; if not, refuse the row."""
        issues = [
            self._plan.part_issue(wrong.collection, wrong.number, "quote", row.record, "invalid", wrong.reason.problem)
            for wrong in texts.wrong_quotes(row, claim_id)
        ]
        if issues:
            outcome.refuse(row.record, issues)
        return not issues


def _is_collision(error: Exception) -> bool:
    cause = error.__cause__
    if isinstance(cause, UniqueViolation):
        return cause.diag.constraint_name == "externalid_unique"
    # A noun that a row names may be gone: the load that created it was reverted meanwhile.
    return isinstance(cause, DeadlockDetected | ForeignKeyViolation)


_LOCK = "SELECT id, merged_into_id FROM claims_claim WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


def _lock(claim_ids: set[int]) -> set[int]:
    """Lock claims in the order of their ids and return those that are merged into others."""
    rows = rows_of(_LOCK, [sorted(claim_ids)]) if claim_ids else []
    return {claim_id for claim_id, into in rows if into is not None}


def _named(new: Iterable[PreparedRow], pairs: Iterable[Pair]) -> Iterator[EntityRow]:
    """Return the entities to look up for some rows."""
    for ready in new:
        yield from named_entities(ready, {})
    for ready, existing in pairs:
        yield from named_entities(ready, existing.loaded)


def _rounds(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Split rows into rounds without two rows of one claim: a merged claim has several external ids."""
    while pairs:
        first: dict[int, Pair] = {}
        for pair in pairs:
            first.setdefault(pair[1].claim_id, pair)
        yield list(first.values())
        pairs = [pair for pair in pairs if first[pair[1].claim_id] is not pair]
