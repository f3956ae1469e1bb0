"""The state that every test starts from: what a new installation holds, before anybody works with it.

That is the own publisher, the two one-row tables, the roles and the rating scales.
"""

from django.core.management import call_command
from django.db import Error, connection, transaction
from psycopg.pq import TransactionStatus

from claims.actions.newsroom import own_publisher_from_settings
from claims.models import RatingEvent, RatingScaleEvent

# Made by migrate, never changed by anybody.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}
SCALES = {"claims_ratingscale", "claims_ratingscaleevent", "claims_rating", "claims_ratingevent"}
# DISCARD ALL but for prepared statements, of which psycopg keeps a list.
FORGET = "CLOSE ALL; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD SEQUENCES; DISCARD TEMP"

_last_of_scales: list[int | None] = []


def reset_database() -> None:
    """Empty the database and fill it with what a new installation holds."""
    _forget_session()
    # Making the scales takes longest, and few tests touch them: their history tells which do.
    has_scales = bool(_last_of_scales) and _last_of_scales == _read_last_of_scales()
    with transaction.atomic():
        _empty(KEPT | SCALES if has_scales else KEPT)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO claims_feedepoch (id, value) VALUES (1, 1)")
        cursor.execute("INSERT INTO claims_nounclock (id, value) VALUES (1, 1)")
    own_publisher_from_settings()
    call_command("load_roles", verbosity=0)
    if not has_scales:
        _number_anew(SCALES)  # as in a new installation, so that pages may name ratings by their ids
        call_command("load_scales", verbosity=0)
        _last_of_scales[:] = _read_last_of_scales()


def _forget_session() -> None:
    """Make the connection as good as a new one, which would have to learn every table and trigger again."""
    if connection.connection is None or connection.connection.info.transaction_status is not TransactionStatus.IDLE:
        connection.close()
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(FORGET)
    except Error:  # cut off meanwhile
        connection.close()
    else:
        connection.init_connection_state()


def _read_last_of_scales() -> list[int | None]:
    return [
        model.objects.order_by("-pk").values_list("pk", flat=True).first() for model in (RatingEvent, RatingScaleEvent)
    ]


def _number_anew(tables: set[str]) -> None:
    """Let the ids of tables that are empty begin at 1, but for those of their history."""
    with connection.cursor() as cursor:
        for table in sorted(tables):
            if not table.endswith("event"):
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 1, false)", [table])


def _empty(kept: set[str]) -> None:
    """Delete every row, past the triggers that refuse it: nothing else switches them off."""
    tables = [table for table in connection.introspection.table_names() if table not in kept]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")  # a test that left a transaction open is told, not waited for
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("".join(f'DELETE FROM "{table}";' for table in tables))
