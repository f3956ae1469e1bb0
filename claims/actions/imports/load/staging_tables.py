"""Temporary tables for the rows of a load; they live as long as its connection."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection

from claims.actions.imports.bulk_sql import copy_rows
from claims.actions.imports.compare import prepared_row


class _Copy(NamedTuple):
    """A table with some columns of another one, of the same types; `key` is the id of the row to update."""

    table: str
    key: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return f"AS SELECT id AS {self.key}, {', '.join(self.columns)} FROM {self.table} LIMIT 0"  # noqa: S608 - our own names


CLAIM_COLUMNS = (*prepared_row.CLAIM, "claimant_id", "current_verdict_id")

_COPIES = {
    "import_claim": _Copy("claims_claim", "claim_id", CLAIM_COLUMNS),
    "import_appearance": _Copy("claims_appearance", "appearance_id", prepared_row.APPEARANCE),
    "import_evidence": _Copy("claims_evidence", "evidence_id", prepared_row.EVIDENCE),
    "import_external_id": _Copy("claims_externalid", "external_id_id", ("loaded",)),
}
_STAGING = {
    "import_seen": "(external_id text PRIMARY KEY, digest text NOT NULL)",
    "import_words": "(digest uuid PRIMARY KEY, external_id text NOT NULL)",
    **{name: str(copy) for name, copy in _COPIES.items()},
}


@contextmanager
def staging_tables() -> Iterator[None]:
    """Create the temporary tables for a load and drop them after it; after a failed one, the next load drops them."""
    with connection.cursor() as cursor:
        for name, definition in _STAGING.items():
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            cursor.execute(f"CREATE TEMPORARY TABLE {name} {definition}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE " + ", ".join(f"pg_temp.{name}" for name in _STAGING))


def stage(table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Replace the rows of a temporary table, each its key and then its columns, and update the planner's statistics."""
    copy = _COPIES[table]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE pg_temp.{table}")
        copy_rows(table, [copy.key, *copy.columns], rows)
        cursor.execute(f"ANALYZE pg_temp.{table}")
