"""People and programs that act."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from claims.models.triggers import tick_noun_clock


class User(AbstractUser):
    """A person who logs in, or a service account: a program of its own that never approves."""

    time_zone = models.CharField(max_length=64, default="UTC", help_text="IANA name, for example Europe/Berlin.")
    is_service = models.BooleanField(default=False, help_text="A program: it cannot log in, and never approves.")

    class Meta(AbstractUser.Meta):
        triggers: ClassVar = [tick_noun_clock(["username", "first_name", "last_name"])]

    @property
    def name(self) -> str:
        """Give the full name where there is one, else the user name."""
        return self.get_full_name() or self.username
