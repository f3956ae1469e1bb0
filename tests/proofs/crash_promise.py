"""After a `kill -9` of Postgres every acknowledged commit is in the tables, in the history and once in the feed."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Thread
from typing import Any

import psutil
from django.core.management import call_command

from claims.models.feed import Position, events_after
from factcheck.paths import BASE_DIR
from tests.factcheck.conftest import clean_environment
from tests.models import rows
from tests.proofs.servers import connected_to, kill, restored_copy
from tests.proofs.writers import Commit

WRITERS = 8
PATIENCE = 120


class Newsroom:
    """`tests.proofs.at_work` on a server, and what it printed before it or the server was killed."""

    def __init__(self) -> None:
        self.acknowledged: list[Commit] = []
        self.seen: list[Commit] = []
        self.after: list[str] = []
        self.process: subprocess.Popen[str] | None = None
        self._reader: Thread | None = None

    def start(self, url: str) -> None:
        """Start writing, and follow the feed from the last cursor that was received."""
        command = [sys.executable, "-m", "tests.proofs.at_work", str(WRITERS), *self.after]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        environment = clean_environment(DATABASE_URL=url)
        self.process = subprocess.Popen(command, cwd=BASE_DIR, env=environment, text=True, **pipes)
        self._reader = Thread(target=self._read, args=[self.process.stdout])
        self._reader.start()

    def _read(self, lines: Any) -> None:
        for line in lines:
            fact = json.loads(line)
            if "commit" in fact:
                xid, claim, version = fact["commit"]
                self.acknowledged.append((xid, claim, version))
            else:
                self.seen += [(xid, claim, version) for xid, claim, version in fact["page"]]
                self.after = [fact["next"]]

    def wait_for(self, commits: int) -> None:
        """Wait until so many more commits were acknowledged."""
        goal, deadline = len(self.acknowledged) + commits, time.monotonic() + PATIENCE
        while len(self.acknowledged) < goal:
            assert self.process is not None
            assert time.monotonic() < deadline, "the writers do not write"
            assert self.process.poll() is None, self.process.stderr.read() if self.process.stderr else ""
            psutil.wait_procs([psutil.Process(self.process.pid)], timeout=0.02)

    def end(self) -> str:
        """Let the program end, wait for it, and return what it wrote to stderr."""
        assert self.process is not None
        assert self._reader is not None
        with self.process as process:
            assert process.stdin is not None
            assert process.stderr is not None
            process.stdin.close()
            complaint: str = process.stderr.read()
            self._reader.join(PATIENCE)
        return complaint


def prove(crashes: int, commits: int, file: Path) -> str:
    """Kill a server `crashes` times, each after so many commits, and check what is stored at the end."""
    newsroom = Newsroom()
    with restored_copy(file) as server:
        for _ in range(crashes):
            newsroom.start(server.folder.url())
            newsroom.wait_for(commits)
            kill(server)
            assert newsroom.end(), "nobody noticed the crash"
        newsroom.start(server.folder.url())
        newsroom.wait_for(commits)
        assert newsroom.end() == ""
        with connected_to(server.folder.url()):
            return check(newsroom, crashes)


def check(newsroom: Newsroom, crashes: int) -> str:
    """Compare the acknowledged commits with tables, history and feed."""
    acknowledged = Counter(newsroom.acknowledged)
    assert set(acknowledged.values()) == {1}
    versions = dict(rows.rows("SELECT id, version FROM claims_claim"))
    assert all(versions[claim] >= version for _, claim, version in acknowledged)
    kept = set(rows.rows("SELECT DISTINCT pgh_xid::text::bigint, pgh_obj_id, version FROM claims_claimevent"))
    assert set(acknowledged) <= kept, set(acknowledged) - kept
    whole = [(event.pgh_xid, event.pgh_obj_id, event.version) for event in events_after(Position(), len(kept) + 1)]
    assert newsroom.seen == whole
    assert set(Counter(newsroom.seen).values()) == {1}
    assert set(acknowledged) <= set(newsroom.seen)
    call_command("verify_history", verbosity=0)
    return (
        f"{crashes} crashes of Postgres by kill -9 under {WRITERS} writers and a poller:"
        f" {len(acknowledged):,} acknowledged commits, each in the tables, in the history and once in the feed,"
        f" which listed {len(newsroom.seen):,} events"
    )
