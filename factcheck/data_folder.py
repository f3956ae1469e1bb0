"""The folder that holds an embedded Postgres, and how to find the server that runs on it.

    lock          locked as long as somebody owns the server
    password      of the database user, readable by its owner alone
    server.json   port and process of the running server; gone when it is stopped
    postgres.log  what the server said since it was last started
    postgres/     of the account that Postgres runs as

The server listens on a free port of 127.0.0.1 and asks for the password: a socket's path may be no longer than
107 bytes, which a data folder's may, and other users of the machine are kept out.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import psutil

from factcheck.refusal import CannotRunError

NAME = "factcheck"  # of the database and of its user
SYSTEM_DIR = Path("/var/lib/factcheck")


def data_dir(base_dir: Path) -> Path:
    """Return where the embedded data lives: FACTCHECK_DATA_DIR, else `.data`, as root /var/lib/factcheck."""
    told = os.environ.get("FACTCHECK_DATA_DIR", "").strip()
    default = SYSTEM_DIR if os.geteuid() == 0 else base_dir / ".data"
    return (Path(told).expanduser() if told else default).resolve()


class DataFolder:
    """One data folder, and the way to the server that runs on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.home = path / "postgres"
        self.data = self.home / "data"
        self.log = path / "postgres.log"
        self.state = path / "server.json"
        self.password = path / "password"

    def connection(self) -> dict[str, str]:
        """Return host, port, user, password and dbname; where nothing runs, a port that refuses at once.

        Raises CannotRunError where the folder belongs to another user.
        """
        try:
            port = str(json.loads(self.state.read_text())["port"])
            password = self.password.read_text()
        except (FileNotFoundError, NotADirectoryError):
            port, password = "1", "none"
        except PermissionError:
            raise CannotRunError(
                f"{self.path} belongs to another user: run this as that user, or set FACTCHECK_DATA_DIR."
            ) from None
        return {"host": "127.0.0.1", "port": port, "user": NAME, "password": password, "dbname": NAME}

    def url(self) -> str:
        """Return the connection as a URL, for programs that take one."""
        known = self.connection()
        return f"postgres://{known['user']}:{known['password']}@{known['host']}:{known['port']}/{known['dbname']}"

    def postmaster(self) -> psutil.Process | None:
        """Return the Postgres that is alive on this folder's data, if one is."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            is_ours = process.name() == "postgres" and Path(process.cwd()) == self.data
        except (OSError, ValueError, psutil.Error):
            return None
        return process if is_ours else None

    def lock(self) -> TextIO:
        """Make the folder and lock it until the file that is returned is closed, or we are dead.

        Raises CannotRunError where it cannot be written or is locked by another process.
        """
        try:
            if not self.path.is_dir():
                self.path.mkdir(parents=True)
                self.path.chmod(0o711)  # whatever the umask: as root, Postgres's own user goes through it
            lock = (self.path / "lock").open("a+")
        except OSError as error:
            raise CannotRunError(
                f"cannot write to {self.path} ({error.strerror}): set FACTCHECK_DATA_DIR to a folder of yours."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip() or "unknown"
            lock.close()
            raise CannotRunError(
                f"{self.path} is in use by another factcheck (process {owner}): "
                "stop that one, or set FACTCHECK_DATA_DIR to another folder."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        return lock


@contextmanager
def private_file(path: Path) -> Iterator[TextIO]:
    """Write a file that its owner alone may read, and let it appear whole or not at all."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with open(unfinished, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        yield file
    unfinished.rename(path)
