"""Start and stop the embedded Postgres of a data folder, for development and evaluation."""

import json
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import psutil
import psycopg
from psycopg import sql

from factcheck.cannot_run import CannotRunError
from factcheck.embedded.account import Account, account_for
from factcheck.embedded.binaries import MAJOR, installation_for
from factcheck.embedded.child import spawn, stop
from factcheck.embedded.data_folder import NAME, DataFolder, private_file

START_SECONDS = 300  # recovery after a crash can take long
STOP_SECONDS = 60
CHARACTER_TYPES = ("C.UTF-8", "C")  # the second where the system does not know the first
RETRY_SECONDS = 20
# Another program took the port just before the server did; or processes of a killed server have not ended yet.
TEMPORARY_ERRORS = ("could not bind", "pre-existing shared memory block")

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For data that is deleted after use.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedServer:
    """The server of one data folder, from `start()` to `stop()`."""

    def __init__(self, folder: DataFolder, *, is_durable: bool = True) -> None:
        self.folder = folder
        self.settings = SETTINGS | ({} if is_durable else NOT_DURABLE)
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: TextIO | None = None

    def start(self, report: Callable[[str], None]) -> None:
        """Start the server and wait until it accepts connections. The first time, initialise its data folder.

        `report` is called with a line of progress before a slow step. Raises CannotRunError if the folder is in use,
        cannot be used or holds data of another major version, or if Postgres does not start.
        """
        self._lock = self.folder.lock()
        try:
            self._refuse_other_major()
            account = account_for(self.folder.data)
            self._prepare(account)
            binaries = installation_for(account, self.folder.path) / "bin"
            if not self.folder.data.exists():
                report(f"creating the data folder {self.folder.path}")
                self._initialise(binaries, account)
            self._end_leftover()
            self._start_on_free_port(binaries, account)
            self._create_database()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server and unlock the folder. Safe to repeat."""
        if self.process is not None:
            stop(self.process, signal.SIGINT, STOP_SECONDS)  # SIGINT is Postgres's fast shutdown
            self.process = None
        if self._lock is not None:
            self.folder.state.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def _refuse_other_major(self) -> None:
        version = self.folder.data / "PG_VERSION"
        found = version.read_text().strip() if version.is_file() else str(MAJOR)
        if found != str(MAJOR):
            raise CannotRunError(
                f"{self.folder.data} holds data of Postgres {found}, and this version of factcheck runs {MAJOR}: "
                "run `make dump FILE=old.dump` with the version that created it, move the folder away, "
                "and run `make restore FILE=old.dump` here."
            )

    def _prepare(self, account: Account) -> None:
        self.folder.home.mkdir(mode=0o700, exist_ok=True)
        account.own(self.folder.home)
        if not account.can_enter(self.folder.home):
            raise CannotRunError(
                f"the user that runs Postgres cannot enter {self.folder.home}: "
                "set FACTCHECK_DATA_DIR to a folder that everybody can enter, for example below /var/tmp."
            )
        if not self.folder.password.exists():
            with private_file(self.folder.password) as file:
                file.write(secrets.token_urlsafe(32))

    def _initialise(self, binaries: Path, account: Account) -> None:
        unfinished = self.folder.home / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        password = self.folder.path / "password.initdb"
        with private_file(password) as file:
            file.write(self.folder.password.read_text())
        account.own(password)
        command = [str(binaries / "initdb"), "-D", str(unfinished), "-U", NAME, "--pwfile", str(password)]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = {"capture_output": True, "text": True, "cwd": self.folder.home, **account.popen_options()}
        for character_types in CHARACTER_TYPES:
            done = subprocess.run([*command, f"--lc-ctype={character_types}"], check=False, **options)
            if done.returncode == 0:
                break
        password.unlink()
        if done.returncode != 0:
            raise CannotRunError(f"initdb could not create {self.folder.data}: {_last_line(done.stderr)}")
        unfinished.rename(self.folder.data)

    def _end_leftover(self) -> None:
        """Stop a server that a killed run left behind, and delete the lock file of one that has ended."""
        leftover = self.folder.postmaster()
        if leftover is not None:
            leftover.send_signal(signal.SIGINT)
            try:
                leftover.wait(STOP_SECONDS)
            except psutil.TimeoutExpired as error:
                raise CannotRunError(
                    f"an earlier Postgres (process {leftover.pid}) does not end: stop it first."
                ) from error
        (self.folder.data / "postmaster.pid").unlink(missing_ok=True)

    def _start_on_free_port(self, binaries: Path, account: Account) -> None:
        deadline = time.monotonic() + RETRY_SECONDS
        while not self._start_on(_free_port(), binaries, account):
            output = self.folder.log.read_text(errors="replace")
            if time.monotonic() > deadline or not any(reason in output for reason in TEMPORARY_ERRORS):
                raise CannotRunError(f"Postgres did not start: {_last_line(output)} (more in {self.folder.log})")
            time.sleep(0.2)

    def _start_on(self, port: int, binaries: Path, account: Account) -> bool:
        command = [str(binaries / "postgres"), "-D", str(self.folder.data), "-p", str(port)]
        command += [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        with self.folder.log.open("wb") as log:
            options: dict[str, Any] = {"cwd": self.folder.data, "stdout": log, "stderr": log}
            self.process = spawn(command, end_signal=signal.SIGINT, account=account, **options)
        with private_file(self.folder.state) as file:
            json.dump({"port": port, "pid": self.process.pid, "major": MAJOR}, file)
        return self._answers()

    def _answers(self) -> bool:
        """Wait until the server accepts connections. Return False if it ends first or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while self.process is not None and self.process.poll() is None and time.monotonic() < deadline:
            try:
                psycopg.connect(**self._maintenance(), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _create_database(self) -> None:
        with psycopg.connect(**self._maintenance(), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))

    def _maintenance(self) -> dict[str, Any]:
        return {**self.folder.connection(), "dbname": "postgres"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it printed nothing"
