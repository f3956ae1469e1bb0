"""Rows a second of a batch import, beside raw COPY of the same rows into the same tables under the same triggers.

    python -m tests.benchmarks.bench_import [ROWS ...] [--repeat N] [--peers] [--readers]

It makes databases of its own on the server of DATABASE_URL and drops them. Generated rows carry a claimant, one
appearance, one quantity and one verdict each; where FACTCHECK_DATA names the folder that holds it,
politifact_19250.jsonl is measured as well. Of several numbers of rows, each is measured in a process of its own, and
what a row costs and takes of memory is compared: `bench_import 100000 1000000 --repeat 1`. `--peers` loads the same
rows by bulk_create and by django-import-export, `--readers` asks the API during a load; `make bench` does both.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import IO, NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

# In the order in which the tables are written.
TABLES = (
    "publisher", "source", "entity", "claim", "externalid", "appearance", "attribution", "quantity", "verdict",
)  # fmt: skip
KEPT_BY_DATABASE = ("version", "changed_in", "created_at", "updated_at", "search")
SERVER = os.environ.get("DATABASE_URL", "")
TEMPLATE, LOADED, RAW = "bench_import_template", "bench_import_loaded", "bench_import_raw"

WORDS = """
the a of to in and that for state tax percent says has on is was people more than budget jobs health care bill since
federal government years million would voted president school money law cut plan city county spending americans under
new from every year not are have who been against over because police crime rate states workers immigrants energy oil
border vote wages debt insurance students public water children families companies
"""
PHRASES = ("about {n} people", "{n} rockets", "at least {n} soldiers", "${n} million", "nearly {n} jobs", "{n} percent")
LABELS = ("true", "mostly true", "half true", "mostly false", "false", "pants on fire")


class Copy(NamedTuple):
    """A COPY of rows that lie in a file."""

    statement: str
    start: int
    length: int


def address(name: str) -> str:
    """Return the URL of another database on the same server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


def generated(count: int) -> Iterator[dict[str, str]]:
    """Make rows of the lengths that checked claims have: 5 to 60 words, a claimant for every fifth row."""
    pick, words = random.Random(count), WORDS.split()  # noqa: S311
    for number in range(count):
        length = min(60, max(5, round(pick.lognormvariate(2.85, 0.4))))
        figure = pick.choice(PHRASES).format(n=f"{round(pick.lognormvariate(5, 2)) + 2:,}")
        text = " ".join(pick.choices(words, k=length)).capitalize() + f" {figure}."
        day = f"{pick.randint(2007, 2021)}-{pick.randint(1, 12):02d}-{pick.randint(1, 28):02d}"
        site = f"https://news{pick.randint(1, 300)}.example.org"
        yield {
            "external_id": f"gen-{number:08d}",
            "text": text,
            "claimant": f"Speaker {pick.randint(1, max(1, count // 5))}",
            "claimed_on": day,
            "topics": pick.choice(("economy|taxes", "health", "crime|immigration", "education")),
            "quantities": figure,
            "source_url": f"{site}/{day.replace('-', '/')}/{number}-what-was-said?utm_source=feed",
            "source_title": text[:80],
            "quote": text,
            "verdict_label": pick.choice(LABELS),
            "verdict_url": f"https://checks.example.net/{day.replace('-', '/')}/{number}/",
            "verdict_date": day,
            "verdict_headline": text[:60],
            "verdict_summary": text[:120],
        }


@contextmanager
def databases() -> Iterator[None]:
    """Make a migrated database to copy from, and drop it and its copies at the end."""
    with psycopg.connect(SERVER, autocommit=True) as server:
        names = (LOADED, RAW, TEMPLATE)
        for name in names:
            drop(name)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
        try:
            yield
        finally:
            for name in names:
                drop(name)


def close() -> None:
    """Close Django's connection, so that its database can be copied or dropped."""
    from django.db import connection

    connection.close()


def drop(name: str) -> None:
    """Drop a database, if it is there."""
    close()
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def fresh(name: str) -> None:
    """Make a database anew from the template."""
    drop(name)
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
        server.execute("CHECKPOINT")


