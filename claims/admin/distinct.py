"""List the few distinct values of an indexed column with millions of rows."""

from typing import cast

from django.db import connection, models
from psycopg import sql

MOST = 100

_WALK = """
WITH RECURSIVE walk AS (
    (SELECT {column} AS value FROM {table} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM {table} WHERE {column} > walk.value ORDER BY {column} LIMIT 1)
    FROM walk WHERE walk.value IS NOT NULL
)
SELECT value FROM walk WHERE value IS NOT NULL LIMIT %s
"""


def distinct_values(model: type[models.Model], column: str) -> list[str]:
    """Return the distinct values of a column that is the first of an index, in order, at most 100.

    Steps through the index from value to value ("loose index scan"), where DISTINCT reads every row.
    """
    query = sql.SQL(_WALK).format(
        column=sql.Identifier(_column(model, column)),
        table=sql.Identifier(model._meta.db_table),
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.cursor), [MOST])
        return [value for (value,) in cursor.fetchall()]


def _column(model: type[models.Model], name: str) -> str:
    return cast(str, next(field.column for field in model._meta.local_concrete_fields if field.name == name))
