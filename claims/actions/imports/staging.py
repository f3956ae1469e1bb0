"""Temporary tables that rows go through, and COPY, which fills them and the tables themselves."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

# The tables live as long as the load's connection; each chunk empties those that it fills.
STAGING = {
    "import_seen": "external_id text PRIMARY KEY, digest text NOT NULL",
    "import_words": "digest uuid PRIMARY KEY, external_id text NOT NULL",
    "import_claim": (
        "claim_id bigint NOT NULL, text text, language text, claimant_id bigint, claimed_on date,"
        " claimed_on_precision text, place text, topics varchar[], words_digest uuid, current_verdict_id bigint"
    ),
    "import_appearance": (
        "appearance_id bigint NOT NULL, voice text, quote text, quote_translation text, prefix text, suffix text,"
        " locator text"
    ),
    "import_evidence": (
        "evidence_id bigint NOT NULL, stance text, question text, quote text, quote_translation text, prefix text,"
        " suffix text, locator text, note text, is_primary boolean, interest text"
    ),
    "import_external_id": "external_id_id bigint NOT NULL, loaded jsonb NOT NULL",
}


@contextmanager
def staging_tables() -> Iterator[None]:
    """Make the temporary tables for a load and drop them after it; after a failed one, the next load does."""
    with connection.cursor() as cursor:
        for name, columns in STAGING.items():
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns})")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE " + ", ".join(f"pg_temp.{name}" for name in STAGING))


def stage(table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Put rows in the place of what is in a temporary table, and let the planner know how many they are."""
    columns = [column.split()[0] for column in STAGING[table].split(", ")]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE pg_temp.{table}")
        copy_rows(table, columns, rows)
        cursor.execute(f"ANALYZE pg_temp.{table}")


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows by COPY. Raises Django's database errors, as other statements do."""
    names = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


_NEXT_IDS = """
    WITH its AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence)
    SELECT array_agg(nextval(sequence)) FROM its, generate_series(1, %s)
"""


def next_ids(table: str, count: int) -> list[int]:
    """Draw ids for rows to come from the sequence of a table."""
    if not count:
        return []
    ((ids,),) = rows_of(_NEXT_IDS, [table, count])
    return list(ids)


def text_array(texts: Collection[str]) -> str:
    """Write texts, which hold no NUL, as an array of Postgres: psycopg takes thirty times as long, text by text."""
    escaped = "\0".join(texts).replace("\\", "\\\\").replace('"', '\\"').replace("\0", '","')
    return f'{{"{escaped}"}}' if texts else "{}"


def rows_of(sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement and give the rows that it returns."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


class QueryPlans:
    """The plans of a load's session, which are forgotten whenever the load has doubled what it wrote."""

    def __init__(self) -> None:
        self._written = self._planned_for = 0

    def note(self, rows: int) -> None:
        """Note that rows were written."""
        self._written += rows
        if self._written >= 2 * self._planned_for:
            forget_plans()
            self._planned_for = self._written


def forget_plans() -> None:
    """Make Postgres plan anew, foreign keys and triggers too.

    A session that planned them while a table was nearly empty reads the whole table for every row of a chunk.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
