"""A page of the documentation: the commands that it shows, and the answers that it prints."""

import json
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.paths import BASE_DIR
from tests.api.feed import caught_up

BLOCK = re.compile(r"^```(?P<kind>\w+)[^\n]*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# The server's address on the pages.
ADDRESSES = ("http://127.0.0.1:8000", "http://localhost:8000")
SECONDS = 60


@dataclass(frozen=True)
class Example:
    """A block of shell commands, and the block of JSON directly after it, if there is one."""

    page: str
    line: int
    script: str
    shown: str = ""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def examples_of(page: str, programs: Sequence[str] = ("curl",)) -> list[Example]:
    """Return the blocks of a page that run one of these programs, in their order."""
    text = (BASE_DIR / page).read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    found = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block["kind"] != "sh" or not any(program in block["text"] for program in programs):
            continue
        line = text.count("\n", 0, block.start()) + 2
        is_shown = (
            following is not None and following["kind"] == "json" and not text[block.end() : following.start()].strip()
        )
        found.append(Example(page, line, block["text"], following["text"] if following and is_shown else ""))
    return found


class Shell:
    """A reader's shell. Variables that one example sets are set in the following ones."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        self.url, self.kept = url, folder / "variables"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "NO_PROXY": "*",
            "FACTCHECK_TOKEN": token,
        }
        self.kept.write_text("")

    def run(self, example: Example) -> str:
        """Run an example with the server's address replaced, and return what it printed."""
        script = example.script
        for address in ADDRESSES:
            script = script.replace(address, self.url)
        script = f"set -euo pipefail -a; source {self.kept}; {{\n{script}\n}}; export -p > {self.kept}"
        done = subprocess.run(
            ["bash", "-c", script],
            check=False,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env=self.environment,
            cwd=self.environment["HOME"],
        )
        assert done.returncode == 0, f"{example}: {done.stderr}{done.stdout}"
        return done.stdout


def body_of(printed: str) -> Any:
    """Parse the JSON that curl printed, after the headers if `-i` was given."""
    return json.loads(printed[printed.index("{") :])


def assert_shows(shown: Any, got: Any, where: str) -> None:
    """Fail unless the answer contains everything that the page shows. Objects may have more members."""
    if isinstance(shown, dict):
        assert isinstance(got, dict), f"{where}: {got!r} came back"
        assert shown.keys() <= got.keys(), f"{where}: {sorted(shown.keys() - got.keys())} did not come back"
        for name, value in shown.items():
            assert_shows(value, got[name], f"{where}/{name}")
    elif isinstance(shown, list):
        assert isinstance(got, list), f"{where}: {got!r} came back"
        assert len(shown) == len(got), f"{where}: {len(got)} came back, {len(shown)} are shown"
        for at, value in enumerate(shown):
            assert_shows(value, got[at], f"{where}/{at}")
    else:
        assert shown == got, f"{where}: {shown!r} is shown, {got!r} came back"


def run_and_compare(example: Example, shell: Shell) -> str:
    """Run an example, compare its answer with the page, and return what was printed."""
    caught_up()  # a person would take longer than the feed to type the next example
    printed = shell.run(example)
    compare(example, printed)
    return printed


def compare(example: Example, printed: str) -> None:
    """Fail if what an example printed is not what the page shows."""
    if example.shown:
        assert_shows(json.loads(example.shown), body_of(printed), str(example))
