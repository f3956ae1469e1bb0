"""The record of a load: its batch, the mapping that it used, its issues."""

from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import orjson
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.actions.imports.chunk import Counts, RowIssue
from claims.actions.imports.options import LoadOptions
from claims.actions.imports.staging import copy_rows
from claims.models.import_batch import ImportBatch
from claims.models.mapping import Mapping
from claims.rules.access import Actor

ISSUE = ("batch_id", "row_number", "field", "value", "code", "message", "row", "is_refusal")
_LONGEST_ERROR = 2_000


@dataclass(frozen=True)
class LoadedFile:
    """What is loaded: the file's name and format, where its ids come from, the mapping by name, and options told.

    `digest` is of its bytes, where these are known before: the same file again takes up a load that was broken off.
    """

    name: str
    format: str
    origin: str
    mapping: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    digest: str = ""


class RunningBatch:
    """A batch while it runs; leaving it says how it ended.

    Its row is there before the first chunk, and its counts are written with every chunk.
    """

    def __init__(self, file: LoadedFile, options: LoadOptions, actor: Actor) -> None:
        """Make the batch, and store its mapping where that has a name."""
        self.row = ImportBatch.objects.create(
            origin=file.origin,
            file_name=file.name[-300:],
            format=file.format,
            mapping=_stored(file.mapping, file.document, actor) if file.mapping else None,
            options=file.options | options.told(),
            state="running",
            started_at=timezone.now(),
            created_by_id=actor.user_id,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        state = "finished" if error is None else "cancelled" if isinstance(error, KeyboardInterrupt) else "failed"
        why = "" if error is None else f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]
        # Where the database itself is gone, the error that is under way says more.
        with suppress(DatabaseError) if error else nullcontext():
            ImportBatch.objects.filter(pk=self.row.pk).update(state=state, error=why, finished_at=timezone.now())

    def write(self, counts: Counts, issues: Iterable[RowIssue]) -> None:
        """Write the counts so far and the issues of a chunk, in the chunk's own transaction."""
        ImportBatch.objects.filter(pk=self.row.pk).update(**vars(counts))
        rows = [
            (self.row.pk, found.number, *found.issue, orjson.dumps(found.original).decode(), found.is_refusal)
            for found in issues
        ]
        if rows:
            copy_rows("claims_importissue", ISSUE, rows)


def _stored(name: str, document: dict[str, Any], actor: Actor) -> Mapping:
    """Give the newest version of a mapping where it says the same, else store the next one."""
    while True:
        latest = Mapping.objects.filter(name=name).order_by("-version").first()
        if latest is not None and latest.document == document:
            return latest
        version = latest.version + 1 if latest else 1
        with suppress(IntegrityError), transaction.atomic():  # another load stored it first: look again
            return Mapping.objects.create(name=name, version=version, document=document, created_by_id=actor.user_id)
