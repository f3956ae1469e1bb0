"""`./manage` and the version: what a newcomer types first."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import yaml
from django.test import Client

from claims.models import User
from factcheck import __version__
from factcheck.cannot_run import CannotRunError
from factcheck.embedded import running
from factcheck.embedded.data_folder import DataFolder
from factcheck.embedded.server import EmbeddedServer
from factcheck.paths import BASE_DIR
from tests.factcheck.conftest import Command, clean_environment, make_folder

MANAGE = str(BASE_DIR / "manage")
RUN_MANAGE = "runpy.run_path('manage.py', run_name='__main__')"

pytestmark = pytest.mark.server_independent


def manage(*arguments: str, program: str = MANAGE, cwd: str = "/", **settings: str) -> tuple[int, str, str]:
    """Run ./manage and return its status and what it printed on stdout and stderr."""
    environment = clean_environment(**settings)
    done = subprocess.run([program, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A checkout from which nothing else runs; the real one may run other tests' servers."""
    path = tmp_path_factory.mktemp("checkout").resolve()
    shutil.copytree(BASE_DIR / "factcheck", path / "factcheck")
    for name in ("manage", "manage.py"):
        shutil.copy(BASE_DIR / name, path)
    (path / "claims").symlink_to(BASE_DIR / "claims")
    (path / ".venv" / "bin").mkdir(parents=True)
    (path / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (path / ".venv" / "bin" / "python").chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "RUNS", path / ".running")
        yield path


@pytest.fixture(scope="module")
def announced(checkout: Path) -> Iterator[DataFolder]:
    """The folder of a running server that this process has announced, as `make run` does."""
    path = make_folder()
    server = EmbeddedServer(DataFolder(path), is_durable=False)
    server.start(lambda _: None)
    try:
        with running.announced(path):
            yield server.folder
    finally:
        server.stop()
        shutil.rmtree(path)


class TestVersion:
    @pytest.mark.parametrize("arguments", [["version"], ["--version"]])
    def test_manage_shows_it(self, arguments: list[str]) -> None:
        assert manage(*arguments) == (0, f"factcheck {__version__}\n", "")

    def test_the_module_shows_it(self, run: Command) -> None:
        assert run("-m", "factcheck", "--version").stdout == f"factcheck {__version__}\n"

    @pytest.mark.django_db
    def test_readyz_shows_it(self, client: Client) -> None:
        assert client.get("/readyz").json() == {"status": "ready", "version": __version__}

    @pytest.mark.django_db
    def test_the_footer_of_the_admin_shows_it_to_people_who_are_logged_in(self, client: Client, editor: User) -> None:
        footer = f" factcheck {__version__}</p>"
        assert footer not in client.get("/admin/login/").content.decode()
        client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
        assert footer in client.get("/admin/").content.decode()

    def test_the_openapi_document_shows_it(self, client: Client) -> None:
        document = yaml.safe_load(client.get("/api/v1/schema").content)
        assert document["info"]["version"] == __version__

    @pytest.mark.parametrize(
        ("arguments", "event"),
        [(["-c", "import factcheck.wsgi"], "web_started"), (["-m", "factcheck.worker"], "worker_started")],
    )
    def test_the_web_server_and_the_worker_log_it_when_they_start(self, arguments: list[str], event: str) -> None:
        environment = clean_environment(DATABASE_URL="postgres://nobody@127.0.0.1:1/none", LOG_LEVEL="INFO")
        command = [sys.executable, *arguments]
        with subprocess.Popen(command, cwd=BASE_DIR, env=environment, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            line = next(line for line in process.stderr if event in line)
            process.kill()
        assert f"version={__version__}" in line


class TestManage:
    def test_without_a_virtual_environment_it_names_the_command_that_creates_it(self, tmp_path: Path) -> None:
        shutil.copy(MANAGE, tmp_path)
        said = f"factcheck: not installed yet: run `make setup` (or `make run`) in {tmp_path}\n"
        assert manage("version", program=str(tmp_path / "manage")) == (1, "", said)

    def test_without_the_requirements_it_names_the_command_that_installs_them(self) -> None:
        code = "import runpy, sys; sys.path.insert(0, '.'); sys.argv[1:] = ['check']; " + RUN_MANAGE
        command = [sys.executable, "-I", "-S", "-c", code]
        done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=False)
        said = "factcheck: the requirements are not installed: run `make setup`.\n"
        assert (done.returncode, done.stderr) == (1, said)

    def test_it_can_be_called_through_a_symbolic_link(self, tmp_path: Path) -> None:
        link = tmp_path / "factcheck"
        link.symlink_to(MANAGE)
        assert manage("version", program=str(link))[:2] == (0, f"factcheck {__version__}\n")

    def test_files_are_named_from_the_folder_in_which_it_is_called(self, tmp_path: Path) -> None:
        _, _, stderr = manage("import_claims", "missing.csv", "--origin", "x", cwd=str(tmp_path))
        assert "missing.csv" in stderr

    @pytest.mark.usefixtures("announced")
    def test_it_works_on_the_server_of_the_running_make_run(self, checkout: Path) -> None:
        status, stdout, stderr = manage("showmigrations", "claims", program=str(checkout / "manage"))
        assert (status, stderr) == (0, "")
        assert "[ ] 0001_initial" in stdout

    @pytest.mark.usefixtures("announced")
    def test_a_setting_in_the_environment_comes_first(self, checkout: Path, tmp_path: Path) -> None:
        program = str(checkout / "manage")
        status, _, stderr = manage("showmigrations", "claims", program=program, FACTCHECK_DATA_DIR=str(tmp_path))
        assert status == 1
        assert stderr.startswith("factcheck: no database is running: start factcheck with `make run`")

    def test_a_folder_of_another_user_is_one_line_that_names_the_user(self, announced: DataFolder) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root can become another user")
        announced.state.chmod(0o600)
        with pytest.raises(CannotRunError, match=r"belongs to root: run this as root"):
            as_nobody(announced)


def as_nobody(folder: DataFolder) -> None:
    """Read the connection of a folder as the user `nobody`."""
    os.seteuid(65534)
    try:
        folder.connection()
    finally:
        os.seteuid(0)


class TestRunningFolders:
    def test_a_run_that_was_killed_is_ignored_and_forgotten(self, announced: DataFolder) -> None:
        with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as other:
            stale = running.RUNS / str(other.pid)
            started = psutil.Process(other.pid).create_time()
            stale.write_text(json.dumps({"started": started - 60, "folder": "/nowhere"}))
            assert Path("/nowhere") not in running.running_folders()
            running._remove_stale()
            assert not stale.exists()
            assert announced.path in running.running_folders()

    @pytest.mark.usefixtures("announced")
    def test_of_several_none_is_guessed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.delenv("FACTCHECK_DATA_DIR", raising=False)
        monkeypatch.setattr(running, "data_dir", lambda: tmp_path)
        with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as other:
            second = running.RUNS / str(other.pid)
            second.write_text(json.dumps({"started": psutil.Process(other.pid).create_time(), "folder": "/second"}))
            try:
                with pytest.raises(CannotRunError, match=r"set FACTCHECK_DATA_DIR to one of /second, "):
                    running.attach()
            finally:
                second.unlink()
