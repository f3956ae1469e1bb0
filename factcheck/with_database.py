"""Run a command with a database behind it.

`python -m factcheck.with_database [--throwaway] -- COMMAND ...`

DATABASE_URL is used where it is set. Else the embedded server: a running one, one that is started for the command's
time, or with `--throwaway` one on a folder of its own that is gone afterwards.
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

from factcheck.child import BASE_DIR
from factcheck.data_folder import DataFolder, data_dir
from factcheck.embedded import EmbeddedServer
from factcheck.refusal import exit_status


@contextmanager
def embedded(*, is_throwaway: bool = False) -> Iterator[DataFolder]:
    """Give the folder of a running embedded server; what was started here is stopped at the end."""
    if is_throwaway:
        with _throwaway() as folder:
            yield folder
        return
    folder = DataFolder(data_dir(BASE_DIR))
    if folder.postmaster() is not None:
        yield folder
        return
    with _started(EmbeddedServer(folder)):
        yield folder


@contextmanager
def _throwaway() -> Iterator[DataFolder]:
    path = Path(tempfile.mkdtemp(prefix="factcheck-"))
    path.chmod(0o711)  # as root, Postgres's own user must get in
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
    """Give the address of the database: DATABASE_URL, else that of the embedded server, started if need be."""
    told = os.environ.get("DATABASE_URL", "").strip()
    if told:
        yield told
        return
    with embedded() as folder:
        yield folder.url()


def run(command: Sequence[str], folder: DataFolder | None = None) -> int:
    """Run a command in the foreground, attached to a folder's server, and return its exit status.

    Ctrl-C is the command's own affair; a SIGTERM or SIGHUP is handed on to it.
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
    parser.add_argument("--throwaway", action="store_true", help="use a new, empty server and remove it afterwards")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if os.environ.get("DATABASE_URL", "").strip():
        return run(options.command)
    with embedded(is_throwaway=options.throwaway) as folder:
        return run(options.command, folder)


if __name__ == "__main__":
    sys.exit(exit_status(main))
