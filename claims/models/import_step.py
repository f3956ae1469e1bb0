"""Import steps: the transactions of a load and of its revert, which connect it to the history."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.functions import TransactionNow
from django.db import models

from claims.models.fields import CurrentXactId, XactIdField
from claims.models.history import CurrentEpoch
from claims.models.import_batch import ImportBatch
from claims.models.triggers import RefuseChange, refuse, refuse_delete


class ImportStep(models.Model):
    """One transaction of a load or of its revert. Only that transaction itself can record it."""

    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, related_name="steps", help_text="The import that the transaction was part of."
    )
    epoch = models.IntegerField(
        db_default=CurrentEpoch(), help_text="Epoch of the feed at the time of the transaction."
    )
    xid = XactIdField(db_default=CurrentXactId(), help_text="Id of the transaction.")
    began_at = models.DateTimeField(db_default=TransactionNow(), help_text="When the transaction began.")
    is_reversal = models.BooleanField(
        default=False, db_default=False, help_text="Whether the transaction reverted the import."
    )
    is_undone = models.BooleanField(
        default=False, db_default=False, help_text="Whether what the transaction wrote has been reverted."
    )

    class Meta:
        triggers: ClassVar = [
            refuse(
                "importstep_of_now",
                "(NEW.epoch, NEW.xid, NEW.began_at) <> (claims_feed_epoch(), pg_current_xact_id(), now())",
                "A load's transaction is noted by itself alone.",
                pgtrigger.Insert,
            ),
            RefuseChange(
                name="importstep_kept",
                fields=["batch", "epoch", "xid", "began_at", "is_reversal"],
                message="Which transactions a load had never changes.",
            ),
            refuse_delete("importstep_not_deleted", "Which transactions a load had is never forgotten."),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "xid", "began_at"], name="importstep_once"),
        ]

    def __str__(self) -> str:
        return f"transaction {self.xid} of import batch {self.batch_id}"
