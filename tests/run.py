"""Run pytest on throwaway embedded servers, in several processes: `python -m tests.run [PYTEST ARGUMENTS]`.

Each process has its own server, so that no process's open transaction holds back what another reads from the feed.
WORKERS says how many there are: one for each core by default, at most four. There is one process, as `-s` and `--pdb`
need, with WORKERS=1, with DATABASE_URL, and if the arguments name one test file.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from factcheck.cannot_run import CannotRunError, exit_status
from factcheck.with_database import embedded_server, run

MOST_WORKERS = 4


def count_workers(arguments: Sequence[str] = ()) -> int:
    """Return how many processes share the tests. Raises CannotRunError for a WORKERS that is no number above zero."""
    wanted = os.environ.get("WORKERS", "").strip()
    if not wanted:
        paths = [argument for argument in arguments if Path(argument.partition("::")[0]).exists()]
        is_one_file = len(paths) == 1 and not Path(paths[0]).is_dir()
        return 1 if is_one_file else min(os.cpu_count() or 1, MOST_WORKERS)
    if not wanted.isascii() or not wanted.isdigit() or int(wanted) < 1:
        raise CannotRunError(f"WORKERS={wanted!r} is not a number of processes: set a whole number from 1.")
    return int(wanted)


def main() -> int:
    """Run the command line."""
    # The tests start many processes, each of which would compile every module again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    pytest = [sys.executable, "-m", "pytest"]
    arguments = sys.argv[1:]
    if os.environ.get("DATABASE_URL", "").strip():
        return run([*pytest, *arguments])
    with ExitStack() as stack:
        folders = [stack.enter_context(embedded_server(is_throwaway=True)) for _ in range(count_workers(arguments))]
        spread = across([str(folder.path) for folder in folders]) if len(folders) > 1 else []
        return run([*pytest, *spread, *arguments], folders[0])


def across(folders: Sequence[str]) -> list[str]:
    """Return the options by which pytest-xdist runs one process on the server of each folder, a file at a time.

    A file runs whole in one process, since its tests may share what is expensive to make.
    """
    workers = [f"--tx=popen//env:FACTCHECK_DATA_DIR={folder}" for folder in folders]
    return [*workers, "--dist=loadfile", "--no-loadscope-reorder"]


if __name__ == "__main__":
    sys.exit(exit_status(main))
