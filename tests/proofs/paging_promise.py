"""Page through claims that share one time while others insert and update claims."""

from threading import Event, Thread
from time import perf_counter

from django.db import connection

from tests.api_client import ApiClient
from tests.models.rows import execute, rows
from tests.session import session

FILL = "INSERT INTO claims_claim (text) SELECT 'Claim ' || n FROM generate_series(1, %s) AS n RETURNING id"
INSERT = "INSERT INTO claims_claim (text) SELECT 'Later ' || n FROM generate_series(1, 50) AS n"
UPDATE = "UPDATE claims_claim SET place = 'x' || random() WHERE id IN (SELECT id FROM claims_claim OFFSET %s LIMIT 50)"
SORTS = ("id", "-id", "created_at", "-created_at")


def prove(api: ApiClient, number: int) -> str:
    """Page through so many claims of one time by each sort that never changes; return the figures as a line.

    Claims that existed throughout are listed once each, in order, and no claim is listed twice.
    """
    ids = [pk for (pk,) in rows(FILL, number)]
    assert rows("SELECT count(DISTINCT created_at) FROM claims_claim WHERE id = ANY(%s)", ids) == [(1,)]
    stop, began = Event(), perf_counter()
    writer = Thread(target=_write, args=(stop, number))
    writer.start()
    try:
        counts = {sort: _walk(api, sort, ids) for sort in SORTS}
    finally:
        stop.set()
        writer.join()
    written = rows("SELECT count(*) FROM claims_claim")[0][0] - number
    execute("ANALYZE claims_claim")
    connection.close()
    return (
        f"{number:,} claims of one time were walked by {len(SORTS)} sorts in {perf_counter() - began:.0f} s while"
        f" {written:,} came in: none skipped, none twice ({', '.join(f'{seen:,}' for seen in counts.values())} seen)"
    )


def _walk(api: ApiClient, sort: str, ids: list[int]) -> int:
    seen: list[int] = []
    path = f"/claims?sort={sort}&limit=500"
    cursor = ""
    while True:
        answer = api.get(path + cursor).json()
        seen += [row["id"] for row in answer["results"]]
        if answer["next"] is None:
            break
        cursor = f"&cursor={answer['next']}"
    original = set(ids)
    assert len(seen) == len(set(seen)), "a claim was listed twice"
    assert [pk for pk in seen if pk in original] == (ids[::-1] if sort.startswith("-") else ids)
    return len(seen)


def _write(stop: Event, number: int) -> None:
    """Insert and update claims in short transactions until `stop` is set."""
    step = 0
    with session() as writing:
        while not stop.is_set() and step < number:
            writing.execute(INSERT)
            writing.commit()
            writing.execute(UPDATE, (step * 997) % number)
            writing.commit()
            step += 1
            stop.wait(0.01)
