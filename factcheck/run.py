"""Run everything in the foreground: database, migrations, first administrator, web server and worker.

`python -m factcheck.run`, configured by PORT, HOST, DATABASE_URL, FACTCHECK_DATA_DIR and SAMPLE. Every process that it
starts ends with it.
"""

import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress

from factcheck import __version__
from factcheck.cannot_run import CannotRunError, exit_status
from factcheck.embedded.child import spawn, stop
from factcheck.embedded.data_folder import DataFolder, data_dir
from factcheck.embedded.running import announced
from factcheck.embedded.server import EmbeddedServer
from factcheck.welcome import welcome

WEB_START_SECONDS = 60
STOP_SECONDS = 15
WEB_SERVER = ("-m", "gunicorn", "-c", "python:factcheck.serving", "factcheck.wsgi")
WORKER = ("-m", "factcheck.worker")
END_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class EndedBySignal(BaseException):
    """Raised when a signal asks this process to end; unwinds whatever is running."""


def main() -> int:
    """Start everything, print what to open, and wait until something ends it."""
    for number in END_SIGNALS:
        signal.signal(number, _end)
    try:
        with ExitStack() as started:
            return _run(started)
    except EndedBySignal:
        with suppress(OSError):
            report("stopped")
        return 0


def _end(*_: object) -> None:
    for number in END_SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # stopping takes a moment; ignore further signals
    with suppress(OSError):  # the terminal may be closed
        print(flush=True)
        report("stopping")
    raise EndedBySignal


def _run(started: ExitStack) -> int:
    report(f"factcheck {__version__}")
    host, port = address()
    refuse_taken_port(host, port)
    children: dict[str, subprocess.Popen[bytes]] = {}
    if not os.environ.get("DATABASE_URL", "").strip():
        children["the database"] = _start_database(started)
    status, created = _prepare(started)
    if status != 0:
        return status
    report("web server and worker: starting")
    # If this process is killed, the embedded database goes with it. A worker that got SIGTERM would then try to reach
    # the database for half a minute.
    end_signal = signal.SIGKILL if "the database" in children else signal.SIGTERM
    children["the worker"] = _start(started, *WORKER, end_signal=end_signal)
    web = children["the web server"] = _start(started, *WEB_SERVER, HOST=host, PORT=str(port))
    _wait_for_web(web, host, port)
    print(welcome(f"http://{_reachable(host)}:{port}", created), flush=True)
    return _wait_for_an_end(children)


def address() -> tuple[str, int]:
    """Return HOST and PORT. Raises CannotRunError if PORT is not a port number."""
    port = os.environ.get("PORT", "").strip() or "8000"
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotRunError(f"PORT={port!r} is not a port: set it to a number from 1 to 65535.")
    return os.environ.get("HOST", "").strip() or "127.0.0.1", int(port)


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CannotRunError if the port cannot be used."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        reasons = {errno.EADDRINUSE: "is in use", errno.EACCES: "needs root"}
        reason = reasons.get(error.errno or 0, f"cannot be used on {host} ({error.strerror})")
        other = port + 1 if 1024 <= port < 65535 else 8000
        raise CannotRunError(
            f"port {port} {reason}: choose another one, for example `make run PORT={other}`."
        ) from error


def report(line: str) -> None:
    """Print one line of progress."""
    print(f"· {line}", flush=True)


def _start_database(started: ExitStack) -> subprocess.Popen[bytes]:
    folder = DataFolder(data_dir())
    os.environ["FACTCHECK_DATA_DIR"] = str(folder.path)  # for the processes that are started here
    server = EmbeddedServer(folder)
    report("database: starting")
    started.callback(server.stop)
    server.start(lambda line: report(f"database: {line}"))
    if server.process is None:
        raise CannotRunError("Postgres ended right after it had started.")
    started.enter_context(announced(folder.path))
    return server.process


def _prepare(started: ExitStack) -> tuple[int, dict[str, str]]:
    """Run `factcheck.prepare`. Return its exit status and what it created."""
    process = spawn([sys.executable, "-m", "factcheck.prepare"], stdout=subprocess.PIPE)
    started.callback(stop, process, signal.SIGTERM, STOP_SECONDS)
    output, _ = process.communicate()
    return process.returncode, json.loads(output) if process.returncode == 0 else {}


def _start(
    started: ExitStack, *arguments: str, end_signal: signal.Signals = signal.SIGTERM, **settings: str
) -> subprocess.Popen[bytes]:
    """Start one of our Python programs, to be stopped at the end. It gets `end_signal` if this process is killed."""
    process = spawn([sys.executable, *arguments], end_signal=end_signal, env={**os.environ, **settings})
    started.callback(stop, process, signal.SIGTERM, STOP_SECONDS)
    return process


def _reachable(host: str) -> str:
    """Return the host under which a browser on this machine reaches the server."""
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # nosec B104


def _wait_for_web(web: subprocess.Popen[bytes], host: str, port: int) -> None:
    deadline = time.monotonic() + WEB_START_SECONDS
    while web.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(_reachable(host), port, timeout=WEB_START_SECONDS)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise CannotRunError("the web server did not start, see its message above.")


def _wait_for_an_end(children: dict[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                report(f"{name} ended unexpectedly (status {child.returncode}): stopping the rest")
                return 1
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(exit_status(main))
