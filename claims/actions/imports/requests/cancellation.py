"""Cancel loads, and find loads whose process was killed."""

from django.db import transaction
from django.utils import timezone

from claims.actions.imports.origin_lock import is_loading
from claims.models.import_batch import ImportBatch
from claims.rules.access import Actor, require

UNDER_WAY = ("running", "cancelling")


class NotUnderWayError(Exception):
    """Raised when cancelling a load that has ended."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        super().__init__(f"Import batch {batch.pk} is {batch.state}: only one that is pending or running is cancelled.")


def cancel_import(batch_id: int, *, actor: Actor) -> ImportBatch:
    """Stop a load. What it has written stays, and its counts show how much that is.

    One that waits, or whose process is gone, is cancelled at once; one that runs stops after its chunk, in a second or
    two, and is `cancelling` until then. Raises AccessError, NotUnderWayError and the model's DoesNotExist.
    """
    require(actor, "import.run")
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state not in ("pending", *UNDER_WAY):
            raise NotUnderWayError(batch)
        if batch.state != "pending" and is_loading(batch.origin):
            batch.state = "cancelling"
        else:
            batch.state, batch.finished_at = "cancelled", timezone.now()
        batch.save(update_fields=["state", "finished_at"])
    return batch


def abandoned_batches() -> list[int]:
    """Return the batches, oldest first, that were running when their process or the database was killed."""
    under_way = ImportBatch.objects.filter(state__in=UNDER_WAY).order_by("pk").values_list("pk", "origin")
    return [pk for pk, origin in under_way if not is_loading(origin)]
