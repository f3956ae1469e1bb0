"""Like Django's makemigrations, but ignores changes of help texts."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db import models


class _WithoutHelpText(makemigrations.Command.autodetector):  # type: ignore[misc, valid-type]
    """Compares fields without their help texts, which are not part of the schema."""

    def deep_deconstruct(self, obj: Any) -> Any:
        deconstructed = super().deep_deconstruct(obj)
        if isinstance(obj, models.Field):
            deconstructed[2].pop("help_text", None)
        return deconstructed


class Command(makemigrations.Command):
    """Django's command with a comparison of fields that ignores help texts."""

    autodetector = _WithoutHelpText