def load(path: Path, mapping: str) -> tuple[int, float]:
    """Load a file as import_claims does, and give its rows and the seconds."""
    from django.db import connection

    from claims.actions.actors import OPERATOR
    from claims.actions.imports.load.load_file import import_claims
    from claims.actions.imports.load.running_batch import ImportedFile
    from claims.formats.files.file_formats import FORMATS, format_of
    from claims.formats.files.input_stream import open_input
    from claims.formats.mapping.mapping_document import MappingDocument, shipped_document
    from claims.formats.mapping.row_plan import RowPlan

    connection.settings_dict["NAME"] = LOADED
    constants: dict[str, str | list[str]] = {
        "verdict_publisher": "checks.example.net",
        "verdict_scale": "truth-o-meter",
        "language": "en",
    }
    document = shipped_document(mapping) or MappingDocument(constants=constants)
    started = time.perf_counter()
    with open_input(str(path)) as source:
        form = format_of(source)
        table = FORMATS[form](source)
        plan = RowPlan(document, table, by_name=not mapping)
        done = import_claims(table, plan, ImportedFile(path.name, form, "bench"), actor=OPERATOR)
    seconds = time.perf_counter() - started
    if done.counts.refused or done.counts.rows_read == 0:
        raise SystemExit(f"{done.counts.refused} of {done.counts.rows_read} rows were refused: {done.issues[:1]}")
    return done.counts.rows_read, seconds


def dumped(file: IO[bytes]) -> list[list[Copy]]:
    """Write what the load wrote to a file, as COPY text: of each of its transactions, each table's rows."""
    chunks = []
    with psycopg.connect(address(LOADED)) as there:
        for table in TABLES:
            there.execute(f"CREATE INDEX ON claims_{table} (changed_in, id)")  # else each chunk reads whole tables
        found = there.execute("SELECT changed_in::text FROM claims_claim GROUP BY 1 ORDER BY min(id)").fetchall()
        columns = {table: _columns(there, f"claims_{table}") for table in TABLES}
        for (xid,) in found:
            chunk = []
            for table in TABLES:
                names = ", ".join(f'"{name}"' for name in columns[table])
                where = f"changed_in = '{xid}'::xid8 ORDER BY id"
                start = file.tell()
                with there.cursor().copy(f"COPY (SELECT {names} FROM claims_{table} WHERE {where}) TO STDOUT") as copy:
                    file.writelines(copy)
                if file.tell() > start:
                    chunk.append(Copy(f"COPY claims_{table} ({names}) FROM STDIN", start, file.tell() - start))
            chunks.append(chunk)
    return chunks


def _columns(there: "psycopg.Connection[tuple[str]]", table: str) -> list[str]:
    found = there.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
        " ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in found if name not in KEPT_BY_DATABASE]


def copied(file: IO[bytes], chunks: list[list[Copy]]) -> float:
    """Copy the rows, rendered already, in transactions of the same size, and give the seconds."""
    with psycopg.connect(address(RAW)) as there:
        there.execute(
            "INSERT INTO claims_importbatch (origin, file_name, format, created_at) VALUES ('bench', '', 'csv', now())"
        )
        there.commit()
        started = time.perf_counter()
        for chunk in chunks:
            for one in chunk:
                file.seek(one.start)
                with there.cursor().copy(one.statement) as copy:
                    copy.write(file.read(one.length))
            there.commit()
        return time.perf_counter() - started


def peak_megabytes() -> int:
    """Return the peak memory of this program; getrusage would count the program that started it as well."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    if found is None:
        raise SystemExit("/proc tells no peak of memory: measure on Linux.")
    return int(found[1]) // 1024


def measure(name: str, path: Path, mapping: str, repeat: int) -> dict[str, float]:
    """Print what a file's first load, second load and raw COPY take, and give what a row costs and the peak memory."""
    first, second, raw, rows, peak = [], [], [], 0, 0
    for _ in range(repeat):
        fresh(LOADED)
        rows, seconds = load(path, mapping)
        first.append(seconds)
        # Of the first load alone: what measures it takes memory too.
        peak = peak or peak_megabytes()
        second.append(load(path, mapping)[1])
        close()
        with tempfile.TemporaryFile() as file:
            chunks = dumped(file)
            drop(LOADED)  # its rows are in the file, and the disk may not hold them three times
            fresh(RAW)
            raw.append(copied(file, chunks))
    once, again, ceiling = median(first), median(second), median(raw)
    print(f"{name}: {rows:,} rows, median of {repeat}")
    print(f"  raw COPY, same rows, tables, triggers {ceiling:8.2f} s {rows / ceiling:10,.0f} rows/s")
    print(f"  import, the first time                {once:8.2f} s {rows / once:10,.0f} rows/s")
    print(f"    ratio to raw COPY {ceiling / once:.2f} (mark: at least 0.6)")
    print(f"  import, the unchanged file again      {again:8.2f} s {rows / again:10,.0f} rows/s")
    print(f"    {once / again:.1f} times as fast as the first time (mark: at least 3)")
    print(f"  peak memory of the loader             {peak:8} MB (mark: at most 200)", flush=True)
    return {"rows": rows, "seconds": once / rows, "megabytes": peak}


