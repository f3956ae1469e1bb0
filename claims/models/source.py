"""Sources: citable items."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import LessThanOrEqual

from claims.models.base import Versioned
from claims.models.fields import one_of, partial_date, precision_field, text_field, word_field
from claims.models.publisher import Publisher
from claims.models.triggers import RefuseChange, tick_noun_clock
from claims.rules.vocabulary import RELIABILITIES, SOURCE_KINDS, SOURCE_STATUSES

LONGEST_KEPT_TEXT = 1_000_000


class SourceQuerySet(models.QuerySet["Source"]):
    """A queryset of sources."""

    def visible(self, *, internal: bool) -> "SourceQuerySet":
        """Filter to rows that a caller may see: confidential sources need `internal:read`."""
        return self if internal else self.filter(is_confidential=False)


class Source(Versioned):
    """One citable item: an article, transcript, data set, post, statement and so on.

    `url` is canonical, `url_as_given` is what was typed. A refiled wire story is a new revision
    of the same URL. Text that is kept never changes: anchors point into it.
    """

    kind = word_field(SOURCE_KINDS, "article", help_text="What the source is: an article, a transcript, a data set.")
    url = models.CharField(
        max_length=2048, null=True, blank=True, help_text="Address of the source in its canonical form."
    )
    url_as_given = text_field(4096, help_text="The address as it was first given.")
    revision = models.IntegerField(
        default=1,
        db_default=1,
        help_text="Revision of what is at the address, from 1. A refiled story is a new revision.",
    )
    external_id = text_field(500, help_text="The id that the wire service gave it (GUID).")
    status = word_field(
        SOURCE_STATUSES, "current", help_text="Whether the source is current, was corrected or was withdrawn."
    )
    title = text_field(1000, help_text="The title as printed.")
    authors = ArrayField(
        models.CharField(max_length=300), default=list, blank=True, db_default=[], help_text="The authors, as printed."
    )
    publisher = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text="The outlet that published it.",
    )
    published_on = models.DateField(null=True, blank=True, help_text="When it was published, as far as is known.")
    published_on_precision = precision_field()
    accessed_at = models.DateTimeField(null=True, blank=True, help_text="When somebody last looked at it.")
    archived_url = text_field(2048, help_text="Address of an archived copy.")
    media_url = text_field(2048, help_text="Address of the image, sound or video itself.")
    language = text_field(35, help_text="Language of the source, as a BCP 47 tag, for example de-AT.")
    text = text_field(
        help_text="The kept text of the source. It cannot be changed once it is stored, since quotes point into it."
    )
    text_sha256 = text_field(64, help_text="SHA-256 of the kept text in UTF-8, in hexadecimal.")
    reliability = word_field(RELIABILITIES, "unrated", help_text="How far the newsroom trusts the source.")
    reliability_note = text_field(help_text="Why it is trusted that far.")
    is_confidential = models.BooleanField(
        default=False, db_default=False, help_text="Whether only users with internal:read see the source."
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            tick_noun_clock(),
            RefuseChange(
                name="source_text_kept",
                fields=["text", "text_sha256"],
                guard="OLD.text <> ''",
                message="The kept text of a source never changes: file a new revision.",
            ),
        ]
        constraints: ClassVar = [
            one_of("source", "kind", SOURCE_KINDS),
            one_of("source", "status", SOURCE_STATUSES),
            one_of("source", "reliability", RELIABILITIES),
            partial_date("source", "published_on"),
            models.UniqueConstraint(
                fields=["url", "revision"],
                name="source_url_unique",
                violation_error_message="This revision of the URL is there already.",
            ),
            models.CheckConstraint(
                condition=models.Q(url__isnull=True) | models.Q(url__regex=r"^https?://[^\s]+$"),
                name="source_url_form",
                violation_error_message="url must begin with http:// or https:// and hold no space.",
            ),
            models.CheckConstraint(
                condition=models.Q(url__isnull=False)
                | models.Q(title__regex=r"\S")
                | models.Q(external_id__regex=r"\S"),
                name="source_can_be_cited",
                violation_error_message="A source needs a url, a title or an external_id.",
            ),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="source_revision_positive"),
            models.CheckConstraint(
                condition=LessThanOrEqual(models.functions.Length("text"), LONGEST_KEPT_TEXT),
                name="source_text_length",
                violation_error_message=f"text must be at most {LONGEST_KEPT_TEXT:,} characters.",
            ),
            models.CheckConstraint(
                condition=models.Q(text="", text_sha256="")
                | ~models.Q(text="")
                & models.Q(
                    text_sha256=models.Func(
                        models.F("text"), template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
                    )
                ),
                name="source_text_sha256_true",
                violation_error_message="text_sha256 must be the SHA-256 of the text in UTF-8, in lower-case hex.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["external_id"], name="source_external_id", condition=~models.Q(external_id="")),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.external_id

    @staticmethod
    def named(path: str) -> Coalesce:
        """Return `__str__` of the source at a path, in SQL."""
        first, second = (NullIf(f"{path}{name}", models.Value("")) for name in ("title", "url"))
        return Coalesce(first, second, f"{path}external_id", output_field=models.TextField())
