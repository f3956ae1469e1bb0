"""schemathesis against the API as it is served: every check, from the OpenAPI document alone, with a fixed seed."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from string import Template

from factcheck.paths import BASE_DIR

HERE = Path(__file__).parent
TESTED = re.compile(r"([\d,]+) generated, ([\d,]+) passed")
FOLLOWED = re.compile(r"API Links: +(\d+) covered")


@dataclass(frozen=True)
class Effort:
    """How many examples schemathesis generates for an operation, and how many walks along links."""

    examples: int
    walks: int


def prove(url: str, secret: str, folder: Path, effort: Effort, *, least: int, least_links: int) -> str:
    """Run schemathesis and return its summary, with at least so many cases tested and links followed."""
    summary = _run(url, secret, folder, effort)
    [(generated, passed)] = TESTED.findall(summary)
    assert generated == passed
    assert int(generated.replace(",", "")) >= least
    [links] = FOLLOWED.findall(summary)
    assert int(links) >= least_links, "few links were followed"
    assert "Authentication failed" not in summary, "no request was authenticated"
    return summary


def _run(url: str, secret: str, folder: Path, effort: Effort) -> str:
    """Return what schemathesis printed. Raises AssertionError if it found something."""
    config = folder / "schemathesis.toml"
    template = Template((HERE / "schemathesis.template.toml").read_text(encoding="utf-8"))
    config.write_text(template.safe_substitute(vars(effort)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "--no-color",
         "run", f"{url}/api/v1/schema", "--header", f"Authorization: Bearer {secret}"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.proofs.schemathesis_checks", "PYTHONPATH": str(BASE_DIR)},
    )  # fmt: skip
    _, _, found = done.stdout.partition(" FAILURES ")
    assert done.returncode == 0, (found or done.stdout)[:8000] + done.stderr[-2000:]
    return done.stdout
