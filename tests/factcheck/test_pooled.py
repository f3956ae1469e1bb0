"""Pooled connections: one whose server has ended it is not given out."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from factcheck.pooled import PooledConnection

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Iterator[Any]:
    """Return a pool that is created the way Django does it."""
    values = {**connection.get_connection_params(), "autocommit": True}
    check = ConnectionPool.check_connection
    with ConnectionPool(
        kwargs=values, min_size=2, max_size=2, connection_class=PooledConnection, check=check
    ) as opened:
        opened.wait()
        yield opened


def backend_of(one: Any) -> int:
    return int(one.execute("SELECT pg_backend_pid()").fetchone()[0])


def test_a_session_that_the_server_ended_is_replaced_before_it_is_used(pool: Any) -> None:
    with pool.connection() as one, pool.connection() as other:
        ended = [backend_of(one), backend_of(other)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid, 10000) FROM unnest(%s) AS pid", [ended])
    with pool.connection() as one, pool.connection() as other:
        assert {backend_of(one), backend_of(other)}.isdisjoint(ended)


def test_a_session_with_only_a_notice_is_kept(pool: Any) -> None:
    with pool.connection() as one:
        before = backend_of(one)
        one.execute("LISTEN news")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('news', 'x')")
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as teller:
        teller.execute("SELECT pg_notify('news', 'x')")
    with pool.connection() as one, pool.connection() as other:
        assert before in {backend_of(one), backend_of(other)}
