"""Request the import of an upload: check what can be checked at once, and leave the rest to a worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from claims.actions.imports.load.load_options import LoadOptions
from claims.actions.imports.load.running_batch import stored_mapping
from claims.actions.imports.requests.named_mappings import find_mapping, refuse_shipped
from claims.actions.imports.requests.worker_queue import wake_worker
from claims.actions.imports.uploads.open_upload import open_upload
from claims.actions.input import InputError
from claims.formats.files.file_limits import FileError
from claims.formats.files.read_options import OptionError, ReadOptions
from claims.formats.mapping.mapping_document import MappingDocument, MappingError, read_document
from claims.models.import_batch import ImportBatch
from claims.models.upload import Upload
from claims.rules.access import Actor, require


@dataclass(frozen=True)
class ImportRequest:
    """A request to import an upload: the origin of its ids, and a mapping by name, by document or none.

    A document with a name is stored under it.
    """

    upload: int
    origin: str
    mapping: str = ""
    document: dict[str, Any] | None = None
    publisher: str = ""
    scale: str = ""
    reading: ReadOptions = field(default_factory=ReadOptions)
    load: LoadOptions = field(default_factory=LoadOptions)

    @property
    def has_no_mapping(self) -> bool:
        """Return whether columns are read by their own names."""
        return self.document is None and not self.mapping


def request_import(asked: ImportRequest, *, actor: Actor) -> ImportBatch:
    """Create a batch that waits for a worker. Raises AccessError and InputError."""
    require(actor, "import.run")
    upload = complete_upload(asked.upload)
    with input_errors_at("mapping", "invalid_mapping"):
        document = chosen_document(asked).model_dump(exclude_unset=True)
        reading = reading_of(asked, mapping_of(asked))
    with input_errors_at("file", "invalid_file"), open_upload(upload, reading) as file:
        form = file.format
    options: dict[str, Any] = {name: getattr(asked, name) for name in ("publisher", "scale") if getattr(asked, name)}
    if asked.document is not None and not asked.mapping:
        options["document"] = asked.document
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            origin=asked.origin,
            file_name=upload.file_name,
            format=form,
            upload=upload,
            mapping=stored_mapping(asked.mapping, document, actor) if asked.mapping else None,
            options=options | asked.reading.non_defaults() | asked.load.non_defaults(),
            is_dry_run=asked.load.is_dry_run,
            asked_as={name: getattr(actor, name) for name in ("token_id", "on_behalf_of_id", "request_id")},
            created_by_id=actor.user_id,
        )
        wake_worker()
    return batch


def complete_upload(upload_id: int) -> Upload:
    """Return a complete upload. Raises InputError."""
    upload = Upload.objects.filter(pk=upload_id, sha256__isnull=False).first()
    if upload is None:
        raise InputError("does_not_exist", "There is no such upload, or no more: send the file again.", "upload")
    return upload


def chosen_document(asked: ImportRequest) -> MappingDocument:
    """Return the requested mapping document, without overrides. Raises MappingError."""
    if asked.document is None:
        return find_mapping(asked.mapping) if asked.mapping else MappingDocument()
    found = read_document(asked.document, asked.mapping or "the mapping")
    refuse_shipped(asked.mapping, found)
    return found


def mapping_of(asked: ImportRequest) -> MappingDocument:
    """Return the requested mapping with the overrides applied. Raises MappingError."""
    constants = {"verdict_publisher": asked.publisher, "verdict_scale": asked.scale}
    return chosen_document(asked).overridden({}, {field: value for field, value in constants.items() if value})


def reading_of(asked: ImportRequest, document: MappingDocument) -> ReadOptions:
    """Return the reading options: the requested ones, completed by those of the mapping. Raises InputError."""
    try:
        return asked.reading.with_defaults(document.file.options())
    except OptionError as error:
        raise InputError("invalid", str(error), error.field) from error


@contextmanager
def input_errors_at(field: str, code: str) -> Iterator[None]:
    """Context manager: turn a refusal of a file or mapping into an InputError at the matching field."""
    try:
        yield
    except (FileError, MappingError) as error:
        raise InputError(code, str(error), field) from error
