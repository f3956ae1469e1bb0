"""A second database session, with explicit transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


class Session:
    """One connection in a transaction; `commit` and `rollback` begin the next one."""

    def __init__(self) -> None:
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self.connection.set_autocommit(False)

    def execute(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows, if any."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            found: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
            return found

    def xid(self) -> int:
        """Return the id of the transaction, which is assigned if it has none yet."""
        return int(self.execute("SELECT pg_current_xact_id()::text")[0][0])

    def commit(self) -> None:
        """Commit."""
        self.connection.commit()

    def rollback(self) -> None:
        """Roll back."""
        self.connection.rollback()


@contextmanager
def session() -> Iterator[Session]:
    """Open a session for the block; uncommitted changes are rolled back."""
    opened = Session()
    try:
        yield opened
    finally:
        opened.connection.close()
