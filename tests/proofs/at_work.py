"""Write claims and follow the feed on the database of DATABASE_URL, as a program that can be killed.

`python -m tests.proofs.at_work WRITERS [CURSOR]` writes one line of JSON for every commit that was acknowledged and for
every page of the feed. When its input ends it stops writing, reads the feed to its end, and ends.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

CLAIMS = 40


def main() -> None:
    """Write and follow until the input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tests.models import rows
    from tests.proofs.pollers import Poller
    from tests.proofs.writers import Writer

    setup_test_environment()
    number, *cursor = sys.argv[1:]
    stopped, written = threading.Event(), threading.Event()
    poller = Poller(_new_api(), number=0, after=cursor[0] if cursor else None)
    claims = [claim for (claim,) in rows.rows("SELECT id FROM claims_claim ORDER BY id LIMIT %s", CLAIMS)]
    claims += [rows.insert("claims_claim") for _ in range(CLAIMS - len(claims))]
    connection.close()
    writers = [Writer(each, claims, on_commit=lambda commit: print_fact(commit=commit)) for each in range(int(number))]
    with ThreadPoolExecutor(len(writers) + 1) as pool:
        working = [pool.submit(writer.work, stopped.is_set) for writer in writers]
        following = pool.submit(_follow, poller, written.is_set)
        threading.Thread(target=_set_at_end_of_input, args=[stopped], daemon=True).start()
        for future in working:
            future.result()
        written.set()
        following.result()


def _set_at_end_of_input(event: threading.Event) -> None:
    sys.stdin.read()
    event.set()


def _new_api() -> Any:
    """Return an API client of a new editor."""
    import uuid

    from claims.actions.actors import OPERATOR
    from claims.actions.tokens import create_token
    from claims.actions.users import create_user
    from claims.rules.access import ROLES
    from tests.api_client import ApiClient

    user = create_user(f"poller-{uuid.uuid4()}", roles=["editor"], actor=OPERATOR)
    return ApiClient(create_token(user, ROLES["editor"], actor=OPERATOR)[1])


def _follow(poller: Any, is_written: Callable[[], bool]) -> None:
    """Print each page with its cursor on one line, so that both are received or neither."""
    from django.db import connection

    from tests.api.feed import caught_up

    try:
        ends = has_more = False
        while has_more or not ends:
            if is_written():
                caught_up()
                ends = True
            has_more = poller.poll(100)
            print_fact(page=poller.seen, next=poller.after)
            poller.seen = []
    finally:
        connection.close()


_LOCK = threading.Lock()


def print_fact(**fact: Any) -> None:
    """Write one fact as a line of JSON, with one system call."""
    with _LOCK:
        os.write(1, (json.dumps(fact) + "\n").encode())


if __name__ == "__main__":
    main()
