"""docs/walkthrough.md, executed step by step: `make run` on an empty newsroom, every command, every answer."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.embedded.data_folder import DataFolder
from factcheck.paths import BASE_DIR
from tests.docs.page import Shell, compare, examples_of
from tests.factcheck.conftest import make_folder
from tests.factcheck.test_run import free_port, running

PAGE = "docs/walkthrough.md"
TEXT = (BASE_DIR / PAGE).read_text(encoding="utf-8")
PROGRAMS = ("./manage", "curl")

pytestmark = pytest.mark.server_independent


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    """A shell beside the server that the page starts, but on a free port and a temporary data folder."""
    make, run, *settings = shlex.split(re.findall(r"^make run .*$", TEXT, re.MULTILINE)[0])
    assert (make, run) == ("make", "run")
    given = dict(setting.split("=") for setting in settings)  # make passes them on in the environment
    assert given.pop("FACTCHECK_DATA_DIR")
    port, folder = free_port(), DataFolder(make_folder())
    with running(folder, port, **given):
        shell = Shell(f"http://127.0.0.1:{port}", "", tmp_path)
        shell.environment["FACTCHECK_DATA_DIR"] = str(folder.path)
        (tmp_path / "manage").symlink_to(BASE_DIR / "manage")
        yield shell
    shutil.rmtree(folder.path)


@pytest.mark.exhaustive
def test_every_step_works_and_answers_as_printed(shell: Shell) -> None:
    for step in examples_of(PAGE, PROGRAMS):
        compare(step, shell.run(step))


def test_every_step_that_calls_the_api_prints_an_answer() -> None:
    steps = examples_of(PAGE, ("curl",))
    assert len(steps) > 20
    assert all(step.shown for step in steps)


def test_a_request_without_an_answer_on_the_page_does_not_fail_unseen() -> None:
    silent = [line for step in examples_of(PAGE) for line in requests(step.script) if "--output /dev/null" in line]
    assert silent
    assert all(" -fsS " in line for line in silent)


def requests(script: str) -> list[str]:
    """Return the curl commands of a script, each from its first line to its last."""
    return re.findall(r"^curl .*?(?=^curl |\Z)", script, re.MULTILINE | re.DOTALL)
