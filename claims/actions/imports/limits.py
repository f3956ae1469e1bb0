"""The limits of a file that is loaded, as this installation has set them."""

from dataclasses import fields

from django.conf import settings

from claims.formats.limits import Limits


def import_limits() -> Limits:
    """Give the limits, each of which is a setting of its name."""
    return Limits(
        **{field.name: getattr(settings, f"FACTCHECK_IMPORT_{field.name.upper()}") for field in fields(Limits)}
    )
