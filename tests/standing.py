"""The state that every test starts from: what a new installation holds, before anybody works with it.

That is the own publisher, the two one-row tables, the roles and the rating scales.
"""

from django.core.management import call_command
from django.db import connection, transaction

from claims.actions.newsroom import own_publisher_from_settings

# Made by migrate, never changed by anybody.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def reset_database() -> None:
    """Empty the database and fill it with what a new installation holds."""
    connection.close()
    with transaction.atomic():
        _empty()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO claims_feedepoch (id, value) VALUES (1, 1)")
        cursor.execute("INSERT INTO claims_nounclock (id, value) VALUES (1, 1)")
    own_publisher_from_settings()
    call_command("load_roles", verbosity=0)
    call_command("load_scales", verbosity=0)


def _empty() -> None:
    """Delete every row, past the triggers that refuse it: nothing else switches them off."""
    tables = [table for table in connection.introspection.table_names() if table not in KEPT]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")  # a test that left a transaction open is told, not waited for
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f'DELETE FROM "{table}"')
