"""Run the load of an upload in a worker."""

from collections.abc import Callable
from typing import Any

from django.db.models import F
from django.utils import timezone

from claims.actions.actors import OPERATOR
from claims.actions.imports.compare.rating_lookup import UnknownScaleError
from claims.actions.imports.load.load_file import Load, import_claims
from claims.actions.imports.load.load_options import LoadOptions
from claims.actions.imports.load.running_batch import ImportedFile, LoadCancelledError, LoadInterruptedError
from claims.actions.imports.uploads.open_upload import open_upload
from claims.formats.files.file_limits import FileError
from claims.formats.files.read_options import OptionError, ReadOptions
from claims.formats.mapping.mapping_document import MappingDocument, MappingError, read_document
from claims.formats.mapping.row_plan import RowPlan
from claims.models.import_batch import ImportBatch
from claims.models.upload import Upload
from claims.rules.access import AccessError, Actor
from claims.rules.text import storable

MOST_STARTS = 10
REFUSALS = (FileError, OptionError, MappingError, UnknownScaleError, AccessError)


def run_batch(batch_id: int, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """Run the load of a waiting batch, or resume an interrupted one; the batch stores how it ended.

    Interrupts it after a chunk if the process is ending.
    """
    batch = ImportBatch.objects.select_related("upload", "mapping", "created_by").get(pk=batch_id)
    try:
        if batch.upload is None:
            raise FileError(f"The file of import batch {batch_id} was deleted: send it again.")
        _count_start(batch)
        _load(batch, batch.upload, is_stopping)
    except REFUSALS as error:
        there = ImportBatch.objects.filter(pk=batch_id)
        there.update(state="failed", error=storable(str(error)), finished_at=timezone.now())
    except (LoadCancelledError, LoadInterruptedError):
        pass  # the batch says so


def _count_start(batch: ImportBatch) -> None:
    """Raise FileError if the load's process was killed several times, perhaps for lack of memory."""
    if batch.starts >= MOST_STARTS:
        raise FileError(f"The process that loaded {batch.file_name} was killed {MOST_STARTS} times: split the file.")
    ImportBatch.objects.filter(pk=batch.pk).update(starts=F("starts") + 1)


def _load(batch: ImportBatch, upload: Upload, is_stopping: Callable[[], bool]) -> None:
    def on_progress(_: Load) -> None:
        if is_stopping():
            raise LoadInterruptedError

    document = _document(batch)
    reading = ReadOptions.from_dict(batch.options | {"format": batch.format}).with_defaults(document.file.options())
    with open_upload(upload, reading, is_beside=True) as file:
        table = file.table()
        plan = RowPlan(document, table, by_name=batch.mapping is None and "document" not in batch.options)
        import_claims(
            table,
            plan,
            _loaded_file(batch, upload),
            actor=_actor(batch),
            options=LoadOptions.from_dict(batch.options),
            batch_id=batch.pk,
            on_progress=on_progress,
        )


def _loaded_file(batch: ImportBatch, upload: Upload) -> ImportedFile:
    return ImportedFile(
        name=batch.file_name,
        format=batch.format,
        origin=batch.origin,
        mapping=batch.mapping.name if batch.mapping else "",
        document=_given(batch),
        options={name: value for name, value in batch.options.items() if name != "document"},
        digest=upload.hex_digest,
    )


def _given(batch: ImportBatch) -> dict[str, Any]:
    found: dict[str, Any] = batch.mapping.document if batch.mapping else batch.options.get("document", {})
    return found


def _document(batch: ImportBatch) -> MappingDocument:
    given = {f"verdict_{name}": batch.options.get(name) for name in ("publisher", "scale")}
    constants = {field: value for field, value in given.items() if value}
    return read_document(_given(batch)).overridden({}, constants)


def _actor(batch: ImportBatch) -> Actor:
    """Return the actor who requested the load, with the scope that it needs, unless they are inactive now."""
    user = batch.created_by
    if user is None:
        return OPERATOR
    scopes = frozenset({"imports:write"}) if user.is_active else frozenset[str]()
    attributes = {name: value for name, value in batch.asked_as.items() if name != "revert"}
    return Actor(user.pk, scopes=scopes, **attributes)
