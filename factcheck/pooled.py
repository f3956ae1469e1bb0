"""A connection for the pool of a process that serves requests."""

import select
from typing import Any

import psycopg

MOST_MESSAGES = 100


class PooledConnection(psycopg.Connection[Any]):
    """A connection that knows without a round trip whether its server has left.

    Before it gives a connection out, the pool asks the server nothing, by an empty statement, and gives another one
    where that fails. A server that restarts, and one that ends a session, closes the socket, which is seen from here;
    one that silently cannot be reached is found out by the keepalives of the socket.
    """

    def execute(self, query: Any, params: Any = None, **options: Any) -> "psycopg.Cursor[Any]":
        """Execute a statement; for the empty one look at the socket alone. Raises OperationalError where it ended."""
        if query != "":
            return super().execute(query, params, **options)
        poll = select.poll()
        poll.register(self.fileno(), select.POLLIN)
        for _ in range(MOST_MESSAGES):
            if not poll.poll(0):
                return self.cursor()
            self.pgconn.consume_input()  # a notice of the server's, or its end, which raises
        raise psycopg.OperationalError("the server sends what nobody asked for")
