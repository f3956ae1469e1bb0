"""The example consumer of docs/events.md: killed and started again at random while claims change, it ends equal."""

import json
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
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
LONGEST_LIFE = 1  # seconds after its first deed
PATIENCE_WITH_A_LIFE = 10  # seconds in which there may be nothing to do
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example(folder: Path) -> Path:
    """Write the example of the docs into a file; it must have one only."""
    (text,) = EXAMPLE.findall((BASE_DIR / "docs" / "events.md").read_text(encoding="utf-8"))
    file = folder / "mirror.py"
    file.write_text(text, encoding="utf-8")
    return file


class Mirror:
    """The example, run against a server with a file of its own."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        self.file = folder / "claims.sqlite"
        self.command = [sys.executable, str(example(folder)), url, token, str(self.file)]
        self.states: set[tuple[str, ...]] = set()

    def live(self, seconds: float) -> None:
        """Run it until it has done something, and for some seconds more; then kill it."""
        before = self.state()
        self._run(until=lambda: self.state() != before, seconds=PATIENCE_WITH_A_LIFE, more=seconds)
        self.states.add(tuple(self.state()))

    def live_until(self, is_done: Callable[[], bool]) -> None:
        """Run it until it is done."""
        self._run(until=is_done, seconds=PATIENCE, more=0)
        assert is_done(), "it did not catch up"

    def _run(self, *, until: Callable[[], bool], seconds: float, more: float) -> None:
        ends = time.monotonic() + seconds
        with subprocess.Popen(self.command, stderr=subprocess.PIPE, text=True) as process:
            while time.monotonic() < ends and not until():
                self._watch(process, 0.02)
            if more:
                self._watch(process, more)
            process.kill()

    @staticmethod
    def _watch(process: "subprocess.Popen[str]", seconds: float) -> None:
        """Let it run for some seconds. It must not end by itself."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            assert process.stderr is not None
            raise AssertionError(process.stderr.read())

    def state(self) -> list[str]:
        """Give what it has got so far, in short."""
        return self.query("SELECT count(*) || '-' || sum(version) FROM claim UNION ALL SELECT after FROM cursor")

    def claims(self) -> dict[int, Any]:
        """Give the claims that it holds."""
        return {claim["id"]: claim for claim in map(json.loads, self.query("SELECT body FROM claim"))}

    def query(self, statement: str) -> list[str]:
        """Give the first column of what it keeps; nothing where it has not begun."""
        with closing(sqlite3.connect(self.file)) as db, suppress(sqlite3.OperationalError):
            return [value for (value,) in db.execute(statement)]
        return []


def prove(lives: int, api: ApiClient, mirror: Mirror, *, unsaid: frozenset[str] = frozenset()) -> str:
    """Kill and start it at random so many times, raising the epoch half-way, and compare at the end.

    `unsaid` are fields whose change alone is not told to this caller.
    """
    pick = random.Random(4)  # noqa: S311
    claims = [rows.insert("claims_claim") for _ in range(CLAIMS)]
    is_over = Event()
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [Writer(number, claims) for number in range(WRITERS)]
        working = [pool.submit(writer.work, is_over.is_set) for writer in writers]
        try:
            for life in range(lives):
                if life == lives // 2:
                    raise_epoch(actor=OPERATOR)
                mirror.live(pick.uniform(0, LONGEST_LIFE))
        finally:
            is_over.set()
        for future in working:
            future.result()
    caught_up()
    there = without(unsaid, read_all(api))
    mirror.live_until(lambda: without(unsaid, mirror.claims()) == there)
    assert page(api)["epoch"] > 1
    changes = sum(len(writer.committed) for writer in writers)
    return (
        f"the example consumer, killed {lives:,} times under {WRITERS} writers, found in {len(mirror.states):,} states"
        f" and told of one new epoch: {len(there):,} claims in SQLite equal to those of the server after"
        f" {changes:,} changes"
    )


def without(unsaid: frozenset[str], claims: dict[int, Any]) -> dict[int, Any]:
    """Leave some fields out of claims."""
    return {
        number: {name: value for name, value in claim.items() if name not in unsaid} for number, claim in claims.items()
    }


def read_all(api: ApiClient) -> dict[int, Any]:
    """Read every claim over the API, as it shows itself."""
    numbers = [claim for (claim,) in rows.rows("SELECT id FROM claims_claim")]
    return {claim: api.get(f"/claims/{claim}").json() for claim in numbers}
