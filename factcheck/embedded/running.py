"""Find the data folder of the `make run` that is running from this checkout.

Each run writes a file named by its process id to `.running/`. A process that was killed leaves its file behind;
such files are recognised by the start time of the process and ignored.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from factcheck.cannot_run import CannotRunError
from factcheck.embedded.data_folder import data_dir
from factcheck.paths import BASE_DIR

RUNS = BASE_DIR / ".running"


@contextmanager
def announced(folder: Path) -> Iterator[None]:
    """Announce, as long as the block runs, that this process runs factcheck on a data folder."""
    file = RUNS / str(os.getpid())
    with suppress(OSError):  # without the file, commands find the default folder only
        RUNS.mkdir(exist_ok=True)
        _remove_stale()
        file.write_text(json.dumps({"started": psutil.Process().create_time(), "folder": str(folder)}))
    try:
        yield
    finally:
        with suppress(OSError):
            file.unlink()


def running_folders() -> list[Path]:
    """Return the data folders on which factcheck runs from this checkout."""
    return sorted(folder for file in _files() if (folder := _folder_of(file)) is not None)


def attach() -> None:
    """Set FACTCHECK_DATA_DIR to the folder of the running server, unless the environment names a database.

    Of several folders the default one is used. Raises CannotRunError if it is not among several.
    """
    if any(os.environ.get(name, "").strip() for name in ("DATABASE_URL", "FACTCHECK_DATA_DIR")):
        return
    running = running_folders()
    if not running or data_dir() in running:
        return
    if len(running) > 1:
        folders = ", ".join(map(str, running))
        raise CannotRunError(f"factcheck runs on several data folders: set FACTCHECK_DATA_DIR to one of {folders}.")
    os.environ["FACTCHECK_DATA_DIR"] = str(running[0])


def _files() -> list[Path]:
    return list(RUNS.iterdir()) if RUNS.is_dir() else []


def _remove_stale() -> None:
    for file in _files():
        if _folder_of(file) is None:
            file.unlink(missing_ok=True)


def _folder_of(file: Path) -> Path | None:
    """Return the data folder that a file announces, or None if the process that wrote it has ended."""
    try:
        announced_run = json.loads(file.read_text())
        if psutil.Process(int(file.name)).create_time() != announced_run["started"]:
            return None
        return Path(announced_run["folder"])
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None
