"""The pages of the desk with many claims: server time as a ratio to a bare admin page, statements, and whole reads.

    python -m tests.benchmarks.bench_desk [CLAIMS]

Fills a database of its own on the server of DATABASE_URL, and drops it. With `--there` the database of DATABASE_URL,
which has been filled before, is looked at as it is. A page is at fault if it takes more than 30 statements, or if one
of its statements reads a large table from end to end.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from typing import Any

from tests.benchmarks.bench_api import SERVER, database
from tests.benchmarks.bench_plans import nodes, plans

BARE = "/admin/claims/ratingscale/add/"
PAGES = {
    "home": "/admin/",
    "queue": "/admin/claims/claim/",
    "queue, mine": "/admin/claims/claim/?assignee=me",
    "queue, urgent": "/admin/claims/claim/?priority=urgent",
    "queue, searched": "/admin/claims/claim/?q=zeppelin",
    "claim": "/admin/claims/claim/{claim}/change/",
    "filing": "/admin/claims/claim/add/",
    "verdict": "/admin/claims/verdict/{verdict}/change/",
}
MOST_STATEMENTS = 30
LARGE = ("claims_claim", "claims_verdict", "claims_appearance", "claims_quantity", "claims_evidence", "claims_reply",
         "claims_source", "claims_claimevent")  # fmt: skip
ROUNDS = 30
CHEAP = 250
"""The cost up to which a plan is taken for one that a LIMIT stops early."""


def look() -> int:
    """Print a line for each page, and return how many faults there are."""
    client, places = _editor(), _places()
    bare = p95(client, BARE)
    print(f"{'page':<18} {'statements':>10} {'p95 / bare page':>16}   reads whole tables")
    faults = 0
    for name, address in PAGES.items():
        path = address.format(**places)
        statements = _statements(client, path)
        whole = sorted(set(_whole_reads(statements)))
        faults += bool(whole) + (len(statements) > MOST_STATEMENTS)
        print(f"{name:<18} {len(statements):>10} {p95(client, path) / bare:>16.1f}   {', '.join(whole) or '-'}")
    return faults


def p95(client: Any, path: str) -> float:
    """Return the time within which nineteen of twenty requests are answered, in seconds."""
    times: list[float] = []
    for _ in range(3):
        client.get(path)
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - begin)
    return statistics.quantiles(times, n=20)[-1]


def _statements(client: Any, path: str) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return [query["sql"] for query in captured]


def _whole_reads(statements: Iterable[str]) -> Iterable[str]:
    """Yield the large tables that statements read from end to end; what a LIMIT stops early does not count."""
    for statement in statements:
        plan: dict[str, Any] = (
            plans(statement) if statement.startswith("SELECT") else {"Node Type": "", "Total Cost": 0}
        )
        if plan["Total Cost"] > CHEAP:
            yield from (
                node["Relation Name"]
                for node in nodes(plan)
                if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE
            )


def _editor() -> Any:
    """Return a browser's session of an editor."""
    from django.test import Client

    from claims.actions.actors import OPERATOR
    from claims.actions.users import create_user
    from claims.models import User

    user = User.objects.filter(username="bench-editor").first()
    user = user or create_user("bench-editor", roles=["editor"], actor=OPERATOR)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _places() -> dict[str, int]:
    from claims.models import Verdict

    verdict = Verdict.objects.order_by("pk")[1000]
    return {"claim": verdict.claim_id, "verdict": verdict.pk}


def test_no_page_of_the_desk_reads_a_whole_table() -> None:
    """Fill a database with 100,000 claims and look at every page."""
    assert _run(100_000) == 0


def main() -> None:
    """Look at what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="?", default=100_000)
    parser.add_argument("--there", action="store_true")
    options = parser.parse_args()
    if not SERVER:
        raise SystemExit("Set DATABASE_URL to a server where databases may be made.")
    if not options.there:
        sys.exit(_run(options.claims))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    sys.exit(min(look(), 1))


def _run(claims: int) -> int:
    with database(claims) as (url, _token):
        command = [sys.executable, "-m", "tests.benchmarks.bench_desk", "--there"]
        return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    main()
