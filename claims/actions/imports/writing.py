"""The second half of a chunk: its rows written in one transaction, with whatever else they name."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import IntegrityError, OperationalError
from psycopg.errors import DeadlockDetected, UniqueViolation

from claims.actions.change import record
from claims.actions.imports.batch import RunningBatch
from claims.actions.imports.chunk import Counts, Known, Outcome
from claims.actions.imports.known_claims import Again, ClaimUpdate
from claims.actions.imports.loaded import names_same_claimant
from claims.actions.imports.new_claims import NewClaims, Written
from claims.actions.imports.nouns import Nouns, resolve_nouns
from claims.actions.imports.options import LoadOptions
from claims.actions.imports.prepared import Ready
from claims.actions.imports.reading import Chunk
from claims.actions.imports.staging import rows_of
from claims.formats.plan import Plan
from claims.formats.row import EntityRow
from claims.models.entity import Entity
from claims.rules.access import Actor

MOST_TRIES = 3
"""How often a chunk is written anew where another writer was in its way."""

Pair = tuple[Ready, Known]


class ChunkWriter:
    """Writes the chunks of one load."""

    def __init__(self, plan: Plan, origin: str, batch: RunningBatch, options: LoadOptions, actor: Actor) -> None:
        """Write as the actor."""
        self._plan, self._batch, self._options, self._actor = plan, batch, options, actor
        self._written_as = Written(origin, batch.row.pk, actor.user_id)

    def write(self, chunk: Chunk, rows: Sequence[Ready], before: Counts) -> Outcome:
        """Write a chunk and the counts of the load with it, and give these counts and the chunk's issues.

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

    def _written(self, chunk: Chunk, rows: Sequence[Ready], before: Counts) -> Outcome:
        outcome = Outcome()
        outcome.join(Outcome(before))
        outcome.join(chunk.outcome)
        with record(actor=self._actor, verb="import", reason=f"batch {self._batch.row.pk}"):
            known = chunk.known
            rows = self._wanted(rows, known, outcome)
            _lock(sorted({known[row.row.external_id].claim_id for row in rows if row.row.external_id in known}))
            nouns = resolve_nouns([row.row for row in rows], _claimants(rows, known))
            clear = self._unambiguous(rows, nouns, outcome)
            new = [row for row in clear if row.row.external_id not in known]
            self._add(new, nouns, outcome)
            pairs = [(row, known[row.row.external_id]) for row in clear if row.row.external_id in known]
            for round_ in _rounds(pairs):
                self._update(round_, nouns, outcome)
            outcome.issues.sort(key=lambda found: found.number)
            state = self._batch.write(outcome.counts, outcome.issues)
        self._batch.is_cancelled = state == "cancelling"
        return outcome

    def _wanted(self, rows: Sequence[Ready], known: dict[str, Known], outcome: Outcome) -> Sequence[Ready]:
        """Leave out what the mode does."""
        if self._options.mode == "upsert":
            return rows
        is_update = self._options.mode == "update-only"
        wanted = [row for row in rows if (row.row.external_id in known) == is_update]
        outcome.counts.left_out += len(rows) - len(wanted)
        return wanted

    def _add(self, rows: Sequence[Ready], nouns: Nouns, outcome: Outcome) -> None:
        if rows:
            NewClaims(rows, nouns, self._written_as).write()
            outcome.counts.inserted += len(rows)

    def _update(self, pairs: Iterable[Pair], nouns: Nouns, outcome: Outcome) -> None:
        update = ClaimUpdate(pairs, nouns)
        update.write(self._batch.row.pk)
        for row in update.rows:
            outcome.counts.updated += row.is_written
            outcome.counts.unchanged += not row.is_written
            self._tell_kept(row, outcome)

    def _tell_kept(self, row: Again, outcome: Outcome) -> None:
        problem = "was changed here since the last load and is kept"
        for field in dict.fromkeys(row.kept):
            outcome.counts.kept += 1
            outcome.tell(row.ready.record, [self._plan.issue(field, row.ready.record, "kept", problem)])

    def _unambiguous(self, rows: Sequence[Ready], nouns: Nouns, outcome: Outcome) -> list[Ready]:
        clear = []
        for row in rows:
            found = nouns.ambiguous(row.row.claimant)
            if not found:
                clear.append(row)
                continue
            names = "; ".join(f"{entity} is {entity.pk}" for entity in Entity.objects.filter(pk__in=found[:10]))
            problem = f"{len(found)} are called so ({names}); tell them apart by claimant_disambiguation"
            outcome.refuse(row.record, [self._plan.issue("claimant", row.record, "ambiguous_name", problem)])
        return clear


def _is_collision(error: Exception) -> bool:
    cause = error.__cause__
    if isinstance(cause, UniqueViolation):
        return cause.diag.constraint_name == "externalid_unique"
    return isinstance(cause, DeadlockDetected)


def _lock(claim_ids: list[int]) -> None:
    if claim_ids:
        rows_of("SELECT FROM claims_claim WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [claim_ids])


def _claimants(rows: Sequence[Ready], known: dict[str, Known]) -> Iterator[EntityRow]:
    """Give the claimants that are to be looked up: not those that a row names as its last load did."""
    for ready in rows:
        there = known.get(ready.row.external_id)
        if ready.row.claimant and not (there and names_same_claimant(ready.row, there.loaded)):
            yield ready.row.claimant


def _rounds(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Part rows so that no two of a round are of one claim: a merged claim has several external ids."""
    while pairs:
        first: dict[int, Pair] = {}
        for pair in pairs:
            first.setdefault(pair[1].claim_id, pair)
        yield list(first.values())
        pairs = [pair for pair in pairs if first[pair[1].claim_id] is not pair]