def beside_peers(path: Path, ours: dict[str, float]) -> None:
    """Print what others take to load the same rows into the same tables under the same triggers."""
    from django.db import connection

    from tests.benchmarks.import_peers import by_bulk_create, by_import_export

    for name, loaded in (("bulk_create", by_bulk_create), ("django-import-export", by_import_export)):
        fresh(LOADED)
        connection.settings_dict["NAME"] = LOADED
        seconds = loaded(path)
        with psycopg.connect(address(LOADED)) as there:
            assert_whole(there, int(ours["rows"]), name)
        print(f"  {name:<37} {seconds:8.2f} s {ours['rows'] / seconds:10,.0f} rows/s")
        print(f"    the import is {seconds / ours['rows'] / ours['seconds']:.1f} times as fast", flush=True)


def assert_whole(there: "psycopg.Connection[tuple[int]]", rows: int, name: str) -> None:
    """Check that a peer has written the same as the import. Raises SystemExit if it has not."""
    for table in ("claim", "externalid", "appearance", "attribution", "quantity", "verdict", "claimevent"):
        found = there.execute(f"SELECT count(*) FROM claims_{table}").fetchall()[0][0]
        if found != rows:
            raise SystemExit(f"{name} has written {found:,} rows of {table} for {rows:,} of the file.")


def compare(sizes: list[int], repeat: int) -> None:
    """Measure files of several sizes, each in a process of its own, and print how rows and memory grow."""
    results = []
    for size in sizes:
        with tempfile.NamedTemporaryFile() as result_file:
            command = [sys.executable, "-m", "tests.benchmarks.bench_import", str(size), f"--repeat={repeat}"]
            subprocess.run([*command, f"--result={result_file.name}"], check=True)
            results.append(json.loads(Path(result_file.name).read_text(encoding="utf-8")))
    smallest, largest = results[0], results[-1]
    print(f"{largest['rows']:,} rows beside {smallest['rows']:,}")
    print(f"  a row costs {largest['seconds'] / smallest['seconds']:.2f} times as much (mark: at most 1.3)")
    print(f"  peak memory is {largest['megabytes'] / smallest['megabytes']:.2f} times as much (mark: the same)")


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="*", default=[20_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--result", type=Path, help="write what came of it here, as JSON")
    parser.add_argument("--peers", action="store_true", help="load the same rows by others as well")
    parser.add_argument("--readers", action="store_true", help="ask the API before and during a load")
    options = parser.parse_args()
    if not SERVER:
        raise SystemExit("Set DATABASE_URL to a server where databases may be made.")
    if len(options.rows) > 1:
        compare(options.rows, options.repeat)
        return
    os.environ["DATABASE_URL"] = address(TEMPLATE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

    import django

    django.setup()
    from django.core.management import call_command

    with databases(), tempfile.TemporaryDirectory() as folder:
        call_command("migrate", verbosity=0)
        call_command("load_scales", verbosity=0)
        path = Path(folder) / "generated.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in generated(options.rows[0]))
        result = measure("generated", path, "", options.repeat)
        if options.peers:
            beside_peers(path, result)
        if options.readers:
            from tests.benchmarks.import_readers import beside_a_load

            fresh(LOADED)
            beside_a_load(address(LOADED), Path(folder))
        if options.result:
            options.result.write_text(json.dumps(result), encoding="utf-8")
            return
        data = os.environ.get("FACTCHECK_DATA")
        if data:
            measure("PolitiFact", Path(data) / "politifact_19250.jsonl", "politifact", options.repeat)
        else:
            print("PolitiFact: skipped, FACTCHECK_DATA is not set", file=sys.stderr)


def test_a_load_beside_raw_copy() -> None:
    """Let `make bench` measure in a process of its own: the loader tunes the interpreter, and memory is measured."""
    from django.conf import settings

    there = settings.DATABASES["default"]
    person = f"{quote(there['USER'])}:{quote(there['PASSWORD'] or '')}"
    server = f"postgres://{person}@{there['HOST']}:{there['PORT']}/{there['NAME']}"
    command = [sys.executable, "-m", "tests.benchmarks.bench_import", "--peers", "--readers"]
    subprocess.run(command, check=True, env={**os.environ, "DATABASE_URL": server})


if __name__ == "__main__":
    main()
