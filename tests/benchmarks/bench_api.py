"""Requests a second of the API under load, beside what the same process could give, and beside its peers.

    python -m tests.benchmarks.bench_api [CLAIMS] [--seconds N] [--rounds N] [--growth CLAIMS]

It makes databases of its own on the server of DATABASE_URL and drops them; serves by gunicorn as shipped, with one
worker; and loads it by wrk (Debian's package) from loopback, each request and its ceiling in turn. Authentication,
rate limits and logging stay on. `--growth 1000000` also tells how the slowest of deep pages grow with the claims.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.benchmarks import creating

SERVER = os.environ.get("DATABASE_URL", "")
PORT = int(os.environ.get("BENCH_PORT", "8199"))
CONNECTIONS = 8
WORDS, DEEP, A_PAGE = "tax", 500, 10
SECONDS_TO_START = 60
MOST_SECONDS = 30
MARK_OF_GROWTH = 2.0


@dataclass(frozen=True)
class Row:
    """A line of the table: what is asked, what it is held against, and what it should reach of that."""

    name: str
    path: str
    against: str
    other: str
    mark: float
    headers: tuple[tuple[str, str], ...] = ()


def address(name: str) -> str:
    """Return the URL of another database on the same server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


@contextmanager
def database(claims: int) -> Iterator[tuple[str, str]]:
    """Make a database with so many claims, and give its URL and a token that reads all; drop it at the end."""
    name = f"bench_api_{claims}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            filling = [sys.executable, "-m", "tests.benchmarks.many_claims", str(claims)]
            environment = {**os.environ, "DATABASE_URL": address(name), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
            filled = subprocess.run(filling, check=True, env=environment, stdout=subprocess.PIPE, text=True)
            yield address(name), filled.stdout.strip().splitlines()[-1]
        finally:
            server.execute(drop)


@contextmanager
def served(url: str, **more: str) -> Iterator[None]:
    """Serve a database by gunicorn as shipped, with one worker, in production; set more than the bench's settings."""
    with tempfile.TemporaryDirectory() as static, tempfile.TemporaryFile() as log:
        settings = {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.served",
            "FACTCHECK_ENV": "production",
            "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-measured-and-thrown-away",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "STATIC_ROOT": static,
            "RATE_LIMIT_READS": "100000000",
            "RATE_LIMIT_WRITES": "100000000",
            "WEB_WORKERS": "1",
            "PORT": str(PORT),
            **more,
        }
        command = [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.serving", "factcheck.wsgi"]
        process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)
        try:
            _wait_for(process)
            yield
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if ask("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def ask(path: str, headers: Sequence[tuple[str, str]] = ()) -> tuple[int, dict[str, str], bytes]:
    """Ask once, and give the status, the headers and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    found = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return found


def load(path: str, headers: Sequence[tuple[str, str]], seconds: int, *options: str) -> float:
    """Load a path by wrk, and give the requests a second. Raises SystemExit where any is refused.

    What is too slow to be answered once in that time is given more.
    """
    shown = [*options, *(part for name, value in headers for part in ("-H", f"{name}: {value}"))]
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        *shown,
        f"http://127.0.0.1:{PORT}{path}",
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx or 3xx" in output or "Socket errors" in output:
        raise SystemExit(f"{path}: {output}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    if found is not None and float(found[1]) > 0:
        return float(found[1])
    if seconds > MOST_SECONDS:
        raise SystemExit(f"{path}: nothing was answered in time. {output}")
    return load(path, headers, seconds * 2, *options)


def rows(token: str) -> list[Row]:
    """List what is measured."""
    bearer = ("Authorization", f"Bearer {token}")
    newest = json.loads(ask("/api/v1/claims?limit=1", [bearer])[2])["results"][0]["id"]
    one = newest // 2
    tag = ask(f"/api/v1/claims/{one}", [bearer])[1]["ETag"]
    number, search, by_hand = deep_search(token)
    listed = "/api/v1/claims?limit=100"
    return [
        Row("list of 100", listed, "its statement in a bare view", "/api/bare/list", 0.7, (bearer,)),
        Row("list of 100", listed, "DRF ModelSerializer", "/api/drf/list", 6, (bearer,)),
        Row("list of 100", listed, "django-ninja", "/api/ninja/list", 6, (bearer,)),
        Row("one, whole", f"/api/v1/claims/{one}", "its statement in a bare view", f"/api/bare/one/{one}", 0.6,
            (bearer,)),
        Row("304 by ETag", f"/api/v1/claims/{one}", "one indexed read in a bare view", f"/api/bare/read/{one}", 0.5,
            (bearer, ("If-None-Match", tag))),
        Row(f"q, filter, sort, page {number}", search, "SQL by hand in a bare view", by_hand, 0.7, (bearer,)),
    ]  # fmt: skip


def deep_search(token: str) -> tuple[int, str, str]:
    """Return the number of a page deep in a search, and its paths: of the API, and of the statement written by hand."""
    asked = {"q": WORDS, "status": "checked", "sort": "-created_at", "limit": str(A_PAGE)}
    last: dict[str, Any] = {"created_at": "infinity", "id": 0}
    for number in range(1, DEEP + 1):
        path = f"/api/v1/claims?{urlencode(asked)}"
        page = json.loads(ask(path, [("Authorization", f"Bearer {token}")])[2])
        if number == DEEP or page["next"] is None:
            break
        asked["cursor"], last = page["next"], page["results"][-1]
    by_hand = {"q": WORDS, "created_at": last["created_at"], "id": last["id"]}
    return number, path, f"/api/bare/search?{urlencode(by_hand)}"


def assert_same(row: Row) -> None:
    """Compare both answers. Raises SystemExit if they differ by more than fractions of a second."""
    ours, theirs = (ask(path, row.headers) for path in (row.path, row.other))
    if ours[0] != theirs[0]:
        raise SystemExit(f"{row.name}: {ours[0]} against {theirs[0]} by {row.against}")
    if ours[0] == 200 and _whole_seconds(ours[2]) != _whole_seconds(theirs[2]):
        raise SystemExit(f"{row.name}: another answer than by {row.against}")


def _whole_seconds(body: bytes) -> Any:
    found = json.loads(re.sub(rb"(T\d\d:\d\d:\d\d)\.\d+", rb"\1", body))
    return found.get("results", found)


def measure(token: str, seconds: int, rounds: int) -> None:
    """Print the table."""
    print(f"{'request':<24}{'requests/s':>11}  {'against':<32}{'requests/s':>11}{'ratio':>8}{'mark':>8}")
    for row in rows(token):
        assert_same(row)
        paths = (row.path, row.other)
        for path in paths:
            load(path, row.headers, seconds)  # until every connection has planned what it runs
        pairs = [[load(path, row.headers, seconds) for path in paths] for _ in range(rounds)]
        ours, theirs = (median(side) for side in zip(*pairs, strict=True))
        print(f"{row.name:<24}{ours:>11,.0f}  {row.against:<32}{theirs:>11,.0f}{ours / theirs:>8.2f}{row.mark:>7}+")


def slowest(token: str) -> dict[str, float]:
    """Return the 95th percentile, in milliseconds, of asking for deep pages one after the other."""
    bearer = [("Authorization", f"Bearer {token}")]
    newest = json.loads(ask("/api/v1/claims?limit=1", bearer)[2])["results"][0]
    paths = {"deep in q, filter, sort": deep_search(token)[1]}
    for sort in ("-created_at", "claimed_on", "updated_at"):
        paths[f"deep in sort={sort}"] = _deep(f"/api/v1/claims?sort={sort}&limit=100", bearer)
    paths["a rare word"] = "/api/v1/claims?q=zeppelin&sort=-created_at&limit=10"
    paths["one, whole"] = f"/api/v1/claims/{newest['id'] // 2}"
    found = {}
    for name, path in paths.items():
        for _ in range(100):
            ask(path, bearer)  # until every connection has planned what it runs
        times = []
        for _ in range(200):
            began = time.perf_counter()
            status = ask(path, bearer)[0]
            times.append((time.perf_counter() - began) * 1000)
            if status != 200:
                raise SystemExit(f"{path}: {status}")
        found[name] = quantiles(times, n=20)[-1]
    return found


def _deep(path: str, headers: Sequence[tuple[str, str]]) -> str:
    """Go to a page deep in a list, by its cursors."""
    at = path
    for _ in range(DEEP - 1):
        cursor = json.loads(ask(f"{at}&fields=id", headers)[2])["next"]
        if cursor is None:
            break
        at = f"{path}&cursor={cursor}"
    return at


def growth(few: dict[str, float], many: dict[str, float], claims: int) -> None:
    """Print how the slowest answers grow."""
    print(f"{'95th percentile, ms':<32}{'few':>8}{f'{claims:,}':>12}{'growth':>8}{'mark':>8}")
    for name, before in few.items():
        print(f"{name:<32}{before:>8.1f}{many[name]:>12.1f}{many[name] / before:>8.2f}{MARK_OF_GROWTH:>7}-")


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="?", default=100_000)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", type=int, metavar="CLAIMS")
    options = parser.parse_args()
    if not SERVER:
        raise SystemExit("Set DATABASE_URL to a server where databases may be made.")
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: install Debian's package of that name.")
    with database(options.claims) as (url, token), served(url):
        print(f"{options.claims:,} claims with parts, {CONNECTIONS} connections, median of {options.rounds}")
        measure(token, options.seconds, options.rounds)
        few = slowest(token) if options.growth else {}
        create = partial(load, *creating.asked(token, options.seconds))
        creating.measure(url, CONNECTIONS, create, options.seconds, options.rounds)
    if options.growth:
        with database(options.growth) as (url, token), served(url):
            growth(few, slowest(token), options.growth)


def test_the_api_beside_its_ceilings_and_peers() -> None:
    """Let `make bench` measure in a process of its own."""
    from django.conf import settings

    there = settings.DATABASES["default"]
    person = f"{quote(there['USER'])}:{quote(there['PASSWORD'] or '')}"
    server = f"postgres://{person}@{there['HOST']}:{there['PORT']}/{there['NAME']}"
    command = [sys.executable, "-m", "tests.benchmarks.bench_api"]
    subprocess.run(command, check=True, env={**os.environ, "DATABASE_URL": server})


if __name__ == "__main__":
    main()
