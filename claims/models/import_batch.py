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

# The outcomes of rows: each row that was read has one of them.
OUTCOMES = ("inserted", "updated", "unchanged", "left_out", "repeated", "linked", "skipped", "refused")
# Further counts.
NOTES = ("duplicates", "conflicts", "kept", "missing")
COUNTS = ("rows_read", *OUTCOMES, *NOTES)


def _count(help_text: str = "") -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(default=0, db_default=0, help_text=help_text)


class ImportBatch(models.Model):
    """One load of a file: what was read, by which mapping, and the outcome of its rows."""

    origin = models.CharField(
        max_length=100, help_text="The system that the rows' ids come from, for example politifact."
    )
    file_name = models.CharField(max_length=300, help_text="Name of the file.")
    format = word_field(IMPORT_FORMATS, help_text="Format of the file.")
    mapping = models.ForeignKey(
        Mapping,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="batches",
        help_text="The mapping by which its columns are read. Empty if they have our own names.",
    )
    upload = models.ForeignKey(
        Upload,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
        editable=False,
        help_text="The stored file. Empty once it is no longer kept.",
    )
    options = models.JSONField(
        default=dict,
        blank=True,
        db_default=models.Value({}, models.JSONField()),
        help_text="How the file is read and imported.",
    )
    is_dry_run = models.BooleanField(
        default=False, db_default=False, help_text="Whether the import only reports what it would do."
    )
    fingerprint = text_field(
        64,
        help_text="Digest of the file, mapping and options. A second import of the same resumes an unfinished one.",
    )
    state = word_field(IMPORT_STATES, "pending", help_text="How far the import is.")
    starts = models.IntegerField(
        default=0, db_default=0, editable=False, help_text="How often a worker has started or resumed the import."
    )
    phase = word_field(IMPORT_PHASES, "writing", help_text="What the import is doing with the rows.")
    position = _count("How many rows of the file this phase has finished.")
    rows_read = _count("Rows that were read.")
    inserted = _count("Rows that made a new claim.")
    updated = _count("Rows that changed a claim.")
    unchanged = _count("Rows that changed nothing.")
    left_out = _count("Rows that the mode leaves out.")
    repeated = _count("Rows that repeat an earlier row of the file.")
    linked = _count("Rows that became another external id of a claim of another origin.")
    skipped = _count("Rows left out because a claim of another origin has the same words.")
    refused = _count("Rows that were refused.")
    duplicates = _count("Rows whose words are those of a claim of another origin, or of another row.")
    conflicts = _count("Verdicts that contradict the same publisher's verdict here.")
    kept = _count("Fields left as they are because a person has changed them here.")
    missing = _count("Claims of this origin that the file no longer contains.")
    report = models.JSONField(
        default=dict,
        blank=True,
        db_default=models.Value({}, models.JSONField()),
        help_text="Detailed counts: which fields changed, which nouns are new, which issues were found.",
    )
    columns = models.JSONField(
        default=list,
        blank=True,
        db_default=models.Value([], models.JSONField()),
        help_text="The file's columns, in their order.",
    )
    read_as = models.JSONField(
        default=dict,
        blank=True,
        db_default=models.Value({}, models.JSONField()),
        help_text="How the file was read: encoding, delimiter, quoting, header, sheet and so on, given or detected.",
    )
    error = text_field(help_text="Why the import as a whole failed.")
    asked_as = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        db_default=models.Value({}, models.JSONField()),
        help_text="By which token and request, and on whose behalf, it was requested.",
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False, help_text="Who requested it."
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When it was requested.")
    started_at = models.DateTimeField(null=True, blank=True, help_text="When a worker started it.")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When it ended.")

    # Its place in the feed, set when it finishes.
    told_epoch = models.IntegerField(null=True, blank=True, editable=False, help_text="Epoch of its event in the feed.")
    told_xid = XactIdField(null=True, blank=True, editable=False, help_text="Transaction id of its event in the feed.")
    told_event = models.BigIntegerField(null=True, blank=True, editable=False, help_text="Id of its event in the feed.")

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
