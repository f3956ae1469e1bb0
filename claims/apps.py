"""Register the one Django app of the project."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Configure the claim tracker as a Django app."""

    name = "claims"
    verbose_name = "Claims"
    default_auto_field = "django.db.models.BigAutoField"
