"""Register the one Django app of the project."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import register
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import connections
from django.db.models.signals import post_migrate

from claims.migrations import SEAL_TRIGGERS


class ClaimsConfig(AppConfig):
    """Configure the claim tracker as a Django app."""

    name = "claims"
    verbose_name = "Claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check of field lists, and the steps that every migrate runs at its end."""
        # Models can be imported once the apps are loaded, not before.
        from claims.actions.field_checks import check_field_lists  # noqa: PLC0415

        register(check_field_lists, "fields")
        post_migrate.connect(_complete_schema, sender=self)


def _complete_schema(sender: AppConfig, using: str, **_: Any) -> None:
    """Complete the schema after migrate. An older schema, which lacks some of the tables, is left alone."""
    tables = set(connections[using].introspection.table_names())
    if not tables.issuperset(model._meta.db_table for model in sender.get_models()):
        return
    # Models can be imported once the apps are loaded, not before.
    from claims.actions.newsroom import own_publisher_from_settings  # noqa: PLC0415

    with connections[using].cursor() as cursor:
        cursor.execute(SEAL_TRIGGERS)
    try:
        own_publisher_from_settings()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error
