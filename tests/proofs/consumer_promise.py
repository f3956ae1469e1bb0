"""The example consumer of docs/events.md ends with the server's claims, however often it is killed meanwhile."""

import json
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any

from claims.actions.actors import OPERATOR
from claims.actions.epoch import raise_epoch
from factcheck.paths import BASE_DIR
from tests.api.feed import PATIENCE, caught_up, page
from tests.api_client import ApiClient
from tests.models import rows
from tests.proofs.writers import Writer

WRITERS = 2
CLAIMS = 20
LONGEST_LIFE = 1  # seconds after its first change
PATIENCE_WITH_A_LIFE = 10  # seconds to wait for a first change
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example(folder: Path) -> Path:
    """Write the only example of docs/events.md to a file."""
    (text,) = EXAMPLE.findall((BASE_DIR / "docs" / "events.md").read_text(encoding="utf-8"))
    file = folder / "mirror.py"
    file.write_text(text, encoding="utf-8")
    return file


class Mirror:
    """The example consumer, which mirrors a server into an SQLite file."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        self.file = folder / "claims.sqlite"
        self.command = [sys.executable, str(example(folder)), url, token, str(self.file)]
        self.states: set[tuple[str, ...]] = set()

    def live(self, seconds: float) -> None:
        """Run it until it has changed something and for some seconds more, then kill it."""
        before, ends = self.state(), time.monotonic() + PATIENCE_WITH_A_LIFE
        with self._running() as process:
            while time.monotonic() < ends and self.state() == before:
                self._watch(process, 0.02)
            self._watch(process, seconds)
        self.states.add(tuple(self.state()))

    def live_until(self, is_done: Callable[[], bool]) -> None:
        """Run it until a condition is true, then kill it. Raises AssertionError if it stops making progress before."""
        last, ends = self.state(), time.monotonic() + PATIENCE
        with self._running() as process:
            while not is_done():
                self._watch(process, 0.02)
                if self.state() != last:
                    last, ends = self.state(), time.monotonic() + PATIENCE
                assert time.monotonic() < ends, "it did not catch up"

    @contextmanager
    def _running(self) -> "Iterator[subprocess.Popen[str]]":
        """Start it, and kill it at the end of the block."""
        with subprocess.Popen(self.command, stderr=subprocess.PIPE, text=True) as process:
            try:
                yield process
            finally:
                process.kill()

    @staticmethod
    def _watch(process: "subprocess.Popen[str]", seconds: float) -> None:
        """Let it run for some seconds. Raises AssertionError if it ends by itself."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            assert process.stderr is not None
            raise AssertionError(process.stderr.read())

    def state(self) -> list[str]:
        """Return a summary of what it has stored so far."""
        return self.query("SELECT count(*) || '-' || sum(version) FROM claim UNION ALL SELECT after FROM cursor")

    def claims(self) -> dict[int, Any]:
        """Return the claims that it has stored, by id."""
        return {claim["id"]: claim for claim in map(json.loads, self.query("SELECT body FROM claim"))}

    def query(self, statement: str) -> list[str]:
        """Return the first column of a query on its file, or nothing before it has created its tables."""
        with closing(sqlite3.connect(self.file)) as db, suppress(sqlite3.OperationalError):
            return [value for (value,) in db.execute(statement)]
        return []


def prove(lives: int, api: ApiClient, mirror: Mirror, *, silent: frozenset[str] = frozenset()) -> str:
    """Start and kill it `lives` times, raise the epoch half-way, and compare its claims with the server's.

    `silent` are fields whose changes alone make no event for this caller.
    """
    pick = random.Random(4)  # noqa: S311
    claims = [rows.insert("claims_claim") for _ in range(CLAIMS)]
    stopped = Event()
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [Writer(number, claims) for number in range(WRITERS)]
        working = [pool.submit(writer.work, stopped.is_set) for writer in writers]
        try:
            for life in range(lives):
                if life == lives // 2:
                    raise_epoch(actor=OPERATOR)
                mirror.live(pick.uniform(0, LONGEST_LIFE))
        finally:
            stopped.set()
        for future in working:
            future.result()
    caught_up()
    current = without(silent, read_all(api))
    mirror.live_until(lambda: without(silent, mirror.claims()) == current)
    assert page(api)["epoch"] > 1
    changes = sum(len(writer.committed) for writer in writers)
    return (
        f"the example consumer, killed {lives:,} times under {WRITERS} writers, found in {len(mirror.states):,} states"
        f" and notified of one new epoch: {len(current):,} claims in SQLite equal to those of the server after"
        f" {changes:,} changes"
    )


def without(silent: frozenset[str], claims: dict[int, Any]) -> dict[int, Any]:
    """Return claims without some of their fields."""
    return {
        number: {name: value for name, value in claim.items() if name not in silent} for number, claim in claims.items()
    }


def read_all(api: ApiClient) -> dict[int, Any]:
    """Return every claim as the API shows it to this caller, by id."""
    numbers = [claim for (claim,) in rows.rows("SELECT id FROM claims_claim")]
    return {claim: api.get(f"/claims/{claim}").json() for claim in numbers}
