"""Run statements without Django's cursors, either prepared on the server or planned at each run."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST_KEPT = 100_000  # of the statements that are kept as the server reads them

_PLACE = re.compile("%[s%]")


def run_prepared(text: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement and return its rows. The server keeps it prepared after a few runs.

    Django's own cursors put the values into the text, so that each statement is parsed and planned again, which takes
    longer than running a short one. Raises Django's database errors.
    """
    return _run(text, params, prepare=None)


def run_planned(text: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement like `run_prepared`, but plan it with its values at each run, if they decide the best plan."""
    return _run(text, params, prepare=False)


def _run(text: str, params: Sequence[Any], *, prepare: bool | None) -> list[tuple[Any, ...]]:
    database = connections[DEFAULT_DB_ALIAS]
    if _is_watched(database):
        with database.cursor() as shown:
            shown.execute(text, params)
            rows: list[tuple[Any, ...]] = shown.fetchall()
            return rows
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        numbered = _numbered if len(text) <= LONGEST_KEPT else _numbered.__wrapped__
        return psycopg.RawCursor(database.connection).execute(numbered(text), params, prepare=prepare).fetchall()


def _is_watched(database: BaseDatabaseWrapper) -> bool:
    """Return whether statements are logged or wrapped, so that they must use Django's cursor."""
    return bool(database.queries_logged or database.execute_wrappers)


@lru_cache(maxsize=4096)
def _numbered(text: str) -> bytes:
    """Return the statement with the numbered placeholders of Postgres, so that the driver need not convert each run."""
    numbers = count(1)
    return _PLACE.sub(lambda match: "%" if match[0] == "%%" else f"${next(numbers)}", text).encode()
