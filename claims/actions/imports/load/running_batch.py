"""The record of a running load: its batch, progress, mapping and issues."""

import hashlib
import json
from collections import Counter
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import orjson
from django.db import DatabaseError, IntegrityError, InterfaceError, transaction
from django.utils import timezone

from claims.actions.imports.bulk_sql import copy_rows
from claims.actions.imports.load.chunk_outcome import Counts, Outcome
from claims.actions.imports.load.load_options import LoadOptions
from claims.actions.imports.revert.revert_batch import revert_batch
from claims.formats.files.records import Table
from claims.formats.mapping.row_plan import READER
from claims.models.import_batch import COUNTS, ImportBatch
from claims.models.mapping import Mapping
from claims.rules.access import Actor
from claims.rules.text import storable

ISSUE = ("batch_id", "row_number", "field", "value", "code", "message", "row", "is_refusal")
# A load that ended like this can be resumed; a load that failed for good would fail again.
TAKEN_UP = ("running", "cancelling", "failed", "cancelled")
_LONGEST_ERROR = 2_000


class LoadCancelledError(Exception):
    """Raised to stop a cancelled load. What it has written stays."""


class LoadInterruptedError(Exception):
    """Raised to interrupt a load because its process is ending; another process resumes it."""


@dataclass(frozen=True)
class ImportedFile:
    """The file to load: its name, format and origin, its mapping by name, and the options that were given.

    `digest` is the digest of its bytes, if known beforehand: loading the same file again resumes an interrupted load.
    """

    name: str
    format: str
    origin: str
    mapping: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    digest: str = ""

    def fingerprint(self, options: LoadOptions) -> str:
        """Return a digest of the file and everything that affects its load; empty without the file's digest."""
        if not self.digest:
            return ""
        parts = [self.digest, self.format, READER, self.mapping, self.document, self.options, options.non_defaults()]
        return hashlib.blake2b(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS), digest_size=32).hexdigest()


class RunningBatch:
    """Context manager for a running batch; on exit it stores how the load ended.

    Its row is there before the first chunk. Its counts and its position are written with every chunk, so that a load
    whose process was killed is taken up where it was. Runs under the lock of its origin.
    """

    def __init__(
        self,
        file: ImportedFile,
        table: Table,
        options: LoadOptions,
        actor: Actor,
        batch_id: int | None = None,
    ) -> None:
        """Create the batch, resume the interrupted one of this load, or start the given one.

        Raises LoadCancelledError where the given one has been cancelled.
        """
        self._file, self._options, self._actor = file, options, actor
        self._found = storable({"columns": table.columns, "read_as": table.read_as})
        self._fingerprint = file.fingerprint(options)
        self.is_cancelled = False
        self.is_undone = False
        self._failure = ""
        latest = _latest(file.origin)
        self.row = self._given(batch_id, latest) if batch_id else self._taken_up(latest) or self._made()
        self.position = self.row.position
        self.before = _before(self.row) if self.position else Outcome()

    def __enter__(self) -> Self:
        if not self.row.is_dry_run:
            _bury(self.row)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, LoadInterruptedError):
            return
        is_cancelled = isinstance(error, KeyboardInterrupt | LoadCancelledError)
        why = "" if is_cancelled else self._failure if error is None else f"{type(error).__name__}: {error}"
        state = "reverted" if self.is_undone else "cancelled" if is_cancelled else "failed" if why else "finished"
        # If the database is gone, the original error says more.
        with suppress(DatabaseError, InterfaceError) if error else nullcontext():
            ImportBatch.objects.filter(pk=self.row.pk).update(
                state=state, error=storable(why[:_LONGEST_ERROR]), finished_at=timezone.now()
            )

    def write(self, outcome: Outcome) -> str:
        """Store the counts so far and the issues of a chunk, in the chunk's transaction.

        Gives the batch's state, which somebody may have set to cancelling.
        """
        rows = [
            (self.row.pk, found.number, *found.issue, _as_it_came(found.original), found.is_refusal)
            for found in outcome.issues
        ]
        with transaction.atomic():
            if rows:
                copy_rows("claims_importissue", ISSUE, rows)
            batches = ImportBatch.objects.filter(pk=self.row.pk)
            batches.update(position=outcome.counts.rows_read, report=_nested(outcome.report), **vars(outcome.counts))
            return batches.values_list("state", flat=True).get()

    def begin_writing(self) -> None:
        """Delete the issues and counts of the check of an all-or-nothing load: the write reports them again."""
        with transaction.atomic():
            batches = ImportBatch.objects.filter(pk=self.row.pk)
            batches.update(phase="writing", position=0, report={}, **dict.fromkeys(COUNTS, 0))
            self.row.issues.all().delete()

    def write_nothing(self, checked: Counts) -> Counts:
        """End an all-or-nothing load without writing any row, and return its counts."""
        self._failure = f"{checked.refused:,} of {checked.rows_read:,} rows are refused, so nothing was written."
        counts = Counts(rows_read=checked.rows_read, refused=checked.refused)
        ImportBatch.objects.filter(pk=self.row.pk).update(**vars(counts))
        return counts

    def undo(self, actor: Actor) -> None:
        """Undo what was written; if the database is gone, whoever resumes the load does it."""
        with suppress(DatabaseError, InterfaceError):
            revert_batch(self.row.pk, actor=actor)
            self.is_undone = True

    def _made(self) -> ImportBatch:
        file = self._file
        return ImportBatch.objects.create(
            origin=file.origin,
            file_name=file.name[-300:],
            format=file.format,
            mapping=stored_mapping(file.mapping, file.document, self._actor) if file.mapping else None,
            options=file.options | self._options.non_defaults(),
            is_dry_run=self._options.is_dry_run,
            phase=self._first_phase,
            fingerprint=self._fingerprint,
            state="running",
            started_at=timezone.now(),
            created_by_id=self._actor.user_id,
            **self._found,
        )

    @property
    def _first_phase(self) -> str:
        return "checking" if self._options.is_dry_run or self._options.is_all_or_nothing else "writing"

    def _taken_up(self, latest: ImportBatch | None) -> ImportBatch | None:
        """Resume the origin's latest load if it was of the same file and did not finish."""
        is_same = latest is not None and self._fingerprint and latest.fingerprint == self._fingerprint
        if not is_same or latest is None or latest.state not in TAKEN_UP:
            return None
        return self._begun(latest)

    def _given(self, batch_id: int, latest: ImportBatch | None) -> ImportBatch:
        """Start a waiting batch, or resume an interrupted one if no other load followed it."""
        batch = ImportBatch.objects.get(pk=batch_id)
        is_latest = latest is not None and latest.pk == batch_id and batch.fingerprint == self._fingerprint
        if batch.state != "pending" and not (batch.state in TAKEN_UP and (is_latest or batch.is_dry_run)):
            raise LoadCancelledError(f"Import batch {batch_id} is {batch.state} and is not started again.")
        return self._begun(batch)

    def _begun(self, batch: ImportBatch) -> ImportBatch:
        with transaction.atomic():
            locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
            if locked.state != batch.state:
                raise LoadCancelledError(f"Import batch {batch.pk} is {locked.state}.")
            locked.state, locked.error, locked.started_at, locked.finished_at = "running", "", timezone.now(), None
            locked.fingerprint, locked.is_dry_run = self._fingerprint, self._options.is_dry_run
            locked.columns, locked.read_as = self._found["columns"], self._found["read_as"]
            if not locked.position or locked.phase == "checking":  # a check is not resumed, it starts again
                locked.phase, locked.position = self._first_phase, 0
                locked.issues.all().delete()
            locked.save()
        return locked


