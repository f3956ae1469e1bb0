"""Readers of the API before and during a load: what 95 of 100 of them wait at most, at a modest fixed rate."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from statistics import quantiles

import psycopg

from tests.benchmarks.bench_api import ask, served
from tests.benchmarks.bench_import import generated

A_SECOND, SECONDS, READERS = 20, 15, 8
THERE, LOADED = 5_000, 150_000
LIST = "/api/v1/claims?limit=20"
CONSTANTS = ("--publisher", "checks.example.net", "--scale", "truth-o-meter", "--const", "language=en")


def beside_a_load(url: str, folder: Path) -> None:
    """Print what readers wait while nothing else is done, and while a file is loaded by the command as it is."""
    for origin, count in (("there", THERE), ("loaded", LOADED)):
        with (folder / f"{origin}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in generated(count))
    if _loading(url, folder / "there.jsonl").wait():
        raise SystemExit("What is to be read could not be loaded; what it said is above.")
    with served(url, FACTCHECK_PUBLIC_READ="1", RATE_LIMIT_PUBLIC="100000000"):
        _waits(1)  # until every thread has planned what it runs
        idle = _waits(SECONDS)
        loader = _loading(url, folder / "loaded.jsonl")
        try:
            _wait_for_rows(url, loader)
            busy = _waits(SECONDS)
            if loader.poll() is not None:
                raise SystemExit("The load ended before its readers: give them a longer file.")
        finally:
            loader.kill()
            loader.wait()
    print(f"readers of one web worker, {A_SECOND} requests a second for {SECONDS} s, 95th percentile")
    for name, before in idle.items():
        during = busy[name]
        print(f"  {name:<12} idle {before:6.1f} ms, during a load {during:6.1f} ms")
        print(f"    {during / before:.1f} times as long (mark: at most 2)", flush=True)


def _loading(url: str, path: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "import_claims", str(path), "--origin", path.stem, *CONSTANTS, "--json"]
    return subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.DEVNULL)


def _wait_for_rows(url: str, loader: "subprocess.Popen[bytes]") -> None:
    with psycopg.connect(url, autocommit=True) as there:
        while loader.poll() is None:
            if there.execute("SELECT 1 FROM claims_importbatch WHERE origin = 'loaded' AND inserted > 0").fetchone():
                return
            time.sleep(0.05)


def _waits(seconds: int) -> dict[str, float]:
    """Ask for a list and for one claim in turn, each when it is due whether or not those before it are answered."""
    one = json.loads(ask(LIST)[2])["results"][-1]["id"]
    paths = {"list of 20": LIST, "one claim": f"/api/v1/claims/{one}"}
    began = time.perf_counter()
    with ThreadPoolExecutor(READERS) as readers:
        asked = [
            (name, readers.submit(_wait, paths[name], began + number / A_SECOND))
            for number, name in zip(range(seconds * A_SECOND), cycle(paths), strict=False)
        ]
        waits = [(name, one.result()) for name, one in asked]
    return {name: quantiles([wait for by, wait in waits if by == name], n=20)[-1] for name in paths}


def _wait(path: str, due: float) -> float:
    """Ask when it is due, and give the milliseconds from then on."""
    time.sleep(max(0.0, due - time.perf_counter()))
    status, _, _ = ask(path)
    if status != 200:
        raise SystemExit(f"{path}: {status}")
    return (time.perf_counter() - due) * 1000
