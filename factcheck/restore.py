"""Read a dump into a database: `python -m factcheck.restore [--force] FILE`, or `make restore FILE=... [FORCE=1]`.

Everything happens in one transaction, the raising of the feed's epoch included: a restored server counts its
transactions from another number, so that without a new epoch events could appear behind a reader's cursor.
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from factcheck.binaries import program
from factcheck.child import BASE_DIR
from factcheck.client import Client, client_of
from factcheck.data_folder import DataFolder, data_dir
from factcheck.refusal import CannotRunError, exit_status
from factcheck.with_database import database_url

# pg_dump writes this for every server; those before 17 do not know it.
TRANSACTION_TIMEOUT = b"SET transaction_timeout = 0;\n"
# The minor releases of November 2026 keep a column's version among its options; other servers refuse the option.
COLUMN_VERSION = re.compile(rb"ALTER TABLE ONLY .+ ALTER COLUMN .+ SET \(pg_attver=\d+\);\n")

EMPTY = """
SET lock_timeout = '10s';
SET client_min_messages = warning;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
# Whoever owns the database and not the server is warned of each table of the server's that is left out.
ANALYSE = b"SET client_min_messages = error;\nANALYZE;\n"
# Later than every epoch before it, also those of a database that this one replaces: seconds since 2025. And the clock
# of shared nouns forgets the transaction that set it, since its id will come again.
RAISE_EPOCH = """
RESET search_path;
UPDATE public.claims_feedepoch
SET value = GREATEST(value + 1, EXTRACT(epoch FROM clock_timestamp() - timestamptz '2025-01-01 00:00Z')::integer);
UPDATE public.claims_nounclock SET changed_in = '0';
"""


def restore(url: str, file: Path, *, force: bool = False) -> None:
    """Restore a dump; the database is as before where that fails.

    Raises CannotRunError where the file is no dump, the database holds tables and `force` is not given, somebody else
    is connected to it, or Postgres refuses.
    """
    client = client_of(url)
    version = _refuse_unfit(client, force=force)
    command = client.command("psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--output", os.devnull)
    psql = subprocess.Popen(command, env=client.environment(), stdin=subprocess.PIPE)
    if psql.stdin is None:
        raise CannotRunError("psql took no input.")
    try:
        psql.stdin.write(b"BEGIN;\n" + (EMPTY.encode() if force else b""))
        _copy_archive(file, psql.stdin, version)
        psql.stdin.write(RAISE_EPOCH.encode() + b"COMMIT;\n" + ANALYSE)
        psql.stdin.close()
    except BrokenPipeError:
        pass  # psql has said why it ended
    except CannotRunError:
        psql.kill()  # before it sees the end of its input, so that nothing is committed
        raise
    finally:
        psql.wait()
    if psql.returncode != 0:
        raise CannotRunError("the restore failed, see above; the database is as it was.")


def _refuse_unfit(client: Client, *, force: bool) -> int:
    """Return the major version of a server that can be restored into."""
    with client.connect() as connection:
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = current_user AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if others != (0,):
            raise CannotRunError("others are connected to the database: stop web server and commands first.")
        if tables != (0,) and not force:
            raise CannotRunError("the database is not empty: FORCE=1 replaces all that is in it.")
        return connection.info.server_version // 10_000


def _copy_archive(file: Path, psql: IO[bytes], version: int) -> None:
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as archive:
        psql.writelines(fitting(archive.stdout or [], version))
    if archive.returncode != 0:
        raise CannotRunError(f"{file} cannot be read as a dump, see above; the database is as it was.")


def fitting(lines: Iterable[bytes], version: int) -> Iterator[bytes]:
    """Leave out of pg_restore's SQL what a server of this major version refuses; rows are never touched."""
    is_row = False
    for line in lines:
        if is_row:
            is_row = line != b"\\.\n"
        elif (line == TRANSACTION_TIMEOUT and version < 17) or COLUMN_VERSION.fullmatch(line):
            continue
        else:
            is_row = line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n")
        yield line


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.restore")
    parser.add_argument("--force", action="store_true", help="replace what is in the database")
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args()
    if options.file is None:
        raise CannotRunError("say what to read: make restore FILE=factcheck.dump")
    if not options.file.is_file():
        raise CannotRunError(f"there is no file {options.file}.")
    folder = DataFolder(data_dir(BASE_DIR))
    if not os.environ.get("DATABASE_URL", "").strip() and folder.postmaster() is not None:
        raise CannotRunError("factcheck is running on this data folder: stop `make run` first.")
    with database_url() as url:
        restore(url, options.file, force=options.force)
    print(f"· restored {options.file}; `manage.py migrate` or `make run` brings its schema up to date")
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
