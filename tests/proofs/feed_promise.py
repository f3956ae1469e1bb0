"""The feed lists every committed event once, in one order, none of a rollback, and nothing before a cursor."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import connection

from claims.models import Claim
from tests.api.feed import PATIENCE, caught_up
from tests.api_client import ApiClient
from tests.importing import load
from tests.models import rows
from tests.proofs.pollers import Poller
from tests.proofs.writers import Commit, Writer

WRITERS = 16
CLAIMS = 40
POLLERS = 3


def prove(seconds: float, new_api: Callable[[], ApiClient], *, loaded: int = 0) -> str:
    """Let writers write and pollers follow for some seconds, and check what the pollers received.

    With `loaded`, a file of so many rows is loaded meanwhile, and then again with half of its rows changed.
    Returns the figures as a line.
    """
    claims = [rows.insert("claims_claim") for _ in range(CLAIMS)]
    first = [
        (xid, claim, version)
        for xid, claim, version in rows.rows("SELECT pgh_xid::text::bigint, pgh_obj_id, version FROM claims_claimevent")
    ]
    ends = time.monotonic() + seconds
    writers = [Writer(number, claims) for number in range(WRITERS)]
    pollers = [Poller(new_api(), number) for number in range(POLLERS)]
    with ThreadPoolExecutor(WRITERS + POLLERS + 1) as pool:
        working: list[Future[Any]] = [pool.submit(writer.work, lambda: time.monotonic() > ends) for writer in writers]
        if loaded:
            working.append(pool.submit(load_twice, loaded))
        done = partial(all_done, working)
        following: list[Future[Any]] = [
            pool.submit(begin_later, poller, number * seconds / POLLERS, done) for number, poller in enumerate(pollers)
        ]
        for future in (*working, *following):
            future.result(seconds + 5 * PATIENCE)
    check(first, writers, pollers, loaded)
    call_command("verify_history", verbosity=0)
    committed = sum(len(writer.committed) for writer in writers)
    rolled_back = sum(len(writer.rolled_back) for writer in writers)
    return (
        f"{WRITERS} writers, {seconds:g} s: {committed:,} events committed, {rolled_back:,} transactions rolled back"
        f"{f', {loaded:,} rows loaded twice' if loaded else ''};"
        f" {POLLERS} pollers, {sum(poller.polls for poller in pollers):,} polls: each received"
        f" {len(pollers[0].seen):,} events once, in one order"
    )


def all_done(working: "list[Future[Any]]") -> bool:
    """Return whether every writer has finished and the feed shows all that they committed."""
    if not all(future.done() for future in working):
        return False
    caught_up()
    return True


def begin_later(poller: Poller, seconds: float, is_stopped: Callable[[], bool]) -> None:
    """Wait some seconds, then follow the feed from its start."""
    rows.rows("SELECT pg_sleep(%s)", seconds)
    poller.follow(is_stopped)


LOADS = 2


def load_twice(number: int) -> None:
    """Load a file, then load it again with every other claim changed."""
    try:
        lines = [
            {"external_id": f"{line}", "text": f"Claim {line}.", "quantities": "31 rockets"} for line in range(number)
        ]
        assert load(*lines).counts.inserted == number
        for line in lines[::2]:
            line["text"] += " Corrected."
        assert load(*lines).counts.updated == len(lines[::2])
    finally:
        connection.close()


def check(first: list[Commit], writers: list[Writer], pollers: list[Poller], loaded: int) -> None:
    """Compare what the pollers received with the writers' own records."""
    committed = Counter([*first, *(commit for writer in writers for commit in writer.committed)])
    rolled_back = {xid for writer in writers for xid in writer.rolled_back}
    assert set(committed.values()) == {1}
    assert rolled_back
    of_load = set(Claim.objects.filter(external_ids__origin="desk").values_list("pk", flat=True))
    assert len(of_load) == loaded
    for poller in pollers:
        received = Counter(event for event in poller.seen if event[1] is not None and event[1] not in of_load)
        assert received == committed, (received - committed, committed - received)
        assert not rolled_back & {xid for xid, _, _ in poller.seen}
        assert poller.seen == pollers[0].seen
        assert sum(claim is None for _, claim, _ in poller.seen) == (LOADS if loaded else 0)  # one event a load
        versions = Counter((claim, version) for _, claim, version in poller.seen if claim in of_load)
        assert set(versions.values()) <= {1}
        assert Counter(version for _, version in versions) == Counter(
            {1: loaded, 2: (loaded + 1) // 2} if loaded else {}
        )
    assert [xid for xid, _, _ in pollers[0].seen] == sorted(xid for xid, _, _ in pollers[0].seen)
