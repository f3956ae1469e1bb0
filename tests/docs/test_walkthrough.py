"""The story of a figure, told by the page as it stands and lived through request by request."""

import re
import shlex
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from claims.actions.actors import OPERATOR
from claims.actions.due import mark_stale_verdicts, publish_due_verdicts
from claims.actions.users import create_user
from claims.models import Verdict
from factcheck.paths import BASE_DIR
from tests.desk import come_due
from tests.docs.conftest import number_anew
from tests.docs.page import Example, Shell, examples_of, run_and_compare

PAGE = "docs/walkthrough.md"
TEXT = (BASE_DIR / PAGE).read_text(encoding="utf-8")
COMMAND = re.compile(r"^(?:export (?P<variable>\w+)=\$\()?\./manage (?P<words>[^)\n]+)\)?$", re.MULTILINE)
WORKER = "<!-- worker -->"


@pytest.fixture
def shell(transactional_db: None, live_server: LiveServer, tmp_path: Path) -> Shell:
    """Give a shell beside a newsroom that holds nothing but the people of the page, made by its commands."""
    number_anew()
    shell = Shell(live_server.url, "", tmp_path)
    for command in COMMAND.finditer(TEXT):
        name, *words = shlex.split(command["words"])
        if name == "create_user" and "--service" not in words:
            create_user(words[0], roles=[words[2]], actor=OPERATOR)  # the command would ask for a password
            continue
        printed = StringIO()
        call_command(name, *words, stdout=printed)
        if command["variable"]:
            shell.environment[command["variable"]] = printed.getvalue().strip()
    return shell


def come_to(example: Example, before: int) -> None:
    """Let the worker do its work where the page says so between two examples."""
    if WORKER in "\n".join(TEXT.splitlines()[before : example.line]):
        for verdict in Verdict.objects.filter(state="scheduled"):
            come_due(verdict)
        publish_due_verdicts()
        mark_stale_verdicts()


def test_the_story_is_lived_through_as_it_is_told(shell: Shell) -> None:
    line = 0
    for example in examples_of(PAGE):
        come_to(example, line)
        is_refused = '"status": 4' in example.shown
        # Of several requests in one block the page shows the last answer: none before it is refused either.
        strict = example.script if is_refused else example.script.replace("curl -s ", "curl -s --fail-with-body ")
        run_and_compare(replace(example, script=strict), shell)
        line = example.line


def test_the_page_shows_what_comes_back_of_nearly_everything() -> None:
    examples = examples_of(PAGE)
    assert len(examples) > 20
    assert all(example.shown for example in examples)
    assert TEXT.count(WORKER) == 2
