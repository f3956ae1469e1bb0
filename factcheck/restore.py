"""Read a dump into a database: `python -m factcheck.restore [--force] FILE`, or `make restore FILE=... [FORCE=1]`.

Everything happens in one transaction, including the new epoch of the feed: a restored server numbers its transactions
differently, so that without a new epoch new events could appear before a reader's cursor.
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from factcheck.cannot_run import CannotRunError, exit_status
from factcheck.embedded.binaries import program
from factcheck.embedded.client import Client, client_of
from factcheck.embedded.data_folder import DataFolder, data_dir
from factcheck.with_database import database_url

# pg_dump writes this for every server, but servers before 17 do not know it.
TRANSACTION_TIMEOUT = b"SET transaction_timeout = 0;\n"
# The minor releases of November 2026 store a column's version as an option that other servers refuse.
COLUMN_VERSION = re.compile(rb"ALTER TABLE ONLY .+ ALTER COLUMN .+ SET \(pg_attver=\d+\);\n")

EMPTY = """
SET lock_timeout = '10s';
SET client_min_messages = warning;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
# A role that owns the database but not the server would get a warning for each system table that it may not analyse.
ANALYSE = b"SET client_min_messages = error;\nANALYZE;\n"
# Seconds since 2025 are later than every earlier epoch, including those of a database that is being replaced.
# The transaction id in the clock of shared nouns is reset, because the restored server will use that id again.
RAISE_EPOCH = """
RESET search_path;
UPDATE public.claims_feedepoch
SET value = GREATEST(value + 1, EXTRACT(epoch FROM clock_timestamp() - timestamptz '2025-01-01 00:00Z')::integer);
UPDATE public.claims_nounclock SET changed_in = '0';
"""


def restore(url: str, file: Path, *, force: bool = False) -> None:
    """Restore a dump in one transaction.

    Raises CannotRunError, leaving the database unchanged, if the file is not a dump, if the database is not empty and
    `force` is not set, if somebody else is connected to it, or if Postgres reports an error.
    """
    client = client_of(url)
    version = _refuse_unfit(client, force=force)
    command = client.command("psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--output", os.devnull)
    psql = subprocess.Popen(command, env=client.environment(), stdin=subprocess.PIPE)
    if psql.stdin is None:
        raise CannotRunError("psql does not accept input.")
    try:
        psql.stdin.write(b"BEGIN;\n" + (EMPTY.encode() if force else b""))
        _copy_archive(file, psql.stdin, version)
        psql.stdin.write(RAISE_EPOCH.encode() + b"COMMIT;\n" + ANALYSE)
        psql.stdin.close()
    except BrokenPipeError:
        pass  # psql has printed why it ended
    except CannotRunError:
        psql.kill()  # before its input ends, so that it commits nothing
        raise
    finally:
        psql.wait()
    if psql.returncode != 0:
        raise CannotRunError("the restore failed, see the message above. The database is unchanged.")


def _refuse_unfit(client: Client, *, force: bool) -> int:
    """Return the major version of the server. Raises CannotRunError if the database cannot be restored into."""
    with client.connect() as connection:
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = current_user AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if others != (0,):
            raise CannotRunError(
                "others are connected to the database: stop the web server, the worker and all commands first."
            )
        if tables != (0,) and not force:
            raise CannotRunError("the database is not empty: add FORCE=1 to replace everything in it.")
        return connection.info.server_version // 10_000


def _copy_archive(file: Path, psql: IO[bytes], version: int) -> None:
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as archive:
        psql.writelines(fitting(archive.stdout or [], version))
    if archive.returncode != 0:
        raise CannotRunError(f"{file} cannot be read as a dump, see the message above. The database is unchanged.")


def fitting(lines: Iterable[bytes], version: int) -> Iterator[bytes]:
    """Drop the statements of pg_restore's SQL that a server of this major version refuses. Rows are never changed."""
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
    parser.add_argument("--force", action="store_true", help="replace everything in the database")
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args()
    if options.file is None:
        raise CannotRunError("name the file to read, for example: make restore FILE=factcheck.dump")
    if not options.file.is_file():
        raise CannotRunError(f"{options.file} does not exist.")
    folder = DataFolder(data_dir())
    if not os.environ.get("DATABASE_URL", "").strip() and folder.postmaster() is not None:
        raise CannotRunError("factcheck is running on this data folder: stop `make run` first.")
    with database_url() as url:
        restore(url, options.file, force=options.force)
    print(f"· restored {options.file}. Now `make run`, or `./manage migrate`, to update its schema.")
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