def _before(batch: ImportBatch) -> Outcome:
    """Return the counts of an earlier run of a load."""
    counts = Counts(**{name: getattr(batch, name) for name in COUNTS})
    report = {f"{kind}.{name}": count for kind, its in batch.report.items() for name, count in its.items()}
    return Outcome(counts, report=Counter(report))


def _nested(report: Counter[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, count in sorted(report.items()):
        kind, _, what = name.partition(".")
        if count:
            found.setdefault(kind, {})[what] = count
    return found


def _as_it_came(original: Any) -> str:
    """Serialise a row as JSON; lone surrogates and numbers stay as they were in the file."""
    try:
        return orjson.dumps(original, default=lambda number: orjson.Fragment(str(number))).decode()
    except orjson.JSONEncodeError:
        return json.dumps(original, default=str)


def _latest(origin: str) -> ImportBatch | None:
    """Return the latest load of an origin that was not a dry run."""
    begun = ImportBatch.objects.filter(origin=origin, is_dry_run=False, started_at__isnull=False)
    return begun.order_by("-started_at", "-pk").first()


def _bury(living: ImportBatch) -> None:
    """Close this origin's batches whose process was killed; the caller holds the origin's lock."""
    others = ImportBatch.objects.filter(origin=living.origin).exclude(pk=living.pk)
    others.filter(state="cancelling").update(state="cancelled", finished_at=timezone.now())
    others.filter(state="running").update(
        state="failed",
        error="Its process was killed, and another load of its origin has begun since. What it wrote stays.",
        finished_at=timezone.now(),
    )


def stored_mapping(name: str, document: dict[str, Any], actor: Actor) -> Mapping:
    """Return the newest version of a mapping if it is the same, else store the next version."""
    while True:
        latest = Mapping.objects.filter(name=name).order_by("-version").first()
        if latest is not None and latest.document == document:
            return latest
        version = latest.version + 1 if latest else 1
        with suppress(IntegrityError), transaction.atomic():  # another load stored it first: look again
            return Mapping.objects.create(name=name, version=version, document=document, created_by_id=actor.user_id)
