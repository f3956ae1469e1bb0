"""The plans of every filter and sort at 1,000,000 claims: none reads the whole table of claims, every index is of use.

    python -m tests.benchmarks.bench_plans [CLAIMS]

Fills a database of its own on the server of DATABASE_URL, which takes some minutes at a million, and drops it. With
`--there` the database of DATABASE_URL, which has been filled before, is looked at as it is.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.benchmarks.bench_api import SERVER, database

SORTS = ("id", "-id", "created_at", "-created_at", "updated_at", "-updated_at", "claimed_on", "-claimed_on",
         "due_at", "-due_at", "priority", "-priority")  # fmt: skip
# What is common, what is rare and what is not there: each is planned in its own way.
FILTERS = (
    "", "q=tax", "q=zeppelin", "q=nowhere", "q=tax%20-state",
    "q=speaker%20777", "q=news%2077", "q=news", "q=news%20zeppelin", "q=speaker%20777%20news%20tax", "q=31",
    "status=new", "status=checked", "status=in_progress",
    "stale=true", "stale=false", "awaiting_my_approval=true", "due_from=2020-01-01", "due_to=2020-01-02", "assignee=me",
    "status=merged", "priority=urgent", "priority=normal", "claimant={entity}", "entity={entity}",
    "publisher={publisher}", "publisher=news7.example.org", "source_url={url}", "origin=wire",
    "origin=wire&external_id=gen-4711", "topic=economy", "topic=topic-77", "topic=economy,topic-77", "language=en",
    "language=de", "language=fr", "assignee={user}", "rating=truth-o-meter/false", "normalized=mixture",
    "normalized=true,false", "verdict_state=published", "verdict_state=draft", "measure={measure}", "unit=USD",
    "unit=rocket", "quantity_min=99990", "quantity_max=1", "unit=USD&quantity_min=99000", "as_of_from=2021",
    "as_of_to=2007-01", "as_of_from=2019-05-14T09:30Z&as_of_to=2019-05-14&unit=person", "claimed_from=2021",
    "claimed_to=2007-01", "claimed_from=2019-05-14&claimed_to=2019-05-14", "updated_from=2022-01-01",
    "updated_to=2021-01-02", "overdue_reply=true", "overdue_reply=false", "include_merged=true",
    "q=tax&status=checked&topic=economy",
)  # fmt: skip
INDEXES = """
    SELECT indexrelname, pg_relation_size(indexrelid) FROM pg_stat_user_indexes JOIN pg_index USING (indexrelid)
    WHERE relname = 'claims_claim' AND idx_scan = 0 AND NOT indisunique ORDER BY 2 DESC
"""


def plans(statement: str) -> dict[str, Any]:
    """Ask for the plan of a statement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + statement.replace("%", "%%"), [])
        found: Any = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk through a plan."""
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def whole_reads(statement: str) -> list[str]:
    """Name the scans of a statement that read the whole table of claims."""
    return [
        f"{node['Node Type']} for {node['Plan Rows']:,} of its rows"
        for node in nodes(plans(statement))
        if node.get("Relation Name") == "claims_claim" and node["Node Type"] == "Seq Scan"
    ]


def asked() -> Iterator[str]:
    """List what is asked for: every filter with every sort, first page and deep."""
    from claims.models import Entity, Measure, Publisher, Source, User

    known = {
        "entity": Entity.objects.order_by("pk")[77].pk,
        "publisher": Publisher.objects.order_by("pk")[77].pk,
        "measure": Measure.objects.order_by("pk")[77].pk,
        "url": Source.objects.order_by("pk")[77].url,
        "user": User.objects.order_by("pk")[0].pk,
    }
    for one, sort in product(FILTERS, SORTS):
        yield f"/claims?{one.format(**known)}&sort={sort}&limit=50".replace("?&", "?")
    for one in FILTERS:
        if one.startswith("q="):
            yield f"/claims?{one}&sort=relevance&limit=50"


def look(token: str) -> int:
    """Print what reads the whole table, and what took longest; give how many do."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.api_client import ApiClient

    api, faults, times = ApiClient(token), 0, []
    for path in asked():
        at = path
        for _ in ("the first page", "a later page"):
            with CaptureQueriesContext(connection) as captured:
                response = api.get(at)
            if response.status_code != 200:
                raise SystemExit(f"{at}: {response.content!r}")
            for query in captured:
                times.append((float(query["time"]), at))
                found = whole_reads(query["sql"]) if "claims_claim" in query["sql"] else []
                faults += bool(found)
                if found:
                    print(f"{at}: {'; '.join(found)}, {query['time']} s", flush=True)
            following = response.json()["next"]
            if following is None:
                break
            at = f"{path}&cursor={following}"
    print(f"{len(times):,} statements looked at, {faults} read the whole table of claims; the slowest, in seconds:")
    for seconds, at in sorted(times, reverse=True)[:12]:
        print(f"  {seconds:6.3f}  {at}")
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        print("indexes of claims that nothing has used:", cursor.fetchall() or "none")
    return faults


def main() -> None:
    """Look at what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--there", metavar="TOKEN")
    options = parser.parse_args()
    if not SERVER:
        raise SystemExit("Set DATABASE_URL to a server where databases may be made.")
    if options.there:
        _set_up()
        sys.exit(min(look(options.there), 1))
    with database(options.claims) as (url, token):
        command = [sys.executable, "-m", "tests.benchmarks.bench_plans", "--there", token]
        sys.exit(subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": url}).returncode)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    os.environ["RATE_LIMIT_READS"] = "100000000"
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]


if __name__ == "__main__":
    main()
