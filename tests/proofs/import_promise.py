"""A load that is killed by `kill -9`, the process or Postgres, at random moments, and run again.

The end is to be that of a load which nothing disturbed: the same claims with all that belongs to them, the same
counts, the same issues; each claim created once and listed once in the feed.
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
from tests.proofs.servers import address_here, connected_to, kill, restored_copy

ORIGIN = "killed"
PATIENCE = 300
SOME_REFUSED = 3
COMMAND = [sys.executable, "manage.py", "import_claims", "--origin", ORIGIN, "--json"]
CONSTANTS = ["--publisher", "checks.example.net", "--scale", "truth-o-meter"]

# What a load stores, without ids and times, which differ between any two loads.
STORED = {
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
    """Write generated rows, of which some are refused and some repeat an earlier row."""
    made = list(generated(count))
    for place in range(50, count, 97):
        made[place] = {**made[place], "verdict_label": "no such label"}
    for place in range(count // 2, count, 89):
        made[place] = made[place - count // 2]
    for place in range(count // 2 + 7, count, 101):
        made[place] = {**made[place - count // 2], "text": "Other words under the id of an earlier row."}
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")


def prove(kills: int, count: int, folder: Path) -> str:
    """Load a file here without interruption, and on a copy with `kills` kills, of the process and Postgres in turn."""
    file, dump = folder / "claims.jsonl", folder / "copy.dump"
    write_file(file, count)
    chance = random.Random(count)  # noqa: S311
    moments = [chance.random() for _ in range(kills)]
    with restored_copy(dump) as server:
        with _loading(address_here(), file) as process:
            assert process.wait(PATIENCE) == SOME_REFUSED
        wanted = _stored()
        begun = _killed_again_and_again(server, file, moments, count)
        with _loading(server.folder.url(), file) as process:
            assert process.wait(PATIENCE) == SOME_REFUSED
        with connected_to(server.folder.url()):
            found = _stored()
            for name, expected in wanted.items():
                assert found[name] == expected, name
            _check_feed(len(found["claims"]))
            call_command("verify_history", verbosity=0)
    return (
        f"{kills} kills of a load by kill -9, every other one of Postgres, the rest of the process: {begun} of them"
        f" after rows were written; {len(wanted['claims']):,} claims, their parts, {len(wanted['issues'])} issues and"
        " all counts as if nothing had been, each claim once in the feed"
    )


def _killed_again_and_again(server: EmbeddedServer, file: Path, moments: list[float], count: int) -> int:
    """Kill a load at each of these moments, and return how often it had written something."""
    begun = 0
    reached = 0.0
    for number, moment in enumerate(moments):
        # Each run may load its share of the remaining rows, and is killed somewhere in it.
        goal = reached + (count - reached) * moment / (len(moments) - number)
        with _loading(server.folder.url(), file) as process, connected_to(server.folder.url()):
            _wait_for(process, goal)
            if number % 2:
                kill(server)
                assert process.wait(PATIENCE) != 0
            else:
                process.kill()
                process.wait()
        with connected_to(server.folder.url()):
            reached = _position()
            begun += reached > 0
    return begun


def _wait_for(process: "subprocess.Popen[bytes]", goal: float) -> None:
    """Wait until a load has read so many rows. Raises AssertionError if it ends before."""
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


def _stored() -> dict[str, list[Any]]:
    return {name: rows.rows(sql) for name, sql in STORED.items()}


def _check_feed(claims: int) -> None:
    """Check that the feed lists each claim of the load once."""
    listed = [event.pgh_obj_id for event in events_after(Position(), 10 * claims + 1_000)]
    made = {claim for (claim,) in rows.rows("SELECT claim_id FROM claims_externalid WHERE origin = %s", ORIGIN)}
    assert sorted(claim for claim in listed if claim in made) == sorted(made)
