"""Real data folders, servers and processes for the tests of the project's frame."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factcheck.embedded.data_folder import DataFolder
from factcheck.embedded.server import EmbeddedServer
from factcheck.paths import BASE_DIR

Command = Callable[..., "subprocess.CompletedProcess[str]"]


def clean_environment(**settings: str) -> dict[str, str]:
    """Return our environment without any setting of the product, and with those that are given."""
    ours = {"DATABASE_URL", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "PORT", "HOST", "LOG_LEVEL"}
    kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("FACTCHECK_")}
    return {**kept, **settings}


def run_command(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of ours in a clean environment: `run_command("manage.py", "check", DEBUG="1")`."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def run() -> Command:
    """The function that runs a command of ours in a clean environment."""
    return run_command


def make_folder() -> Path:
    """Make a folder that Postgres's own user may enter when the tests run as root."""
    path = Path(tempfile.mkdtemp(prefix="factcheck-test-")).resolve()
    path.chmod(0o711)
    return path


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    """An empty data folder."""
    path = make_folder()
    yield DataFolder(path)
    shutil.rmtree(path)


@pytest.fixture
def server(folder: DataFolder) -> Iterator[EmbeddedServer]:
    """A server on an empty data folder, not yet started."""
    server = EmbeddedServer(folder, is_durable=False)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def prepared() -> Iterator[DataFolder]:
    """A data folder with the schema, roles, sample newsroom and administrator; its server does not run."""
    path = make_folder()
    command = [sys.executable, "-m", "factcheck.with_database", "--", sys.executable, "-m", "factcheck.prepare"]
    try:
        subprocess.run(command, cwd=BASE_DIR, env=clean_environment(FACTCHECK_DATA_DIR=str(path)), check=True)
        yield DataFolder(path)
    finally:
        shutil.rmtree(path)
