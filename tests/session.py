"""A second session with the database, whose transactions are begun and ended by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


class Session:
    """One connection in one transaction, until `commit` or `rollback` begins the next."""

    def __init__(self) -> None:
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self.connection.set_autocommit(False)

    def execute(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows, if it has any."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            found: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
            return found

    def xid(self) -> int:
        """Give the id of the transaction, taking one if it has none yet."""
        return int(self.execute("SELECT pg_current_xact_id()::text")[0][0])

    def commit(self) -> None:
        """Commit."""
        self.connection.commit()

    def rollback(self) -> None:
        """Roll back."""
        self.connection.rollback()


@contextmanager
def session() -> Iterator[Session]:
    """Open a session; what it has not committed is lost at the end."""
    opened = Session()
    try:
        yield opened
    finally:
        opened.connection.close()
