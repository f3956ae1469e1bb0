"""Import batches: one load of a file each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from claims.models.fields import XactIdField, filled, one_of, text_field, word_field
from claims.models.mapping import Mapping
from claims.models.triggers import tell_finished
from claims.models.upload import Upload
from claims.models.user import User
from claims.rules.vocabulary import IMPORT_FORMATS, IMPORT_PHASES, IMPORT_STATES

# What became of the rows: each row that was read is one of these.
OUTCOMES = ("inserted", "updated", "unchanged", "left_out", "repeated", "linked", "skipped", "refused")
# What is told besides.
NOTES = ("duplicates", "conflicts", "kept", "missing")
COUNTS = ("rows_read", *OUTCOMES, *NOTES)


def _count(help_text: str = "") -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(default=0, db_default=0, help_text=help_text)


class ImportBatch(models.Model):
    """One load of a file: what was read, by which mapping, and what became of its rows."""

    origin = models.CharField(max_length=100, help_text="Where the rows' ids come from, for example politifact.")
    file_name = models.CharField(max_length=300)
    format = word_field(IMPORT_FORMATS)
    mapping = models.ForeignKey(Mapping, models.PROTECT, null=True, blank=True, related_name="batches")
    upload = models.ForeignKey(Upload, models.SET_NULL, null=True, blank=True, related_name="batches", editable=False)
    options = models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))
    is_dry_run = models.BooleanField(
        default=False, db_default=False, help_text="It told what it would do, and did not."
    )
    fingerprint = text_field(
        64, help_text="Of the file, the mapping and the options: the same again takes up an unfinished load."
    )
    state = word_field(IMPORT_STATES, "pending")
    starts = models.IntegerField(
        default=0, db_default=0, editable=False, help_text="How often a worker has begun it or gone on with it."
    )
    phase = word_field(IMPORT_PHASES, "writing")
    position = _count("How many rows of the file this phase is done with.")
    rows_read = _count()
    inserted = _count()
    updated = _count()
    unchanged = _count()
    left_out = _count("Rows that the mode leaves out.")
    repeated = _count("Rows that stood in the file before, word for word.")
    linked = _count("Rows that became another external id of a claim of another origin.")
    skipped = _count("Rows left out since a claim of another origin has their words.")
    refused = _count()
    duplicates = _count("Rows whose words are those of a claim of another origin, or of another row.")
    conflicts = _count("Verdicts that say otherwise than the same publisher's verdict that is there.")
    kept = _count("Fields that a person changed here and the load left so.")
    missing = _count("Claims of this origin that the file no longer holds.")
    report = models.JSONField(
        default=dict,
        blank=True,
        db_default=models.Value({}, models.JSONField()),
        help_text="Counts in detail: which fields changed, which nouns are new, which issues there are.",
    )
    columns = models.JSONField(
        default=list,
        blank=True,
        db_default=models.Value([], models.JSONField()),
        help_text="The file's columns in their order.",
    )
    read_as = models.JSONField(
        default=dict,
        blank=True,
        db_default=models.Value({}, models.JSONField()),
        help_text="How the file was read: its encoding, delimiter, quoting, header, sheet and the like, told or found.",
    )
    error = text_field(help_text="Why the whole load failed, where it did.")
    asked_as = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        db_default=models.Value({}, models.JSONField()),
        help_text="By which token and request it was asked for, and for whom.",
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    # Its place in the feed, set as it is finished.
    told_epoch = models.IntegerField(null=True, blank=True, editable=False)
    told_xid = XactIdField(null=True, blank=True, editable=False)
    told_event = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        triggers: ClassVar = [tell_finished()]
        verbose_name_plural = "import batches"
        constraints: ClassVar = [
            filled("importbatch", "origin"),
            one_of("importbatch", "format", IMPORT_FORMATS),
            one_of("importbatch", "state", IMPORT_STATES),
            one_of("importbatch", "phase", IMPORT_PHASES),
            models.CheckConstraint(
                condition=Q(**{f"{count}__gte": 0 for count in ("position", *COUNTS)}),
                name="importbatch_counts_positive",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["origin", "-started_at"], name="importbatch_of_origin"),
            models.Index(fields=["told_epoch", "told_xid", "told_event"], name="importbatch_feed"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"
