"""Reading the feed in tests."""

import time
from typing import Any

from django.db import connection

from tests.api_client import ApiClient

PATIENCE = 60
SHOWS_ALL = """
    SELECT NOT EXISTS (
        SELECT FROM claims_claimevent
        WHERE pgh_epoch = (SELECT value FROM claims_feedepoch) AND pgh_xid >= pg_snapshot_xmin(pg_current_snapshot())
    )
"""


def caught_up() -> None:
    """Wait until the feed shows every event: open transactions on the same server delay it."""
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(SHOWS_ALL)
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError(f"An open transaction has delayed the feed for {PATIENCE} s.")


def page(api: ApiClient, **query: Any) -> dict[str, Any]:
    """Read a page of the feed."""
    response = api.get("/events", query)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def read_all(api: ApiClient, **query: Any) -> list[dict[str, Any]]:
    """Wait until the feed shows every event, and read it to its end."""
    caught_up()
    found: list[dict[str, Any]] = []
    while True:
        read = page(api, **query)
        found += read["results"]
        query["after"] = read["next"]
        if not read["has_more"]:
            return found
