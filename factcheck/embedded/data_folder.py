"""The folder of an embedded Postgres, and how to find the server that runs on it.

    lock          locked by the process that started the server
    password      of the database user; only the owner of the folder can read it
    server.json   port and process id of the running server; deleted when it stops
    postgres.log  the server's log since its last start
    postgres/     the data; belongs to the account that runs Postgres

The server listens on a free port of 127.0.0.1 and asks for the password, which keeps other users of the machine out.
It does not use a Unix socket, because the path of a socket is limited to 107 bytes.
"""

import fcntl
import json
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import psutil

from factcheck.cannot_run import CannotRunError
from factcheck.paths import BASE_DIR

NAME = "factcheck"  # the name of the database and of its user
SYSTEM_DIR = Path("/var/lib/factcheck")


def data_dir() -> Path:
    """Return FACTCHECK_DATA_DIR if it is set, otherwise /var/lib/factcheck for root and `.data` for everybody else."""
    setting = os.environ.get("FACTCHECK_DATA_DIR", "").strip()
    default = SYSTEM_DIR if os.geteuid() == 0 else BASE_DIR / ".data"
    return (Path(setting).expanduser() if setting else default).resolve()


class DataFolder:
    """One data folder and the server that runs on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.home = path / "postgres"
        self.data = self.home / "data"
        self.log = path / "postgres.log"
        self.state = path / "server.json"
        self.password = path / "password"

    def connection(self) -> dict[str, str]:
        """Return host, port, user, password and dbname. If no server runs, return a port that refuses connections.

        Raises CannotRunError if the folder belongs to another user.
        """
        try:
            port = str(json.loads(self.state.read_text())["port"])
            password = self.password.read_text()
        except (FileNotFoundError, NotADirectoryError):
            port, password = "1", "none"
        except PermissionError:
            owner = self._owner()
            raise CannotRunError(
                f"the data folder {self.path} belongs to {owner}: run this as {owner}, or set FACTCHECK_DATA_DIR."
            ) from None
        return {"host": "127.0.0.1", "port": port, "user": NAME, "password": password, "dbname": NAME}

    def url(self) -> str:
        """Return the connection as a URL, for programs that take one."""
        known = self.connection()
        return f"postgres://{known['user']}:{known['password']}@{known['host']}:{known['port']}/{known['dbname']}"

    def postmaster(self) -> psutil.Process | None:
        """Return the Postgres process that runs on this folder's data, or None."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            is_ours = process.name() == "postgres" and Path(process.cwd()) == self.data
        except (OSError, ValueError, psutil.Error):
            return None
        return process if is_ours else None

    def lock(self) -> TextIO:
        """Create the folder and lock it until the returned file is closed or this process ends.

        Raises CannotRunError if the folder cannot be written or is locked by another process.
        """
        try:
            if not self.path.is_dir():
                self.path.mkdir(parents=True)
                self.path.chmod(0o711)  # regardless of the umask; Postgres may run as another user
            lock = (self.path / "lock").open("a+")
        except OSError as error:
            raise CannotRunError(
                f"cannot write to {self.path} ({error.strerror}): set FACTCHECK_DATA_DIR to a writable folder."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip() or "unknown"
            lock.close()
            raise CannotRunError(
                f"{self.path} is in use by another factcheck (process {owner}): "
                "stop it, or set FACTCHECK_DATA_DIR to another folder."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        return lock

    def _owner(self) -> str:
        try:
            return pwd.getpwuid(self.path.stat().st_uid).pw_name
        except (OSError, KeyError):
            return "another user"


@contextmanager
def private_file(path: Path) -> Iterator[TextIO]:
    """Write a file that only its owner can read. The file appears once it is complete."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with open(unfinished, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        yield file
    unfinished.rename(path)
