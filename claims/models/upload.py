"""Uploads: files to import, stored in pieces until their loads have ended."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from claims.models.fields import filled, sha256_long
from claims.models.user import User


class Upload(models.Model):
    """A file as it was sent. It is complete once it has a digest.

    The database holds it, so that web server and worker need no disk in common.
    """

    file_name = models.CharField(max_length=300, help_text="Name of the file as it was sent.")
    size = models.BigIntegerField(default=0, db_default=0, help_text="Size of the file in bytes.")
    sha256 = models.BinaryField(
        max_length=32,
        null=True,
        editable=False,
        help_text="SHA-256 of the file. Empty until the whole file has arrived.",
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False, help_text="Who sent it."
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True, help_text="When it was sent.")

    class Meta:
        constraints: ClassVar = [
            filled("upload", "file_name"),
            sha256_long("upload", "sha256"),
            models.CheckConstraint(condition=Q(size__gte=0), name="upload_size_positive"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def hex_digest(self) -> str:
        """The digest in hexadecimal; empty until the whole file has arrived."""
        return bytes(self.sha256 or b"").hex()


class UploadPiece(models.Model):
    """A piece of an upload, of one mebibyte except for the last one."""

    upload = models.ForeignKey(
        Upload, models.CASCADE, related_name="pieces", db_index=False, help_text="The file that the piece is part of."
    )
    position = models.IntegerField(help_text="Place of the piece in the file, from 0.")
    data = models.BinaryField(help_text="The bytes of the piece.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "position"], name="uploadpiece_position_unique"),
            models.CheckConstraint(condition=Q(position__gte=0), name="uploadpiece_position_positive"),
        ]

    def __str__(self) -> str:
        return f"piece {self.position} of upload {self.upload_id}"
