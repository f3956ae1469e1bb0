"""Reset the database to the state that every test starts from: that of a new installation.

It holds our own publisher, the two one-row tables, the roles and the rating scales. They are created once, by the
product's own commands; later resets delete every row and insert the same ones again, in one round trip.
"""

from django.core.management import call_command
from django.db import Error, connection, transaction
from psycopg import sql
from psycopg.pq import TransactionStatus

from claims.actions.newsroom import own_publisher_from_settings

# Written by migrate and by nothing else.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}
# Inserting these takes longest, and few tests change them: their history says whether one has.
SCALES = {"claims_ratingscale", "claims_ratingscaleevent", "claims_rating", "claims_ratingevent"}
LAST_OF_SCALES = (
    "SELECT (SELECT max(pgh_id) FROM claims_ratingevent), (SELECT max(pgh_id) FROM claims_ratingscaleevent)"
)
# DISCARD ALL without prepared statements, of which psycopg keeps a list.
FORGET = "CLOSE ALL; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD SEQUENCES; DISCARD TEMP"
# A lock timeout, because a test that left a transaction open must fail and not hang.
PAST_TRIGGERS = "SET LOCAL lock_timeout = '10s'; SET LOCAL session_replication_role = replica;"


class NewInstallation:
    """The rows of a new installation, created once, and the statements that restore them."""

    def __init__(self) -> None:
        self._create()
        self.last_of_scales = _read_last_of_scales()
        tables = [table for table in _tables() if table not in KEPT]
        inserts = {table: _insert_of(table) for table in tables}
        few = [table for table in tables if table not in SCALES]
        self.restore_all = _statement(tables, inserts)
        self.restore_all_but_scales = _statement(few, inserts)

    @staticmethod
    def _create() -> None:
        _execute(_statement([table for table in _tables() if table not in KEPT], {}))
        _execute("INSERT INTO claims_feedepoch (id, value) VALUES (1, 1)")
        _execute("INSERT INTO claims_nounclock (id, value) VALUES (1, 1)")
        _restart_ids(SCALES)  # as in a new installation, so that docs may name ratings by id
        own_publisher_from_settings()
        call_command("load_roles", verbosity=0)
        call_command("load_scales", verbosity=0)

    def restore(self) -> None:
        """Delete every row and insert those of a new installation."""
        has_scales = self.last_of_scales == _read_last_of_scales()
        _execute(self.restore_all_but_scales if has_scales else self.restore_all)


_new_installation: list[NewInstallation] = []


def reset_database() -> None:
    """Empty the database and fill it with what a new installation holds."""
    _forget_session()
    if _new_installation:
        _new_installation[0].restore()
    else:
        _new_installation.append(NewInstallation())


def _forget_session() -> None:
    """Reset the connection to the state of a new one, which would have to load every table and trigger again."""
    if connection.connection is None or connection.connection.info.transaction_status is not TransactionStatus.IDLE:
        connection.close()
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(FORGET)
    except Error:  # the server closed it meanwhile
        connection.close()
    else:
        connection.init_connection_state()


def _execute(statements: str) -> None:
    """Execute statements in a transaction, at whose end what they SET is forgotten."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements)


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _read_last_of_scales() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(LAST_OF_SCALES)
        last: tuple[int, ...] = cursor.fetchone()
        return last


def _restart_ids(tables: set[str]) -> None:
    """Let the ids of empty tables begin at 1 again, except those of history."""
    with connection.cursor() as cursor:
        for table in sorted(tables):
            if not table.endswith("event"):
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 1, false)", [table])


def _statement(tables: list[str], inserts: dict[str, str]) -> str:
    """Build the SQL that empties tables and inserts rows, past the triggers that refuse it: only tests do this."""
    deletes = [f'DELETE FROM "{table}";' for table in tables]
    return "".join([PAST_TRIGGERS, *deletes, *(inserts.get(table, "") for table in tables)])


def _insert_of(table: str) -> str:
    """Build the SQL that inserts the rows which a table holds now; empty where it holds none."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT json_agg(t)::text FROM "{table}" AS t')
        (rows,) = cursor.fetchone()
        if rows is None:
            return ""
        cursor.execute(
            "SELECT string_agg(format('%%I', attname), ', ') FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            [f'"{table}"'],
        )
        (columns,) = cursor.fetchone()
        return (
            f'INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE'
            f' SELECT {columns} FROM json_populate_recordset(NULL::"{table}", {_quoted(rows)});'
        )


def _quoted(text: str) -> str:
    return sql.Literal(text).as_string(None)
