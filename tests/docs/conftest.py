"""A server as the first `make run` leaves it, for the commands that the docs show."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from claims.actions.actors import OPERATOR
from claims.actions.sample import load_sample
from claims.actions.tokens import create_token
from claims.actions.users import create_user
from factcheck.prepare import ADMINISTRATOR, SCOPES
from tests.docs.page import Shell


def restart_ids() -> None:
    """Restart all sequences after the ids that exist, so that the sample gets the ids of a new installation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
            " WHERE relnamespace = 'public'::regnamespace AND attname = 'id' AND attidentity <> ''"
        )
        for (table,) in cursor.fetchall():
            following = f"(SELECT coalesce(max(id), 0) + 1 FROM {table})"
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {following}, false)")


@pytest.fixture
def shell(transactional_db: None, live_server: LiveServer, tmp_path: Path) -> Shell:
    """A shell with the token that `make run` prints, and a server with the sample newsroom."""
    restart_ids()
    load_sample(actor=OPERATOR)
    administrator = create_user(ADMINISTRATOR, roles=["editor"], is_superuser=True, actor=OPERATOR)
    _, token = create_token(administrator, SCOPES.split(","), actor=OPERATOR)
    return Shell(live_server.url, token, tmp_path)
