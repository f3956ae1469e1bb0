import shutil
import subprocess
from pathlib import Path

import pytest

from factcheck.paths import BASE_DIR

pytestmark = pytest.mark.server_independent

OLD_PYTHON = "#!/bin/sh\nexit 1\n"  # what a Python before 3.11 answers when it is asked whether it is new enough


def make(target: str, path: str) -> "subprocess.CompletedProcess[str]":
    """Run make with nothing on the path but what is in one folder."""
    program = shutil.which("make")
    assert program is not None
    command = [program, "--no-print-directory", target]
    return subprocess.run(command, cwd=BASE_DIR, env={"PATH": path}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("names", [[], ["python3"], ["python3.11", "python3", "python"]])
@pytest.mark.parametrize("target", ["setup", "run", "test"])
def test_a_missing_or_old_python_is_one_line(tmp_path: Path, names: list[str], target: str) -> None:
    for name in names:
        (tmp_path / name).write_text(OLD_PYTHON)
        (tmp_path / name).chmod(0o755)
    done = make(target, str(tmp_path))
    assert done.returncode != 0
    said, *rest = done.stderr.splitlines()
    assert said == (
        "factcheck: no Python 3.11 or later on the path: "
        f"install one, or name it: make {target} PYTHON=/path/to/python3"
    )
    assert all(line.startswith("make: ***") for line in rest)
    assert done.stdout == ""


def test_help_lists_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=BASE_DIR, capture_output=True, text=True, check=True)
    listed = {line.split()[1] for line in done.stdout.splitlines()}
    assert {"run", "setup", "test", "check", "prove", "lint", "bench", "shell", "dump", "restore", "help"} <= listed
