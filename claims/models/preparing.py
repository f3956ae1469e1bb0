"""Statements written by hand that the server plans once a connection and not each time."""

from typing import Any

import psycopg
from django.db import connection


def preparing_cursor() -> Any:
    """Open a cursor whose statements are prepared on the server once they have come a few times.

    Django's own cursors put the values into the text, so that each statement is parsed and planned anew, which
    for a short one takes longer than its execution. Errors are Django's.
    """
    connection.ensure_connection()
    if connection.queries_logged:
        return connection.cursor()  # Django's log is of statements with their values
    cursor: Any = psycopg.Cursor(connection.connection)
    return connection.make_cursor(cursor)
