"""What history and feed cost: a claim's update beside plain SQL, and pages of both as the history grows.

    make bench ARGS='-k history'

BENCH_HISTORY lists the sizes, in events of claims; 10000,100000,1000000 by default. Times are medians.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.actions.actors import actor_of
from claims.actions.claims import update_claim
from claims.models import ClaimEvent, EvidenceEvent, NoteEvent, User
from claims.models.feed import Position, position_of
from tests.api.feed import caught_up
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.models import rows

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [int(size) for size in os.environ.get("BENCH_HISTORY", "10000,100000,1000000").split(",")]
UPDATES = 300
PAGES = 15
VERSIONS = 10
CONTEXT = 'SELECT set_config(\'pghistory.context_metadata\', \'{"verb": "claim.update", "actor": 1}\', true)'
UPDATE = "UPDATE claims_claim SET place = %s WHERE id = %s"


# --- A claim's update -------------------------------------------------------------------------------------------------


@contextmanager
def without(*triggers: str) -> Iterator[None]:
    """Switch triggers of the claims off, those that are named so, or all of them."""
    named = [
        name
        for (name,) in rows.rows(
            "SELECT tgname::text FROM pg_trigger WHERE tgrelid = 'claims_claim'::regclass AND NOT tgisinternal"
        )
        if any(name.startswith(f"pgtrigger_{trigger}") for trigger in triggers)
    ]
    assert named
    for switch in ("DISABLE", "ENABLE"):
        for name in named:
            rows.execute(f'ALTER TABLE claims_claim {switch} TRIGGER "{name}"')
        if switch == "DISABLE":
            yield


def by_sql(claim: int, place: str) -> None:
    rows.execute(UPDATE, place, claim)


def with_context(claim: int, place: str) -> None:
    rows.execute("BEGIN")
    rows.execute(CONTEXT)
    rows.execute(UPDATE, place, claim)
    rows.execute("COMMIT")


def test_what_an_update_costs(editor: User, api_of: MakeApi) -> None:
    claims = [rows.insert("claims_claim") for _ in range(50)]
    actor, api, number = actor_of(editor), api_of(editor), count()

    def over_http(claim: int, place: str) -> None:
        assert api.patch(f"/claims/{claim}", {"place": place}).status_code == 200

    def timed(update: Callable[[int, str], Any], times: list[float]) -> None:
        for claim in claims:
            place = f"Place {next(number)}"
            started = perf_counter()
            update(claim, place)
            times.append(perf_counter() - started)

    bare: list[float] = []
    without_history: list[float] = []
    ways: dict[str, tuple[Callable[[int, str], Any], list[float]]] = {
        "SQL, all triggers": (by_sql, []),
        "SQL, all triggers, with who and why": (with_context, []),
        "the action": (lambda claim, place: update_claim(claim, {"place": place}, actor=actor), []),
        "PATCH": (over_http, []),
    }
    for _ in range(UPDATES // len(claims)):
        with without(""):
            timed(by_sql, bare)
        with without("update_update"):
            timed(by_sql, without_history)
        for update, times in ways.values():
            timed(update, times)

    print(f"\none claim's update, median of {UPDATES}: milliseconds, and times as long as without history")
    shown = {"SQL, no triggers": bare, "SQL, all triggers but the history's": without_history}
    shown |= {name: times for name, (_, times) in ways.items()}
    for name, times in shown.items():
        print(f"  {name:40}{1000 * median(times):8.2f}{median(times) / median(without_history):8.2f}")


# --- Pages, as the history grows --------------------------------------------------------------------------------------


# Events of rows as their transactions would have made them: one for each of some versions of each row, and a hundred
# rows to a transaction.
EVENTS = """
    INSERT INTO {table}event (pgh_label, pgh_created_at, pgh_obj_id, pgh_xid, pgh_context, {columns})
    SELECT CASE v WHEN {first} THEN 'insert' ELSE 'update' END,
        timestamptz '2020-01-02 00:00Z' + (v * 100 + r.{by} %% 100) * interval '1 min',
        r.id, (10 + v * 100 + r.{by} %% 100)::text::xid8, '{{"verb": "claim.update", "actor": 1}}', {values}
    FROM generate_series({first}, {last}, {step}) AS v CROSS JOIN {table} AS r
    WHERE r.{by} > %s ORDER BY v, r.{by} %% 100, r.id
