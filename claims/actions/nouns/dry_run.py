"""Store the nouns that a dry run would create in temporary tables, so that later rows find them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from claims.actions.imports.bulk_sql import rows_of, text_array

# Negative ids belong to no stored row.
_TABLES = """
    DROP VIEW IF EXISTS pg_temp.import_every_entity;
    DROP TABLE IF EXISTS pg_temp.import_new_entity, pg_temp.import_new_noun;
    CREATE TEMPORARY TABLE import_new_noun (kind text, key text, PRIMARY KEY (kind, key));
    CREATE TEMPORARY TABLE import_new_entity (
        id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (INCREMENT -1 START -1 MINVALUE -9223372036854775807),
        name varchar NOT NULL, disambiguation varchar NOT NULL, kind varchar, role varchar, wikidata_id varchar UNIQUE,
        name_key text GENERATED ALWAYS AS (claims_name_key(name)) STORED
    );
    CREATE UNIQUE INDEX ON pg_temp.import_new_entity (name_key, claims_name_key(disambiguation));
    CREATE TEMPORARY VIEW import_every_entity AS
        SELECT id, name, disambiguation, wikidata_id, name_key FROM claims_entity
        UNION ALL SELECT id, name, disambiguation, wikidata_id, name_key FROM pg_temp.import_new_entity;
"""
_DROP = """
    DROP VIEW pg_temp.import_every_entity; DROP TABLE pg_temp.import_new_entity, pg_temp.import_new_noun
"""
_COUNT_NEW = {
    "publishers": """
        INSERT INTO import_new_noun SELECT 'publishers', key FROM unnest(%s::text[]) AS key
        WHERE NOT EXISTS (SELECT FROM claims_publisher WHERE domain = key) ON CONFLICT DO NOTHING RETURNING key
    """,
    "sources": """
        INSERT INTO import_new_noun SELECT 'sources', key FROM unnest(%s::text[]) AS key
        WHERE NOT EXISTS (SELECT FROM claims_source WHERE url = key) ON CONFLICT DO NOTHING RETURNING key
    """,
}


@contextmanager
def dry_run_tables(*, is_needed: bool) -> Iterator[None]:
    """Create the tables for a dry run, and drop them after it."""
    if is_needed:
        with connection.cursor() as cursor:
            cursor.execute(_TABLES)
    yield
    if is_needed:
        rows_of(_DROP)


def count_new_nouns(kind: str, keys: Iterable[str]) -> int:
    """Remember publishers by domain, or sources by URL, that would be created; return how many of them are new."""
    given = sorted(keys)
    return len(rows_of(_COUNT_NEW[kind], [text_array(given)])) if given else 0
