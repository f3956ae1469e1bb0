"""After a restore an old cursor is answered with `epoch_changed`, and every later event is listed once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from tests.api.feed import caught_up
from tests.api_client import ApiClient
from tests.models import rows
from tests.proofs.pollers import Poller
from tests.proofs.servers import connected_to, restored_copy
from tests.proofs.writers import Commit, Writer

WRITERS = 8
CLAIMS = 40


def prove(seconds: float, new_api: Callable[[], ApiClient], file: Path) -> str:
    """Dump a database in use, write more, restore the dump into a new server, and write more there."""
    claims = [rows.insert("claims_claim") for _ in range(CLAIMS)]
    behind, beyond = Poller(new_api(), number=1), Poller(new_api(), number=2)
    write(claims, seconds)
    caught_up()
    behind.poll(limit=5)
    with restored_copy(file) as server:
        lost = write(claims, seconds)
        caught_up()
        beyond.follow(lambda: True)
        assert {xid for xid, _, _ in beyond.seen} >= {xid for xid, _, _ in lost}
        last_xid = beyond.seen[-1][0]
        with connected_to(server.folder.url()):
            assert Client().get("/readyz").status_code == 200
            kept = rows.number("SELECT count(*) FROM (SELECT DISTINCT pgh_xid, pgh_obj_id FROM claims_claimevent) AS e")
            first_half = write(claims, seconds / 2)
            caught_up()
            received = [follow(poller) for poller in (behind, beyond)]
            second_half = write(claims, seconds / 2)
            caught_up()
            received = [
                [*first, *follow(poller, is_changed=False)]
                for first, poller in zip(received, [behind, beyond], strict=True)
            ]
            call_command("verify_history", verbosity=0)
    new = {*first_half, *second_half}
    assert min(xid for xid, _, _ in new) < last_xid, "the new server's transactions were numbered higher anyway"
    assert len(received[1]) == len(new)
    assert set(received[1]) == new
    assert received[0][-len(new) :] == received[1]
    assert len(received[0]) == kept - 5 + len(new)
    return (
        f"{len(new):,} events after a restore whose transactions begin at {min(xid for xid, _, _ in new):,},"
        f" each listed once after a cursor of transaction {last_xid:,}, with `epoch_changed` on the first page"
    )


def write(claims: list[int], seconds: float) -> list[Commit]:
    """Let writers write for some seconds and return what they committed."""
    ends = time.monotonic() + seconds
    writers = [Writer(number, claims) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda writer: writer.work(lambda: time.monotonic() > ends), writers))
    return [commit for writer in writers for commit in writer.committed]


def follow(poller: Poller, *, is_changed: bool = True) -> list[Commit]:
    """Read to the end and return the new events; only the first page says that the epoch changed."""
    poller.seen, poller.epoch_changed = [], []
    poller.follow(lambda: True)
    assert poller.epoch_changed == [is_changed, *[False] * (len(poller.epoch_changed) - 1)]
    return poller.seen
