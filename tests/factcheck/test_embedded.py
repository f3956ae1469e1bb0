import os
import subprocess
import sys

import psutil
import psycopg
import pytest

from factcheck.cannot_run import CannotRunError
from factcheck.embedded.data_folder import DataFolder
from factcheck.embedded.server import EmbeddedServer
from factcheck.paths import BASE_DIR
from tests.factcheck.conftest import Command, clean_environment

pytestmark = pytest.mark.server_independent

SECONDS = 30


def say_nothing(line: str) -> None:
    """Take a line of progress."""


def rows_after_one_more(folder: DataFolder) -> int:
    """Add a row to a table that is made if it is missing, and return how many it holds."""
    with psycopg.connect(folder.url()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept ()")
        connection.execute("INSERT INTO kept DEFAULT VALUES")
        return len(connection.execute("SELECT FROM kept").fetchall())


def test_data_is_kept_from_one_start_to_the_next(server: EmbeddedServer, folder: DataFolder) -> None:
    server.start(say_nothing)
    assert rows_after_one_more(folder) == 1
    server.stop()
    assert folder.postmaster() is None
    server.start(say_nothing)
    assert rows_after_one_more(folder) == 2


def test_letters_of_every_script_have_a_lower_case(server: EmbeddedServer, folder: DataFolder) -> None:
    server.start(say_nothing)
    with psycopg.connect(folder.url()) as connection:
        assert connection.execute("SELECT lower('ÉĞΩЖ'), version() LIKE 'PostgreSQL 18%'").fetchone() == ("éğωж", True)
        query = "SELECT datctype FROM pg_database WHERE datname = current_database()"
        assert connection.execute(query).fetchone() == ("C.UTF-8",)


def test_nobody_gets_in_without_the_password(server: EmbeddedServer, folder: DataFolder) -> None:
    server.start(say_nothing)
    known = folder.connection()
    assert folder.password.stat().st_mode & 0o077 == 0
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(folder.url().replace(known["password"], "guessed"))


def test_commands_attach_to_the_running_server(server: EmbeddedServer, folder: DataFolder, run: Command) -> None:
    server.start(say_nothing)
    done = run("manage.py", "showmigrations", "claims", FACTCHECK_DATA_DIR=str(folder.path))
    assert done.returncode == 0, done.stderr
    assert "[ ] 0001_initial" in done.stdout


@pytest.mark.parametrize("was_started", [False, True])
def test_commands_say_in_one_line_that_no_server_runs(
    server: EmbeddedServer, folder: DataFolder, run: Command, was_started: bool
) -> None:
    if was_started:
        server.start(say_nothing)
        server.stop()
    done = run("manage.py", "showmigrations", FACTCHECK_DATA_DIR=str(folder.path))
    said = "no database is running: start factcheck with `make run` in another terminal, or set DATABASE_URL."
    assert (done.returncode, done.stderr) == (1, f"factcheck: {said}\n")


def test_a_folder_in_use_is_refused(server: EmbeddedServer, folder: DataFolder, run: Command) -> None:
    server.start(say_nothing)
    done = run("-m", "factcheck.run", FACTCHECK_DATA_DIR=str(folder.path), PORT="18765")
    assert done.returncode == 1
    assert done.stderr.startswith(f"factcheck: {folder.path} is in use by another factcheck (process {os.getpid()})")
    assert len(done.stderr.splitlines()) == 1
    assert rows_after_one_more(folder) == 1


def test_two_folders_run_side_by_side(server: EmbeddedServer, folder: DataFolder) -> None:
    second = DataFolder(folder.path / "second")
    other = EmbeddedServer(second, is_durable=False)
    server.start(say_nothing)
    try:
        other.start(say_nothing)
        rows_after_one_more(folder)
        assert rows_after_one_more(second) == 1
        assert rows_after_one_more(folder) == 2
    finally:
        other.stop()


def test_a_server_that_was_killed_recovers(folder: DataFolder) -> None:
    killed = EmbeddedServer(folder)
    killed.start(say_nothing)
    assert rows_after_one_more(folder) == 1
    assert killed.process is not None
    killed.process.kill()
    killed.process.wait()
    assert (folder.data / "postmaster.pid").exists()
    killed.stop()
    killed.start(say_nothing)
    try:
        assert rows_after_one_more(folder) == 2
    finally:
        killed.stop()


def test_the_server_ends_with_an_owner_that_was_killed(server: EmbeddedServer, folder: DataFolder) -> None:
    command = [sys.executable, "-m", "factcheck.with_database", "--", "sh", "-c", "echo ready; read stop"]
    environment = clean_environment(FACTCHECK_DATA_DIR=str(folder.path))
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdin=pipe, stdout=pipe) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"ready\n"
        postmaster = folder.postmaster()
        assert postmaster is not None
        owner.kill()
    if sys.platform == "linux":  # elsewhere it is left behind, and ended by the next start
        assert psutil.wait_procs([postmaster], timeout=SECONDS)[1] == []
    server.start(say_nothing)
    assert rows_after_one_more(folder) == 1


def test_a_stale_lock_file_hurts_no_innocent_process(server: EmbeddedServer, folder: DataFolder) -> None:
    server.start(say_nothing)
    server.stop()
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as innocent:
        (folder.data / "postmaster.pid").write_text(f"{innocent.pid}\n{folder.data}\n")
        server.start(say_nothing)
        assert innocent.poll() is None
    assert rows_after_one_more(folder) == 1


def test_data_of_another_major_is_refused_and_left_alone(server: EmbeddedServer, folder: DataFolder) -> None:
    folder.data.mkdir(parents=True)
    (folder.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(
        CannotRunError, match=r"holds data of Postgres 16, and this version of factcheck runs 18: run `make dump"
    ):
        server.start(say_nothing)
    assert [path.name for path in folder.data.iterdir()] == ["PG_VERSION"]


def test_data_that_was_made_halfway_is_made_anew(server: EmbeddedServer, folder: DataFolder) -> None:
    unfinished = folder.home / "unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    server.start(say_nothing)
    assert rows_after_one_more(folder) == 1


def test_a_folder_that_cannot_be_written_is_one_line(run: Command) -> None:
    done = run("-m", "factcheck.run", FACTCHECK_DATA_DIR="/proc/factcheck", PORT="18766")
    assert done.returncode == 1
    assert done.stderr.startswith("factcheck: cannot write to /proc/factcheck")
    assert "set FACTCHECK_DATA_DIR" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_below_a_closed_one(folder: DataFolder) -> None:
    """As root, Postgres's own user cannot get in; an ordinary user's Postgres is that user."""
    folder.path.chmod(0o700)
    closed = EmbeddedServer(DataFolder(folder.path / "data"), is_durable=False)
    if os.geteuid() == 0:
        with pytest.raises(CannotRunError, match="cannot enter"):
            closed.start(say_nothing)
    else:
        closed.start(say_nothing)
        closed.stop()
