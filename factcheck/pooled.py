"""The connection class of the pool in a process that serves requests."""

import select
from typing import Any

import psycopg

MAX_MESSAGES = 100


class PooledConnection(psycopg.Connection[Any]):
    """A connection that notices a lost server without a round trip.

    Before the pool hands out a connection, it executes an empty statement and replaces the connection if that fails.
    A server that restarts or ends a session closes the socket, which can be checked locally; a server that has
    become unreachable is noticed by the TCP keepalives.
    """

    def execute(self, query: Any, params: Any = None, **options: Any) -> "psycopg.Cursor[Any]":
        """Execute a statement. For the empty one, only check the socket, and raise OperationalError if it is closed."""
        if query != "":
            return super().execute(query, params, **options)
        poll = select.poll()
        poll.register(self.fileno(), select.POLLIN)
        for _ in range(MAX_MESSAGES):
            if not poll.poll(0):
                return self.cursor()
            self.pgconn.consume_input()  # reads a notice, or raises if the server closed the connection
        raise psycopg.OperationalError("the server keeps sending messages that were not requested")
