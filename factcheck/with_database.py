"""Run a command that needs a database.

`python -m factcheck.with_database [--throwaway] -- COMMAND ...`

The database is that of DATABASE_URL if it is set. Otherwise it is the embedded server: the running one, or one that is
started for the command and stopped after it. `--throwaway` starts it on a temporary folder that is deleted afterwards.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from factcheck.cannot_run import exit_status
from factcheck.embedded.data_folder import DataFolder, data_dir
from factcheck.embedded.server import EmbeddedServer


@contextmanager
def embedded_server(*, is_throwaway: bool = False) -> Iterator[DataFolder]:
    """Yield the folder of a running embedded server. A server that is started here is stopped at the end."""
    if is_throwaway:
        with _throwaway() as folder:
            yield folder
        return
    folder = DataFolder(data_dir())
    if folder.postmaster() is not None:
        yield folder
        return
    with _started(EmbeddedServer(folder)):
        yield folder


@contextmanager
def _throwaway() -> Iterator[DataFolder]:
    path = Path(tempfile.mkdtemp(prefix="factcheck-"))
    path.chmod(0o711)  # if this is root, Postgres runs as another user, who must get in
    folder = DataFolder(path.resolve())
    try:
        with _started(EmbeddedServer(folder, is_durable=False)):
            yield folder
    finally:
        shutil.rmtree(path)


@contextmanager
def _started(server: EmbeddedServer) -> Iterator[None]:
    server.start(lambda line: print(f"database: {line}", file=sys.stderr, flush=True))
    try:
        yield
    finally:
        server.stop()


@contextmanager
def database_url() -> Iterator[str]:
    """Yield the URL of the database: DATABASE_URL, or that of the embedded server, which is started if necessary."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if url:
        yield url
        return
    with embedded_server() as folder:
        yield folder.url()


def run(command: Sequence[str], folder: DataFolder | None = None) -> int:
    """Run a command in the foreground with FACTCHECK_DATA_DIR set to a folder, and return its exit status.

    The command itself handles Ctrl-C; SIGTERM and SIGHUP are forwarded to it.
    """
    environment = dict(os.environ)
    if folder is not None:
        environment["FACTCHECK_DATA_DIR"] = str(folder.path)
    signal.signal(signal.SIGINT, lambda *_: None)
    process = subprocess.Popen(command, env=environment)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: process.send_signal(received))
    status = process.wait()
    return status if status >= 0 else 128 - status


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.with_database")
    parser.add_argument("--throwaway", action="store_true", help="use a new, empty server and delete it afterwards")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if os.environ.get("DATABASE_URL", "").strip():
        return run(options.command)
    with embedded_server(is_throwaway=options.throwaway) as folder:
        return run(options.command, folder)


if __name__ == "__main__":
    sys.exit(exit_status(main))
