"""Create the virtual environment and install the pinned requirements, unless that has been done.

`PYTHON -m factcheck.install [--dev]`, with any Python from 3.11 on. Uses only the standard library.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

from factcheck.cannot_run import CannotRunError, exit_status
from factcheck.paths import BASE_DIR

VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
LINES_SHOWN_OF_A_FAILURE = 15


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.install")
    parser.add_argument("--dev", action="store_true", help="also install what tests and linters need")
    runtime, dev = BASE_DIR / "requirements.txt", BASE_DIR / "requirements-dev.txt"
    with runtime.open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # `make run` and `make test` may be started side by side
        if parser.parse_args().dev:
            install(dev, includes=runtime)
        else:
            install(runtime)
    return 0


def install(requirements: Path, includes: Path | None = None) -> None:
    """Install a requirements file and the one that it includes, unless stamp files show that this was done.

    Raises CannotRunError if Python is too old or lacks venv, if the folder cannot be written, or if pip fails.
    """
    if sys.version_info < OLDEST:
        raise CannotRunError(f"Python {sys.version.split()[0]} is too old: install Python 3.11 or later.")
    if not _works():
        _make_environment()
    files = [requirements, *([includes] if includes else [])]
    if all(_is_installed(file) for file in files):
        return
    _pip_install(requirements)
    for file in files:
        _stamp(file).write_text(_digest(file))


def _is_installed(requirements: Path) -> bool:
    stamp = _stamp(requirements)
    return stamp.is_file() and stamp.read_text() == _digest(requirements)


def _stamp(requirements: Path) -> Path:
    return VENV / f".installed-{requirements.stem}"


def _digest(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def _works() -> bool:
    """Return whether the environment exists and runs. It does not if it was moved or if its Python was removed."""
    if not PYTHON.exists():
        return False
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotRunError(
            f"{sys.executable} cannot make virtual environments: install its venv package "
            f"(on Debian and Ubuntu: apt install python{version}-venv)."
        )
    _report(f"setup: creating {VENV} with Python {sys.version.split()[0]}")
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except OSError as error:
        raise _unwritable(error.strerror) from error
    except subprocess.CalledProcessError as error:
        raise CannotRunError(f"{sys.executable} could not create {VENV}: {error}") from error


def _pip_install(requirements: Path) -> None:
    total = sum("==" in line for line in requirements.read_text().splitlines())
    _report(f"setup: installing {requirements.name}, {total} packages")
    if not os.access(VENV, os.W_OK):
        raise _unwritable("it belongs to another user")
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "-r", str(requirements)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        said = _show_progress(pip.stdout or [], total)
    if pip.returncode != 0:
        print("\n".join(said[-LINES_SHOWN_OF_A_FAILURE:]), file=sys.stderr)
        raise CannotRunError(
            "pip could not install the requirements, see its output above. Check the network and try again."
        )


def _show_progress(lines: Iterable[str], total: int) -> list[str]:
    """Print one line for each package while pip works, and return all lines of its output."""
    said = []
    fetched = 0
    for line in lines:
        said.append(line.rstrip())
        if line.startswith(("Collecting ", "Processing ")):  # from an index, from a folder
            fetched += 1
            _report(f"setup: {fetched} of {total}  {Path(line.split()[1]).name}")
        elif line.startswith("Requirement already satisfied"):
            fetched += 1
        elif line.startswith("Installing collected"):
            _report("setup: unpacking")
    return said


def _unwritable(why: str | None) -> CannotRunError:
    return CannotRunError(
        f"cannot write to {VENV} ({why}): clone into a folder that you can write to, and run it there."
    )


def _report(line: str) -> None:
    print(f"· {line}", flush=True)


if __name__ == "__main__":
    sys.exit(exit_status(main))