"""
LARGE = ("claims_claimevent", "claims_evidenceevent", "claims_noteevent")
PARTS = {"evidence": ("stance, note", "'context', 'Known.'"), "note": ("text", "'A note.'")}


def add_events(model: Any, behind: int, *, by: str, first: int = 1, step: int = 1) -> None:
    """Add the events of the rows that belong to claims behind an id."""
    columns = [f'"{field.column}"' for field in model._meta.local_fields if not field.name.startswith("pgh_")]
    values = [f"(v - {first}) / {step} + 1" if column == '"version"' else f"r.{column}" for column in columns]
    table = model._meta.db_table.removesuffix("event")
    names = {"columns": ", ".join(columns), "values": ", ".join(values), "last": VERSIONS}
    rows.execute(EVENTS.format(table=table, by=by, first=first, step=step, **names), behind)


def grow(total: int) -> None:
    """Let there be so many events of claims, ten of each, and half as many of evidence and of notes."""
    behind = rows.number("SELECT coalesce(max(id), 0) FROM claims_claim")
    missing = (total - ClaimEvent.objects.count()) // VERSIONS
    with transaction.atomic():
        rows.execute("SET LOCAL session_replication_role = replica")
        rows.execute("INSERT INTO claims_claim (text) SELECT 'Claim ' || g FROM generate_series(1, %s) AS g", missing)
        for table, (columns, values) in PARTS.items():
            claims = f"SELECT id, {values} FROM claims_claim WHERE id > {behind}"
            rows.execute(f"INSERT INTO claims_{table} (claim_id, {columns}) {claims}")
        add_events(ClaimEvent, behind, by="id")
        add_events(EvidenceEvent, behind, by="claim_id", step=2)
        add_events(NoteEvent, behind, by="claim_id", first=2, step=2)
    rows.execute("ANALYZE")


def busy_claim(changes: int) -> int:
    """Make a claim that was changed so often, by transactions of their own."""
    claim = rows.insert("claims_claim")
    rows.execute(
        "DO $$ BEGIN FOR n IN 1.." + f"{changes} LOOP"
        f" UPDATE claims_claim SET place = 'Place ' || n WHERE id = {claim}; COMMIT; END LOOP; END $$"
    )
    return claim


def blocks(read: Callable[[], Any], size: int) -> int:
    """Count the blocks of the database that the statements on history touch; a large one is never read whole."""
    with CaptureQueriesContext(connection) as captured:
        read()
    found = 0
    with connection.cursor() as cursor:
        for query in captured.captured_queries:
            if "event" in query["sql"] and query["sql"].lstrip().startswith("SELECT"):
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query["sql"])
                ((explained,),) = cursor.fetchone()
                plan = explained["Plan"]
                found += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
                scanned = [node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"]
                assert size < 100_000 or not set(LARGE) & set(scanned), f"{query['sql']} reads all of {scanned}"
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return every node of a plan."""
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def milliseconds(read: Callable[[], Any]) -> float:
    """Return the time of the fastest of several runs, which other processes disturbed least."""
    times = []
    for _ in range(PAGES):
        started = perf_counter()
        read()
        times.append(perf_counter() - started)
    return 1000 * min(times)


def page(api: ApiClient, path: str, held: int | None = None, **query: Any) -> dict[str, Any]:
    response = api.get(path, query)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    assert held is None or len(body["results"]) == held, (path, query, len(body["results"]))
    return body


def pages(api: ApiClient, reader: ApiClient, busy: int) -> dict[str, Callable[[], Any]]:
    """Return the statements to measure, by name."""
    from claims.api.views.events import _cursor

    events = ClaimEvent.objects.order_by("pgh_epoch", "pgh_xid", "pgh_id")
    total = events.count()
    ordinary = rows.number("SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM claims_claim")
    halfway = rows.number("SELECT pgh_id FROM claims_claimevent WHERE pgh_obj_id = %s AND version = 500", busy)
    middle, late, last = (_cursor(position_of(events[at])) for at in (total // 2, total - 101, total - 1))
    start = _cursor(Position())
    of_claim, of_busy = f"/claims/{ordinary}/history", f"/claims/{busy}/history"
    return {
        "history of a claim": partial(page, api, of_claim, VERSIONS),
        "history of a claim, by a reader": partial(page, reader, of_claim),
        "history of a busy claim, newest 50": partial(page, api, of_busy, 50),
        "history of a busy claim, in its middle": partial(page, api, of_busy, 50, cursor=str(halfway)),
        "feed, first 100": partial(page, api, "/events", 100, limit=100, after=start),
        "feed, in its middle": partial(page, api, "/events", 100, limit=100, after=middle),
        "feed, its last 100": partial(page, api, "/events", 100, limit=100, after=late),
        "feed, nothing new": partial(page, api, "/events", 0, limit=100, after=last),
        "feed, in its middle, by a reader": partial(page, reader, "/events", limit=100, after=middle),
        "feed, 1,000 looked at for a rare type": partial(
            page, api, "/events", 0, limit=100, after=middle, types="claim.merged"
        ),
    }


def test_pages_stay_flat(api: ApiClient, api_of: MakeApi) -> None:
    reader = api_of("reader")
    busy = 0
    found: dict[str, list[tuple[float, int]]] = {}
    for size in SIZES:
        grow(size)
        busy = busy or busy_claim(1_000)
        caught_up()
        for name, read in pages(api, reader, busy).items():
            touched = blocks(read, size)
            found.setdefault(name, []).append((milliseconds(read), touched))
    print(f"\na page by the API's views: milliseconds, the fastest of {PAGES}, and blocks of the database touched")
    print(f"{'events of claims':40}" + "".join(f"{size:>18,}" for size in SIZES))
    for name, figures in found.items():
        print(f"  {name:38}" + "".join(f"{time:10.1f}{touched:8,}" for time, touched in figures))
        assert figures[-1][1] <= 2 * figures[0][1] + 20, f"{name} touches more of a larger history"
