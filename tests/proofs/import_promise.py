"""Loads that are killed: the process or Postgres by -9, at moments taken at random, and run again.

The end is to be that of a load which nothing disturbed: the same claims with all that belongs to them, the same
counts, the same issues; each claim made and told once.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from django.core.management import call_command

from claims.models.feed import Position, events_after
from factcheck.embedded.server import EmbeddedServer
from factcheck.paths import BASE_DIR
from tests.benchmarks.bench_import import generated
from tests.factcheck.conftest import clean_environment
from tests.models import rows
from tests.proofs.places import address_here, copy_elsewhere, kill, moved_to

ORIGIN = "killed"
PATIENCE = 300
SOME_REFUSED = 3
COMMAND = [sys.executable, "manage.py", "import_claims", "--origin", ORIGIN, "--json"]
CONSTANTS = ["--publisher", "checks.example.net", "--scale", "truth-o-meter"]

# What a load leaves, without ids and times that no two loads have in common.
LEFT = {
    "claims": """
        SELECT x.external_id, c.text, c.language, e.name, c.claimed_on, c.place, c.topics, c.status, c.version,
            v.label, c.current_verdict_id IS NULL, x.loaded - 'claimant_id'
        FROM claims_claim c JOIN claims_externalid x ON x.claim_id = c.id LEFT JOIN claims_entity e
        ON e.id = c.claimant_id LEFT JOIN claims_verdict v ON v.id = c.current_verdict_id
        WHERE x.origin = 'killed' ORDER BY 1
    """,
    "appearances": """
        SELECT x.external_id, s.url, s.title, a.quote, a.voice, a.is_first, t.position, t.role, t.named_as, e.name
        FROM claims_externalid x JOIN claims_appearance a USING (claim_id) JOIN claims_source s ON s.id = a.source_id
        LEFT JOIN claims_attribution t ON t.appearance_id = a.id LEFT JOIN claims_entity e ON e.id = t.entity_id
        WHERE x.origin = 'killed' ORDER BY 1, 2, 7
    """,
    "quantities": """
        SELECT x.external_id, q.surface, q.value_low, q.value_high, q.hedge, q.unit
        FROM claims_externalid x JOIN claims_quantity q USING (claim_id) WHERE x.origin = 'killed' ORDER BY 1, 2
    """,
    "verdicts": """
        SELECT x.external_id, p.domain, v.label, v.revision, v.kind, v.state, v.published_at, v.headline
        FROM claims_externalid x JOIN claims_verdict v USING (claim_id) JOIN claims_publisher p ON p.id = v.publisher_id
        WHERE x.origin = 'killed' ORDER BY 1, 2, 4
    """,
    "issues": """
        SELECT row_number, field, value, code, message, is_refusal FROM claims_importissue ORDER BY 1, 2, 4
    """,
    "counts": """
        SELECT state, position, rows_read, inserted, updated, unchanged, left_out, repeated, linked, skipped, refused,
            duplicates, conflicts, kept, missing, report FROM claims_importbatch ORDER BY id
    """,
    "nouns": "SELECT name FROM claims_entity UNION ALL SELECT url FROM claims_source ORDER BY 1",
}


def write_file(path: Path, count: int) -> None:
    """Write generated rows, with some that are refused and some that stand there before, far apart."""
    made = list(generated(count))
    for place in range(50, count, 97):
        made[place] = {**made[place], "verdict_label": "no such label"}
    for place in range(count // 2, count, 89):
        made[place] = made[place - count // 2]
    for place in range(count // 2 + 7, count, 101):
        made[place] = {**made[place - count // 2], "text": "Other words under an id that stood there before."}
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")


def prove(kills: int, count: int, folder: Path) -> str:
    """Load a file here undisturbed, and on a copy under so many kills, of the process and of Postgres by turns."""
    file, dump = folder / "claims.jsonl", folder / "standing.dump"
    write_file(file, count)
    chance = random.Random(count)  # noqa: S311
    moments = [chance.random() for _ in range(kills)]
    with copy_elsewhere(dump) as server:
        with _loading(address_here(), file) as process:
            assert process.wait(PATIENCE) == SOME_REFUSED
        wanted = _left()
        begun = _killed_again_and_again(server, file, moments, count)
        with _loading(server.folder.url(), file) as process:
            assert process.wait(PATIENCE) == SOME_REFUSED
        with moved_to(server.folder.url()):
            found = _left()
            for name, told in wanted.items():
                assert found[name] == told, name
            _check_feed(len(found["claims"]))
            call_command("verify_history", verbosity=0)
    return (
        f"{kills} kills of a load by kill -9, every other one of Postgres, the rest of the process: {begun} of them"
        f" after rows were written; {len(wanted['claims']):,} claims, their parts, {len(wanted['issues'])} issues and"
        " all counts as if nothing had been, each claim once in the feed"
    )


def _killed_again_and_again(server: EmbeddedServer, file: Path, moments: list[float], count: int) -> int:
    """Kill a load at each of these moments, and give how often it had written something."""
    begun = 0
    reached = 0.0
    for number, moment in enumerate(moments):
        # Each run may do its share of what is left, and is killed somewhere in it.
        goal = reached + (count - reached) * moment / (len(moments) - number)
        with _loading(server.folder.url(), file) as process, moved_to(server.folder.url()):
            _wait_for(process, goal)
            if number % 2:
                kill(server)
                assert process.wait(PATIENCE) != 0
            else:
                process.kill()
                process.wait()
        with moved_to(server.folder.url()):
            reached = _position()
            begun += reached > 0
    return begun


def _wait_for(process: "subprocess.Popen[bytes]", goal: float) -> None:
    """Wait until a load is so far: told by the rows read, or by its end."""
    while _position() < goal:
        if process.poll() is not None:
            raise AssertionError(f"The load ended with {process.returncode} before it could be killed.")
        psutil.wait_procs([psutil.Process(process.pid)], timeout=0.02)


def _position() -> float:
    found = rows.rows("SELECT position FROM claims_importbatch WHERE origin = %s", ORIGIN)
    assert len(found) <= 1, "a load that was killed was not taken up"
    return float(found[0][0]) if found else -1.0


@contextmanager
def _loading(url: str, file: Path) -> Iterator["subprocess.Popen[bytes]"]:
    environment = clean_environment(DATABASE_URL=url)
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*COMMAND, str(file), *CONSTANTS], cwd=BASE_DIR, env=environment, **quiet) as process:
        yield process


def _left() -> dict[str, list[Any]]:
    return {name: rows.rows(sql) for name, sql in LEFT.items()}


def _check_feed(claims: int) -> None:
    """See each claim once, as made by the load."""
    told = [event.pgh_obj_id for event in events_after(Position(), 10 * claims + 1_000)]
    made = {claim for (claim,) in rows.rows("SELECT claim_id FROM claims_externalid WHERE origin = %s", ORIGIN)}
    assert sorted(claim for claim in told if claim in made) == sorted(made)
