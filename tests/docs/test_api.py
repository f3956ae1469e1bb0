"""docs/api.md: its requests work as written in an empty newsroom, with the answers that it shows."""

import json
import re
import shlex
from dataclasses import dataclass, replace
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from claims.api.filters import ClaimFilter
from factcheck.paths import BASE_DIR
from tests.api.feed import caught_up
from tests.docs.conftest import restart_ids
from tests.docs.page import BLOCK, Example, Shell, assert_shows, body_of, examples_of

PAGE = "docs/api.md"
TEXT = (BASE_DIR / PAGE).read_text(encoding="utf-8")
# The last part of an ETag depends on the release, so the one on the page is replaced by the one that was received.
TAG = re.compile(r"(\d+\.[\d-]+\.[ipr])\.(\w+)")
COMMAND = re.compile(r"^(?:export (?P<variable>\w+)=\$\()?\./manage (?P<words>[^)\n]+)\)?$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """The answer that a page shows: status line and headers, if it shows them, and the body."""

    head: list[str]
    body: str


def answers() -> list[tuple[Example, Answer]]:
    """Return the examples of the page, each with the answer after it."""
    blocks = list(BLOCK.finditer(TEXT))
    behind = {TEXT.count("\n", 0, one.start()) + 2: two for one, two in pairwise(blocks)}
    found = []
    for example in examples_of(PAGE):
        block = behind[example.line]
        assert block["kind"] in {"http", "json"}, f"{example} shows no answer"
        head, _, body = block["text"].partition("\n\n") if block["kind"] == "http" else ("", "", block["text"])
        found.append((example, Answer(head.splitlines(), body)))
    return found


@pytest.fixture
def shell(transactional_db: None, live_server: LiveServer, tmp_path: Path) -> Shell:
    """A shell and an empty newsroom, with the accounts and tokens that the page creates."""
    restart_ids()
    shell = Shell(live_server.url, "", tmp_path)
    shell.environment["API"] = f"{live_server.url}/api/v1"
    for command in COMMAND.finditer(TEXT):
        printed = StringIO()
        call_command(*shlex.split(command["words"]), stdout=printed)
        if command["variable"]:
            shell.environment[command["variable"]] = printed.getvalue().strip()
    return shell


def test_its_requests_work_as_written(shell: Shell) -> None:
    tags: dict[str, str] = {}
    for example, answer in answers():
        caught_up()  # a person would take longer than the feed to type the next example
        printed = shell.run(replace(example, script=with_tags(example.script, tags)))
        tags |= dict(TAG.findall(printed))
        for line in answer.head:
            assert with_tags(line, tags) in printed.splitlines(), f"{example}: {line!r} is not in {printed}"
        if answer.body:
            assert_shows(json.loads(with_tags(answer.body, tags)), body_of(printed), str(example))
        assert "HTTP/1.1 5" not in printed


def with_tags(text: str, tags: dict[str, str]) -> str:
    return TAG.sub(lambda found: f"{found[1]}.{tags.get(found[1], found[2])}", text)


def test_it_shows_an_answer_to_every_request() -> None:
    assert len(answers()) > 20


def test_it_names_every_filter() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", TEXT[: TEXT.index("## Page")], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"\w+", row)} == set(ClaimFilter.base_filters)
