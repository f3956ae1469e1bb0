"""Open the transaction of a write: lock the row, and record who acts, by which verb and why."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, connection, models, transaction
from psycopg.errors import ForeignKeyViolation, UniqueViolation

from claims.models.base import Versioned
from claims.models.insert_rows import insert
from claims.models.prepared_statements import run_prepared
from claims.rules.access import Actor

Row = TypeVar("Row", bound=Versioned)

CONTEXT = "pghistory.context_metadata"
EXCHANGE = """
    WITH before AS MATERIALIZED (SELECT current_setting(%s, true) AS value)
    SELECT value, set_config(%s, %s, true) FROM before
"""


class StaleVersionError(Exception):
    """Refuse a write that is based on an older version of the row."""

    def __init__(self, expected: int, found: int) -> None:
        self.expected, self.found = expected, found
        super().__init__(f"This was version {expected} when you read it and is version {found} now: read it again.")


class NotAtOnceError(Exception):
    """Raised when a write needs a lock or another look at the rows, so that one statement cannot do it."""


@contextmanager
def change(
    rows: "models.QuerySet[Row]", *, actor: Actor, verb: str, reason: str = "", if_version: int | None = None
) -> Iterator[Row]:
    """Open a transaction as the actor, lock the single row of a queryset, and yield it.

    Triggers increase versions and write the history; this sets who acts, by which verb and why. Always lock a claim
    before its parts, and claims in the order of their ids.

    Raises the model's DoesNotExist, and StaleVersionError if the locked row is not at `if_version`.
    """
    with record(actor=actor, verb=verb, reason=reason):
        row = rows.select_for_update(of=("self",), no_key=True).get()
        if if_version is not None and row.version != if_version:
            raise StaleVersionError(if_version, row.version)
        yield row


@contextmanager
def record(*, actor: Actor, verb: str, reason: str = "") -> Iterator[None]:
    """Open a transaction as the actor. When an inner `record` ends, the verb of the outer one applies again."""
    is_inner = connection.in_atomic_block
    with transaction.atomic():
        outer = _exchange_context(_context(actor, verb, reason))
        yield
        if is_inner:  # the end of the outermost transaction forgets it by itself
            _exchange_context(outer)


def write_at_once(rows: Sequence[models.Model], *, actor: Actor, verb: str) -> None:
    """Insert new rows as the actor with one statement, which is its own transaction if none is open.

    Raises NotAtOnceError if another writer was first, or has deleted what a row refers to; otherwise what an INSERT
    raises. Then nothing is written.
    """
    try:
        if connection.in_atomic_block:
            with record(actor=actor, verb=verb):
                insert(rows)
        else:
            insert(rows, setting=(CONTEXT, _context(actor, verb)))
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation | ForeignKeyViolation):
            raise NotAtOnceError from error
        raise


def _exchange_context(value: str) -> str:
    """Set who acts from now on, and return the previous setting."""
    [(before, _)] = run_prepared(EXCHANGE, [CONTEXT, CONTEXT, value])
    return before or ""


def _context(actor: Actor, verb: str, reason: str = "") -> str:
    context = {
        "verb": verb,
        "actor": actor.user_id,
        "on_behalf_of": actor.on_behalf_of_id,
        "token": actor.token_id,
        "reason": reason,
        "request_id": actor.request_id,
    }
    return json.dumps({key: value for key, value in context.items() if value})
