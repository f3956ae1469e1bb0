"""Creating claims with their parts, beside plain psycopg that writes the same rows under the same triggers.

Both write from as many connections at once, each claim in a transaction of its own: its history, its feed and its
clocks are written by the database in either case. Statements by hand are prepared, and look nothing up: they are given
who the claimant is.
"""

import itertools
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from psycopg import sql

SCRIPT = Path(__file__).with_suffix(".lua")
MARK = 0.4
WHO = json.dumps({"verb": "claim.create", "actor": 1, "token": 1, "request_id": "0" * 32})
CONTEXT = "SELECT set_config('pghistory.context_metadata', %s, true)"
SOURCE = """
    INSERT INTO claims_source (kind, url, url_as_given, title) VALUES ('article', %(url)s, %(url)s, 'The plant closes')
    RETURNING id
"""
CLAIM = """
    INSERT INTO claims_claim (text, language, claimant_id, claimed_on, claimed_on_precision, created_by_id)
    VALUES (%s, 'en', %s, '2020-01-03', 'day', %s) RETURNING id
"""
EXTERNAL_ID = "INSERT INTO claims_externalid (claim_id, origin, external_id) VALUES (%s, 'by-hand', %s)"
APPEARANCE = """
    INSERT INTO claims_appearance (claim_id, source_id, quote, voice, is_first)
    VALUES (%s, %s, 'about 300 jobs were lost', 'attributed', TRUE) RETURNING id
"""
ATTRIBUTION = """
    INSERT INTO claims_attribution (appearance_id, position, role, named_as, cue)
    VALUES (%s, 1, 'originator', 'the mayor', 'said')
"""
QUANTITY = """
    INSERT INTO claims_quantity (
        claim_id, surface, value_low, value_high, hedge, unit, kind, direction, modality, interval_low, interval_high,
        policy
    ) VALUES (%s, 'about 300 jobs', 300, 300, 'about', 'job', 'level', 'none', 'actual', 250, 350, '2026-1')
"""
TABLES = ("claim", "source", "entity", "externalid", "appearance", "attribution", "quantity")


class ByHand:
    """Plain psycopg at one database, from so many connections."""

    def __init__(self, url: str, connections: int) -> None:
        self._url, self._connections = url, connections
        self._numbers = itertools.count(time.time_ns() // 1000)
        with psycopg.connect(url) as connection:
            self._claimant = _number(connection.execute("SELECT min(id) FROM claims_entity"))
            self._user = _number(connection.execute("SELECT min(id) FROM claims_user"))

    def a_second(self, seconds: float) -> float:
        """Write for so long, and give the claims a second."""
        with ThreadPoolExecutor(self._connections) as threads:
            began = time.monotonic()
            written = threads.map(self._write_until, [began + seconds] * self._connections)
            return sum(written) / (time.monotonic() - began)

    def write(self) -> None:
        """Write one claim."""
        with psycopg.connect(self._url) as connection:
            self._write(connection)

    def _write_until(self, end: float) -> int:
        written = 0
        with psycopg.connect(self._url) as connection:
            while time.monotonic() < end:
                self._write(connection)
                written += 1
        return written

    def _write(self, connection: psycopg.Connection) -> None:
        number = str(next(self._numbers))
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute(CONTEXT, [WHO], prepare=True)
            source = _number(cursor.execute(SOURCE, {"url": f"https://by-hand.example.org/{number}"}, prepare=True))
            text = f"Claim {number}: the plant closed and about 300 jobs were lost."
            claim = _number(cursor.execute(CLAIM, [text, self._claimant, self._user], prepare=True))
            cursor.execute(EXTERNAL_ID, [claim, number], prepare=True)
            appearance = _number(cursor.execute(APPEARANCE, [claim, source], prepare=True))
            cursor.execute(ATTRIBUTION, [appearance], prepare=True)
            cursor.execute(QUANTITY, [claim], prepare=True)


def _number(cursor: psycopg.Cursor[tuple[Any, ...]]) -> int:
    """Return the only number of the only row."""
    [row] = cursor.fetchall()
    found: int = row[0]
    return found


def rows_of(url: str, write: Callable[[], object]) -> dict[str, float]:
    """Write, and tell how many rows each table, and its history, has gained by a claim."""
    before = _counts(url)
    write()
    gained = {table: count - before[table] for table, count in _counts(url).items()}
    return {table: count / gained["claims_claim"] for table, count in gained.items()}


def _counts(url: str) -> dict[str, int]:
    found = {}
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ  # the last of a load still come in
        for table in (f"claims_{name}{of}" for name in TABLES for of in ("", "event")):
            counting = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            found[table] = _number(connection.execute(counting))
    return found


def asked(token: str, seconds: int) -> tuple[str, list[tuple[str, str]], int, str, str]:
    """Return the arguments of wrk: the path, headers, duration, and the script that writes the bodies."""
    return "/api/v1/claims", [("Authorization", f"Bearer {token}")], seconds, "-s", str(SCRIPT)


def measure(url: str, connections: int, load: Callable[[], float], seconds: int, rounds: int) -> None:
    """Print the line of the table. `load` creates by the API for as long, and gives the requests a second."""
    by_hand = ByHand(url, connections)
    load(), by_hand.a_second(seconds)  # until every connection has planned what it runs
    if (found := rows_of(url, by_hand.write)) != (wanted := rows_of(url, load)):
        raise SystemExit(f"By hand other rows are written, {found}, than by the API, {wanted}")
    pairs = [(load(), by_hand.a_second(seconds)) for _ in range(rounds)]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    name, against = "create with parts", "the same rows by plain psycopg"
    print(f"{name:<24}{ours:>11,.0f}  {against:<32}{theirs:>11,.0f}{ours / theirs:>8.2f}{MARK:>7}+")
