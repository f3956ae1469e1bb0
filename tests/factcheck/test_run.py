import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

from factcheck import __version__
from factcheck.embedded.data_folder import DataFolder
from factcheck.paths import BASE_DIR
from factcheck.welcome import welcome
from tests.factcheck.conftest import Command, clean_environment

pytestmark = pytest.mark.server_independent

SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: DataFolder, port: int, **settings: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start `factcheck.run`, give the process and what it said until it served, and end it."""
    environment = clean_environment(FACTCHECK_DATA_DIR=str(folder.path), PORT=str(port), **settings)
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck.run"], cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "create_token" in line or "curl -H" in line:
                break
        yield process, "".join(said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)


def family(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    """Return the processes that a run has started, those of Postgres and gunicorn among them."""
    members = psutil.Process(process.pid).children(recursive=True)
    started = " ".join(" ".join(member.cmdline()) for member in members)
    for name in ("bin/postgres", "gunicorn", "factcheck.worker"):
        assert name in started
    return members


def test_a_taken_port_is_one_line_and_nothing_is_started(run: Command, folder: DataFolder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("-m", "factcheck.run", FACTCHECK_DATA_DIR=str(folder.path), PORT=str(port))
    assert done.returncode == 1
    assert (
        done.stderr
        == f"factcheck: port {port} is in use: choose another one, for example `make run PORT={port + 1}`.\n"
    )
    assert list(folder.path.iterdir()) == []


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_one_line(run: Command, port: str) -> None:
    done = run("-m", "factcheck.run", PORT=port)
    assert done.returncode == 1
    assert done.stderr == f"factcheck: PORT={port!r} is not a port: set it to a number from 1 to 65535.\n"


def test_it_serves_and_ctrl_c_ends_all_that_it_started(prepared: DataFolder) -> None:
    port = free_port()
    with running(prepared, port) as (process, said):
        call = re.search(r"^ +(curl http://\S+/healthz)$", said, re.MULTILINE)
        assert call is not None, said
        answer = subprocess.run(call[1] + " -sf", shell=True, check=True, capture_output=True)  # noqa: S602
        assert answer.stdout
        members = family(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert psutil.wait_procs(members, timeout=SECONDS)[1] == []
    with socket.create_server(("127.0.0.1", port)):
        pass  # the port is free again


def test_a_web_server_that_dies_ends_the_rest(prepared: DataFolder) -> None:
    with running(prepared, free_port()) as (process, _):
        members = family(process)
        web = next(child for child in psutil.Process(process.pid).children() if "gunicorn" in child.cmdline())
        os.killpg(web.pid, signal.SIGKILL)
        assert process.wait(SECONDS) == 1
        assert process.stdout is not None
        assert "the web server ended unexpectedly" in process.stdout.read()
        assert psutil.wait_procs(members, timeout=SECONDS)[1] == []


def test_nothing_outlives_a_run_that_was_killed(prepared: DataFolder) -> None:
    with running(prepared, free_port()) as (process, _):
        members = family(process)
        process.kill()
        if sys.platform == "linux":  # elsewhere the next run ends what is left
            assert psutil.wait_procs(members, timeout=SECONDS)[1] == []
    with running(prepared, free_port()) as (process, said):
        assert f"factcheck {__version__} is running" in said


def test_secrets_are_shown_when_they_are_made_and_not_later() -> None:
    created = {"user": "admin", "password": "pass-word", "token": "fct_token", "try": "/api/v1/claims?q=rockets"}
    first, later = welcome("http://127.0.0.1:8000", created), welcome("http://127.0.0.1:8000", {})
    assert "pass-word" in first
    assert "curl -H 'Authorization: Bearer fct_token' 'http://127.0.0.1:8000/api/v1/claims?q=rockets'" in first
    assert "fct_" not in later
    assert "curl http://127.0.0.1:8000/healthz" in later
