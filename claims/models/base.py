"""The base of every editable model: a version that the database raises, and timestamps."""

from typing import Any, ClassVar

from django.contrib.postgres.functions import TransactionNow
from django.db import models

from claims.models.fields import CurrentXactId, XactIdField
from claims.models.triggers import RaiseVersion, refuse_truncate


class Versioned(models.Model):
    """A row with a version, raised by trigger once per transaction that changes it.

    `changed_in` is the id of the last transaction that did. The database fills all four columns.
    """

    objects: models.Manager[Any]

    version = models.IntegerField(
        db_default=1,
        editable=False,
        help_text="Raised by one with each transaction that changes the row. If-Match compares it.",
    )
    changed_in = XactIdField(
        db_default=CurrentXactId(), editable=False, help_text="Id of the last transaction that changed the row."
    )
    created_at = models.DateTimeField(
        db_default=TransactionNow(), editable=False, help_text="When the row was stored here."
    )
    updated_at = models.DateTimeField(
        db_default=TransactionNow(), editable=False, help_text="When the row last changed."
    )

    class Meta:
        abstract = True
        triggers: ClassVar = [RaiseVersion(), refuse_truncate()]
