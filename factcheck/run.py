"""Run a whole factcheck in the foreground: database, schema, first administrator, web server, worker.

`python -m factcheck.run`. PORT, HOST, DATABASE_URL and FACTCHECK_DATA_DIR change where. Every process that is started
here ends with this one.
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

from factcheck.child import BASE_DIR, spawn, stop
from factcheck.data_folder import DataFolder, data_dir
from factcheck.embedded import EmbeddedServer
from factcheck.refusal import CannotRunError, exit_status
from factcheck.welcome import welcome

WEB_START_SECONDS = 60
STOP_SECONDS = 15
WEB_SERVER = ("-m", "gunicorn", "-c", "python:factcheck.serving", "factcheck.wsgi")
WORKER = ("manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "10")
END_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class EndedBySignal(BaseException):
    """Leave whatever is being done, since the person or the system asked us to end."""


def main() -> int:
    """Start everything, say what to open, and wait for the end."""
    for number in END_SIGNALS:
        signal.signal(number, _end)
    try:
        with ExitStack() as started:
            return _run(started)
    except EndedBySignal:
        with suppress(OSError):
            tell("stopped")
        return 0


def _end(*_: object) -> None:
    for number in END_SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # once is enough: ending takes its time
    with suppress(OSError):  # the terminal may be gone
        print(flush=True)
        tell("stopping")
    raise EndedBySignal


def _run(started: ExitStack) -> int:
    host, port = address()
    refuse_taken_port(host, port)
    children: dict[str, subprocess.Popen[bytes]] = {}
    if not os.environ.get("DATABASE_URL", "").strip():
        children["the database"] = _start_database(started)
    status, made = _prepare(started)
    if status != 0:
        return status
    tell("web server and worker: starting")
    # A worker whose database goes at the same moment has nothing to end well, and would look for it for half a minute.
    end_signal = signal.SIGKILL if "the database" in children else signal.SIGTERM
    children["the worker"] = _start(started, *WORKER, end_signal=end_signal)
    web = children["the web server"] = _start(started, *WEB_SERVER, HOST=host, PORT=str(port))
    _wait_for_web(web, host, port)
    print(welcome(f"http://{_reachable(host)}:{port}", made), flush=True)
    return _wait_for_an_end(children)


def address() -> tuple[str, int]:
    """Return HOST and PORT. Raises CannotRunError where PORT is none."""
    port = os.environ.get("PORT", "").strip() or "8000"
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotRunError(f"PORT={port!r} is no port: set a number from 1 to 65535.")
    return os.environ.get("HOST", "").strip() or "127.0.0.1", int(port)


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CannotRunError where nothing can be served on the port."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        reasons = {errno.EADDRINUSE: "is taken", errno.EACCES: "is not for ordinary users"}
        reason = reasons.get(error.errno or 0, f"of {host} cannot be used ({error.strerror})")
        other = port + 1 if 1024 <= port < 65535 else 8000
        raise CannotRunError(f"port {port} {reason}: choose another, as in `make run PORT={other}`.") from error


def tell(line: str) -> None:
    """Show one line of progress."""
    print(f"· {line}", flush=True)


def _start_database(started: ExitStack) -> subprocess.Popen[bytes]:
    server = EmbeddedServer(DataFolder(data_dir(BASE_DIR)))
    tell("database: starting")
    started.callback(server.stop)
    server.start(lambda line: tell(f"database: {line}"))
    if server.process is None:
        raise CannotRunError("Postgres is gone as soon as it had started.")
    return server.process


def _prepare(started: ExitStack) -> tuple[int, dict[str, str]]:
    """Return the status of `factcheck.prepare`, which has said what was wrong, and what it made."""
    process = spawn([sys.executable, "-m", "factcheck.prepare"], stdout=subprocess.PIPE)
    started.callback(stop, process, signal.SIGTERM, STOP_SECONDS)
    output, _ = process.communicate()
    return process.returncode, json.loads(output) if process.returncode == 0 else {}


def _start(
    started: ExitStack, *arguments: str, end_signal: signal.Signals = signal.SIGTERM, **settings: str
) -> subprocess.Popen[bytes]:
    """Start one of our Python programs, to be stopped at the end; `end_signal` ends it where we are killed."""
    process = spawn([sys.executable, *arguments], end_signal=end_signal, env={**os.environ, **settings})
    started.callback(stop, process, signal.SIGTERM, STOP_SECONDS)
    return process


def _reachable(host: str) -> str:
    """Return a host that a browser on this machine can open."""
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
    raise CannotRunError("the web server did not start; what it said is above.")


def _wait_for_an_end(children: dict[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                tell(f"{name} ended by itself (status {child.returncode}): stopping the rest")
                return 1
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(exit_status(main))
