"""Make migrations as Django does, but never one for a field's words alone."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db import models


class _WithoutHelpText(makemigrations.Command.autodetector):  # type: ignore[misc, valid-type]
    """Compare fields without their help text, which is documentation and not part of the schema."""

    def deep_deconstruct(self, obj: Any) -> Any:
        deconstructed = super().deep_deconstruct(obj)
        if isinstance(obj, models.Field):
            deconstructed[2].pop("help_text", None)
        return deconstructed


class Command(makemigrations.Command):
    """Django's command with another comparison of fields."""

    autodetector = _WithoutHelpText
