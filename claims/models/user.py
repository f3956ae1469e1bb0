"""Users: people and programs."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Coalesce, NullIf

from claims.models.triggers import tick_noun_clock

# The characters that Python's str.strip() removes.
BLANKS = "".join(character for character in map(chr, range(0x3001)) if character.isspace())


class User(AbstractUser):
    """A person who logs in, or a service account of a program, which never approves verdicts."""

    time_zone = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="IANA name, for example Europe/Berlin. Empty for the newsroom's own time zone.",
    )
    is_service = models.BooleanField(
        default=False, help_text="A program's account: it cannot log in and never approves a verdict."
    )

    class Meta(AbstractUser.Meta):
        triggers: ClassVar = [tick_noun_clock(["username", "first_name", "last_name"])]

    @property
    def name(self) -> str:
        """The full name, or the user name if there is none."""
        return self.get_full_name() or self.username

    @staticmethod
    def named(path: str) -> Coalesce:
        """Return `name` of the user at a path, in SQL."""
        full = models.Func(
            models.F(f"{path}first_name"),
            models.F(f"{path}last_name"),
            function="concat",
            arg_joiner=", ' ', ",
            output_field=models.TextField(),
        )
        stripped = models.Func(full, models.Value(BLANKS), function="btrim", output_field=models.TextField())
        return Coalesce(NullIf(stripped, models.Value("")), f"{path}username", output_field=models.TextField())
